"""The omni engine speaks the codes that the reference speaks, in every turn and to every end.

A reply is first seen and taken back, then given again with an id and a code of it as those that end
text and speech: made-up checkpoints never choose the official ones at the right place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from omni_core.checkpoint.shapes import SHAPES, Shape, Transformer
from omni_core.conversation import Options
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from omni_core.talker.generation import CodeSettings
from omni_core.transformer.sampling import Sampler, SamplingSettings
from tests.omni_core.omni.person import Person
from tests.omni_core.speech.speaking import speech_of
from tests.oracle.reference import Dump
from tests.oracle.speaking import SpeakingReference

TEXT, SPEECH = 6, 12
"""Tokens and codes of a reply that nothing else ends."""

PENALTY = 20.0
"""Of repetitions: some made-up models would say the same thing for ever."""

SPECIAL = range(151643, 151664)
"""A random model would write them, and the stock rule for positions trips over them."""


def shape(text: Transformer, talker: Transformer, tied: bool = False) -> Shape:
    return replace(SHAPES["tiny"], text=text, talker=talker, tied_head=tied, vocabulary=151_936)


def decoder(hidden: int, heads: int, kv_heads: int, head_dim: int, layers: int = 2) -> Transformer:
    return Transformer(hidden, layers, heads, 2 * hidden, kv_heads=kv_heads, head_dim=head_dim)


SHAPES_TRIED = {
    "both-64": shape(decoder(32, 2, 1, 64), decoder(48, 2, 1, 64)),
    "both-128": shape(decoder(32, 2, 1, 128), decoder(24, 2, 1, 128)),
    "128-and-64-as-3b": shape(decoder(64, 8, 1, 128), decoder(28, 7, 1, 64, layers=3)),
    "both-128-as-7b": shape(decoder(64, 7, 1, 128), decoder(16, 3, 1, 128, layers=3)),
    "as-wide-as-the-text": shape(decoder(32, 2, 2, 64), decoder(32, 2, 2, 64)),
    "wider-than-the-text": shape(decoder(24, 2, 1, 64), decoder(72, 4, 2, 64)),
    "tied": shape(decoder(48, 4, 2, 64), decoder(32, 3, 1, 64), tied=True),
    "tied-and-wider": shape(decoder(32, 3, 3, 64), decoder(64, 2, 1, 128), tied=True),
    "tied-128": shape(decoder(32, 4, 2, 128), decoder(40, 4, 4, 64), tied=True),
    "groups-of-6": shape(decoder(48, 6, 1, 64), decoder(36, 6, 1, 64)),
    "groups-of-5": shape(decoder(40, 5, 1, 64), decoder(24, 5, 1, 128)),
    "deeper": shape(decoder(32, 2, 1, 64, layers=4), decoder(32, 4, 1, 64, layers=5)),
}


def words_and_sound(person: Person) -> None:
    person.type("Listen:")
    person.speak(2.3)


def a_still(person: Person) -> None:
    person.show()
    person.type("What is this?")


def a_silent_film(person: Person) -> None:
    person.film(1.7)
    person.type("What happened?")


def face_to_face(person: Person) -> None:
    person.face_to_face(2.6)


ENDS = [(None, None), (None, 9), (3, None), (2, 10), (4, 2), (None, 3), (4, 4)]
"""Where text and speech end, None: by their length; either may end first."""

TURNS = [words_and_sound, a_still, a_silent_film, face_to_face]


@pytest.fixture
def voice(recordings: Path) -> np.ndarray:
    samples, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    return samples


def opened(
    folder: Path, options: Options, penalty: float | None
) -> tuple[OmniEngine, OmniConversation]:
    """penalty: of repeated ids and codes; None leaves them as they are by default."""
    engine = OmniEngine.load(
        folder, device="cpu", dtype="float32", keeps_inputs=True, speech=speech_of(folder)
    )
    text, talking = engine.sampling, engine.talking
    assert talking is not None
    speech = talking.settings.sampling
    if penalty is not None:
        text = replace(text, repetition_penalty=penalty)
        speech = replace(speech, repetition_penalty=penalty)
    suppress = tuple(token for token in SPECIAL if token not in text.stop)
    engine.sampling = replace(text, suppress=suppress, greedy=True)
    engine.talking = replace(talking, settings=CodeSettings(speech, SPEECH))
    return engine, engine.open(options)


def end_at(settings: SamplingSettings, ids: np.ndarray, place: int) -> SamplingSettings:
    """With an end more: of these ids the first at `place` or behind that is not there before."""
    known = ids.tolist()
    end = next(one for at, one in enumerate(known) if at >= place and one not in known[:at])
    return replace(settings, stop=(*settings.stop, end))


@contextmanager
def ending(person: Person, text: int | None, speech: int | None) -> Iterator[None]:
    """Within this block ids that were chosen at these places of the next reply end it there."""
    conversation = person.conversation
    decoding, voice = conversation._teller._decoding, conversation._voice
    assert voice is not None
    settings = voice._settings
    if text is not None:
        ids = seen(person)["reply_ids"]
        sampler = Sampler(end_at(decoding.sampler.settings, ids, text))
        conversation._teller._decoding = replace(decoding, sampler=sampler)
    if speech is not None:
        codes = seen(person)["codec_codes"]
        voice._settings = replace(settings, sampling=end_at(settings.sampling, codes, speech))
    yield
    conversation._teller._decoding, voice._settings = decoding, settings


def seen(person: Person) -> Dump:
    """A reply that is taken back."""
    dump = person.answered()
    person.conversation.keep_heard(0)
    return dump


def same(
    reference: SpeakingReference,
    conversation: OmniConversation,
    dump: Dump,
    seed: int = 0,
) -> None:
    """The reference writes the same text, and says the same codes to it."""
    voice = conversation._voice
    assert voice is not None
    text, speech = conversation._teller._decoding.sampler.settings, voice._settings
    spoken = reference.speak(dump, "Chelsie", text, speech, seed)
    assert spoken.ids[: dump["reply_ids"].size] == dump["reply_ids"].tolist()
    assert (spoken.ids[-1] in text.stop) == (dump["reply_ids"].size < TEXT)
    assert spoken.codes == dump["codec_codes"].tolist()
    assert spoken.codes


@pytest.mark.parametrize("name", SHAPES_TRIED)
def test_codes_of_every_turn_equal_the_reference(
    name: str, made_up_checkpoint: Callable[..., Path], voice: np.ndarray
) -> None:
    number = list(SHAPES_TRIED).index(name)
    folder = made_up_checkpoint(SHAPES_TRIED[name], seed=number)
    engine, conversation = opened(folder, Options(greedy=True, max_reply_tokens=TEXT), PENALTY)
    reference = SpeakingReference(folder)
    person = Person(conversation, voice, np.random.default_rng(number))
    for turn in range(3):
        TURNS[(number + turn) % 4](person)
        text_end, speech_end = ENDS[(number + turn) % len(ENDS)]
        with ending(person, text_end, speech_end):
            dump = person.answered()
            same(reference, conversation, dump)
        assert (dump["reply_ids"].size < TEXT) == (text_end is not None)
        assert (dump["codec_codes"].size < SPEECH) == (speech_end is not None)
        if turn == 0:  # the stock rule has one for single turns
            stands_as_stock(reference, dump, "both" in person.kinds)
    conversation.close()
    engine.close()


def stands_as_stock(reference: SpeakingReference, dump: Dump, audio_in_video: bool) -> None:
    """The tokens that begin speech follow the prompt's last piece, codes all there is."""
    opening = dump["position_ids"][:, -1:] + np.arange(1, 3)
    first = np.full((3, 1), max(dump["position_ids"].max(), opening.max()) + 1)
    stock = reference.stock_opening(dump, audio_in_video)
    np.testing.assert_array_equal(stock, np.concatenate((opening, first), axis=1))


