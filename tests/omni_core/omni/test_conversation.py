"""What stands in a conversation's context is what the template would have rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
import tokenizers
from transformers import PreTrainedTokenizerFast

from omni_core.checkpoint.config import MediaTokens
from omni_core.checkpoint.random_checkpoint import CHAT_TEMPLATE
from omni_core.conversation import Cancel, GapError, Options, OverlapError, PastTurn, StateError
from omni_core.media import HEARING_RATE, AudioBlock, Image, VideoFrame
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from omni_core.thinker.prompt import ACCEPTED, OFFICIAL_SYSTEM
from tests.oracle.reference import Dump

TOKENS = MediaTokens()
MEDIA = (TOKENS.audio, TOKENS.image, TOKENS.video)
GREEDY = Options(greedy=True, max_reply_tokens=2)


@pytest.fixture(scope="module")
def folder(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[OmniEngine]:
    engine = OmniEngine.load(folder, device="cpu", dtype="float32", keeps_inputs=True)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def reference(folder: Path) -> PreTrainedTokenizerFast:
    file = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    return PreTrainedTokenizerFast(tokenizer_object=file)


@pytest.fixture
def conversation(engine: OmniEngine) -> Iterator[OmniConversation]:
    conversation = engine.open(GREEDY)
    yield conversation
    conversation.close()


def speak(conversation: OmniConversation, start: float, seconds: float) -> None:
    rng = np.random.default_rng(round(seconds * 100))
    samples = rng.uniform(-0.1, 0.1, round(seconds * HEARING_RATE)).astype(np.float32)
    conversation.hear(AudioBlock(samples, start))


def film(conversation: OmniConversation, start: float, *moments: float) -> None:
    for moment in moments:
        conversation.see(VideoFrame(picture(round(moment * 10)), start + moment))


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (48, 80, 3), np.uint8)


def answered(conversation: OmniConversation) -> Dump:
    for _ in conversation.reply(Cancel()):
        pass
    return conversation.dump()


def squeezed(ids: list[int]) -> list[int]:
    """With one token of each run of a medium, as the template has it."""
    runs = ((token, list(run)) for token, run in groupby(ids))
    return [token for kind, run in runs for token in (run[:1] if kind in MEDIA else run)]


def rendered(reference: PreTrainedTokenizerFast, *turns: tuple[str, list[str] | str]) -> list[int]:
    """The ids of a rendered conversation; media by their kind in angle brackets."""
    kinds = ("image", "audio", "video")
    messages = [
        {
            "role": role,
            "content": [
                {"type": part[1:-1]} if part[1:-1] in kinds else {"type": "text", "text": part}
                for part in ([parts] if isinstance(parts, str) else parts)
            ],
        }
        for role, parts in turns
    ]
    encoded = reference.apply_chat_template(
        messages, chat_template=CHAT_TEMPLATE, add_generation_prompt=True, return_dict=True
    )
    ids = encoded["input_ids"]  # pyright: ignore[reportArgumentType, reportCallIssue] - a dict
    assert isinstance(ids, list)
    return ids


def test_a_turn_of_everything_is_the_rendered_template(
    conversation: OmniConversation, reference: PreTrainedTokenizerFast
) -> None:
    conversation.read("Look at")
    conversation.show(Image(picture(1)))
    conversation.read("this.")
    speak(conversation, 0.0, 2.5)
    conversation.show(Image(picture(2)))
    film(conversation, 4.0, 0.0, 0.4, 1.1)
    conversation.read("And this?")
    parts = ["Look at", "<image>", "this.", "<audio>", "<image>", "<video>", "And this?"]
    expected = rendered(reference, ("system", OFFICIAL_SYSTEM), ("user", parts))
    assert squeezed(answered(conversation)["prompt_ids"].tolist()) == expected


def test_a_film_with_its_sound_has_both_pairs_of_markers(
    conversation: OmniConversation, reference: PreTrainedTokenizerFast
) -> None:
    """The reference's processor puts the sound's between the picture's."""
    film(conversation, 0.0, 0.0, 1.0)
    speak(conversation, 0.0, 5.0)
    conversation.read("What happens?")
    ids = squeezed(answered(conversation)["prompt_ids"].tolist())
    chunk = [TOKENS.video, TOKENS.audio]
    both = [TOKENS.audio_bos, *chunk * 3, TOKENS.audio_eos]
    parts = ["<video>", "What happens?"]
    expected = rendered(reference, ("system", OFFICIAL_SYSTEM), ("user", parts))
    place = expected.index(TOKENS.video)
    assert ids == [*expected[:place], *both, *expected[place + 1 :]]


