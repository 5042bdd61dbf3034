"""The omni engine says what the reference says, whatever was heard, seen and typed, and in what
pieces.

Every turn is held block by block in our engine, and replayed by transformers in one forward over
the same ids, features and explicit positions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from omni_core.checkpoint.shapes import SHAPES, Shape, Transformer
from omni_core.conversation import Options, PastTurn
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from tests.omni_core.omni.person import Person
from tests.oracle.reference import Dump, Reference, greedy_choices, relative_error

LOGITS_ERROR = 1e-4
REPLY = 8
SPECIAL = range(151643, 151664)
"""A random model would write them, and the stock rule for positions trips over them."""

TINY = SHAPES["tiny"]


def shape(heads: int, kv_heads: int, head_dim: int, layers: int, **other: object) -> Shape:
    """A small Thinker without speech."""
    text = Transformer(64, layers, heads, 160, kv_heads=kv_heads, head_dim=head_dim)
    return replace(TINY, text=text, speaks=False, **other)


def wide(hidden: int, inner: int, heads: int, kv_heads: int, layers: int) -> Shape:
    """Proportions of a real size, heads of 128 included."""
    text = Transformer(hidden, layers, heads, inner, kv_heads=kv_heads, head_dim=128)
    return replace(TINY, text=text, speaks=False, vocabulary=151_936)


DEEPER = Transformer(64, 4, 4, 96)
SHAPES_TRIED = {
    "64-mha": shape(2, 2, 64, 2),
    "64-group2": shape(4, 2, 64, 3),
    "64-group4-tied": shape(4, 1, 64, 2, tied_head=True),
    "64-group7": shape(7, 1, 64, 2),
    "64-group8": shape(8, 1, 64, 2),
    "128-mha": shape(2, 2, 128, 2),
    "128-group3-tied": shape(6, 2, 128, 2, tied_head=True),
    "128-group7": shape(7, 1, 128, 3),
    "128-group8": shape(16, 2, 128, 2),
    "3b-like": wide(96, 516, 16, 2, 4),
    "7b-like": wide(112, 592, 28, 4, 3),
    "deeper-senses": shape(4, 2, 64, 2, audio=DEEPER, vision=DEEPER),
}


def only_text(person: Person) -> None:
    person.type("What is the capital of France?")


def two_sounds_and_words(person: Person) -> None:
    person.speak(4.63)
    person.type("and")
    person.speak(0.9)


def a_still_between_words(person: Person) -> None:
    person.type("Look at")
    person.show()
    person.type("this.")


def a_silent_film(person: Person) -> None:
    person.film(3.7)
    person.type("What happened?")


def face_to_face(person: Person) -> None:
    person.face_to_face(7.31)


def a_late_camera(person: Person) -> None:
    person.face_to_face(4.4, camera_from=2.6)


def a_camera_within_the_first_chunk(person: Person) -> None:
    person.face_to_face(5.0, camera_from=1.2)


def stills_and_sound(person: Person) -> None:
    person.show()
    person.speak(2.0)
    person.show()


SINGLE = [only_text, two_sounds_and_words, a_still_between_words, a_silent_film]
LATER = [face_to_face, a_camera_within_the_first_chunk, a_late_camera, stills_and_sound]


@pytest.fixture
def voice(recordings) -> np.ndarray:
    samples, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    return samples


def opened(folder: Path, history: Sequence[PastTurn] = ()) -> tuple[OmniEngine, OmniConversation]:
    engine = OmniEngine.load(folder, device="cpu", dtype="float32", keeps_inputs=True)
    stop = engine.sampling.stop
    suppress = tuple(token for token in SPECIAL if token not in stop)
    engine.sampling = replace(engine.sampling, suppress=suppress)
    return engine, engine.open(Options(greedy=True, max_reply_tokens=REPLY), history)


def same(reference: Reference, engine: OmniEngine, dump: Dump) -> None:
    """The same tokens, from the same scores and states."""
    stock = reference.replay(dump)
    states = torch.from_numpy(dump["hidden"])
    assert relative_error(states, stock.hidden) < LOGITS_ERROR
    with torch.inference_mode():
        assert relative_error(engine.thinker.logits(states), stock.logits) < LOGITS_ERROR
    chosen = greedy_choices(dump, stock.logits, engine.sampling)
    assert chosen[: dump["reply_ids"].size] == dump["reply_ids"].tolist()


def stock_rule_applies(kinds: Sequence[str]) -> bool:
    """One flag says for a whole prompt whether its films have sound: mixed prompts have no rule."""
    return not ("film" in kinds and "both" in kinds)


@pytest.mark.parametrize("name", SHAPES_TRIED)
def test_every_turn_of_a_conversation_equals_the_reference(
    name: str, made_up_checkpoint: Callable[..., Path], voice: np.ndarray
) -> None:
    number = list(SHAPES_TRIED).index(name)
    folder = made_up_checkpoint(SHAPES_TRIED[name], seed=number)
    engine, conversation = opened(folder, [PastTurn("Good morning.", "Hello! What is it?")])
    reference = Reference(folder)
    assert not any(reference.unexplained.values())
    person = Person(conversation, voice, np.random.default_rng(number))
    turns = [SINGLE[number % 4], LATER[number % 4], SINGLE[(number + 1) % 4], face_to_face]
    for turn in turns:
        turn(person)
        dump = person.answered()
        same(reference, engine, dump)
        if stock_rule_applies(person.kinds):
            stock = reference.stock_positions(dump, "both" in person.kinds).numpy()
            np.testing.assert_array_equal(dump["position_ids"], stock)
    conversation.close()
    engine.close()