def test_sampled_codes_equal_the_reference_with_its_random_numbers(
    made_up_checkpoint: Callable[..., Path], voice: np.ndarray
) -> None:
    """The ids that lead through speech are as likely as others here: to be penalised, suppressed,
    and to end it.
    """
    folder = made_up_checkpoint("tiny")
    engine, conversation = opened(folder, Options(max_reply_tokens=TEXT, seed=0), None)
    reference, voiced = SpeakingReference(folder), conversation._voice
    assert voiced is not None
    person = Person(conversation, voice, np.random.default_rng(0))
    person.speak(1.2)
    person.type("Go on.")
    config, sampling = voiced.track._talker.config, voiced._settings.sampling
    leading = [config.codec_pad, config.codec_start, config.codec_end]
    likely = seen(person)["codec_codes"][[4, 0, 6]]
    with torch.inference_mode():
        for head in (voiced.track._talker.codec_head, reference.model.talker.codec_head):
            head.weight[leading] = head.weight[likely]
    sampling = replace(sampling, stop=(*sampling.stop, *range(0, config.codec_pad, 10)))
    voiced._settings = replace(voiced._settings, sampling=sampling)
    lengths = list[int]()
    for seed in range(10):
        voiced.seed = seed
        dump = person.answered()
        turn = conversation._state.turn - 1
        same(reference, conversation, dump, seed + turn)
        lengths.append(dump["codec_codes"].size)
        conversation.keep_heard(0)
    assert min(lengths) < SPEECH == max(lengths)
    # Its own order; a sampler that knew another would still agree on most draws.
    assert reference.processors == [
        "RepetitionPenaltyLogitsProcessor",
        "SuppressTokensLogitsProcessor",
        "TemperatureLogitsWarper",
        "TopKLogitsWarper",
        "TopPLogitsWarper",
    ]
    conversation.close()
    engine.close()