def test_a_persona_and_past_turns_come_before(
    engine: OmniEngine, reference: PreTrainedTokenizerFast
) -> None:
    options = Options(greedy=True, max_reply_tokens=2, persona="You are a cook.")
    conversation = engine.open(options, [PastTurn("Hello.", "Hi!")])
    conversation.read("Tea?")
    assert answered(conversation)["prompt_ids"].tolist() == rendered(
        reference,
        ("system", OFFICIAL_SYSTEM),
        ("user", "You are a cook."),
        ("assistant", ACCEPTED),
        ("user", "Hello."),
        ("assistant", "Hi!"),
        ("user", "Tea?"),
    )
    assert [stretch.place.kind for stretch in conversation._context.stretches][:1] == ["system"]
    conversation.close()


def test_typed_texts_are_words_of_their_own(
    conversation: OmniConversation, reference: PreTrainedTokenizerFast
) -> None:
    for text in ("one", "two", "three"):
        conversation.read(text)
    expected = rendered(reference, ("system", OFFICIAL_SYSTEM), ("user", "one two three"))
    assert answered(conversation)["prompt_ids"].tolist() == expected


def test_the_next_turn_goes_on_from_the_ids_of_the_reply(conversation: OmniConversation) -> None:
    conversation.read("one")
    first = answered(conversation)
    conversation.read("two")
    second = answered(conversation)["prompt_ids"].tolist()
    so_far = [*first["prompt_ids"].tolist(), *first["reply_ids"].tolist()]
    template = conversation._engine.template
    words = conversation._engine.tokenizer.encode("two")
    closing = [*template.reply_close, *template.user_open, *words, *template.user_close]
    assert second == [*so_far, *closing]


def test_a_late_camera_is_shown_once_as_it_was_last(conversation: OmniConversation) -> None:
    speak(conversation, 0.0, 2.5)
    film(conversation, 0.0, 2.6, 2.9)
    ids = squeezed(answered(conversation)["prompt_ids"].tolist())
    assert [token for token in ids if token in MEDIA] == [TOKENS.audio, TOKENS.image]
    shown = conversation._engine.senses.encode_still(picture(29))
    np.testing.assert_array_equal(conversation.dump()["pixel_values"], shown.pixels)


def test_the_camera_keeps_its_size_for_the_conversation(conversation: OmniConversation) -> None:
    film(conversation, 0.0, 0.0)
    first = answered(conversation)["pixel_grids"]
    conversation.see(VideoFrame(np.zeros((80, 48, 3), np.uint8), 20.0))  # held upright
    grids = answered(conversation)["pixel_grids"]
    np.testing.assert_array_equal(grids, [first[0], first[0]])


def test_a_refused_block_leaves_no_trace(conversation: OmniConversation) -> None:
    speak(conversation, 0.0, 1.0)
    state = conversation._state
    with pytest.raises(OverlapError):
        speak(conversation, 0.5, 1.0)
    with pytest.raises(GapError):
        speak(conversation, 1.2, 1.0)
    assert conversation._state is state


def test_marks_hold_no_copies(conversation: OmniConversation) -> None:
    speak(conversation, 0.0, 1.0)
    assert conversation.mark().snapshot is conversation._state


def test_a_dump_needs_a_reply(conversation: OmniConversation) -> None:
    with pytest.raises(StateError, match="no reply"):
        conversation.dump()
    conversation.read("one")
    answered(conversation)
    conversation.read("two")
    with pytest.raises(StateError, match="no reply"):
        conversation.dump()
