"""What a reply tells of itself: every figure that is promised, and that they fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from omni_core.conversation import Cancel, DoneReason, Options, ReplyDone, SpeechDelta
from omni_core.media import SPEECH_RATE
from omni_core.omni.engine import OmniEngine
from omni_core.speech.ode import EULER
from tests.omni_core.speech.speaking import speech_of

PROMISED = Path(__file__).parents[3] / "docs" / "architecture.md"
TOKENS, CODES = 6, 50
OPTIONS = Options(greedy=True, max_reply_tokens=TOKENS)


@pytest.fixture(scope="module")
def engine(made_up_checkpoint: Callable[..., Path]) -> Iterator[OmniEngine]:
    """Its replies are as long as they may be, in text and in speech."""
    folder = made_up_checkpoint("tiny")
    engine = OmniEngine.load(folder, device="cpu", dtype="float32", speech=speech_of(folder))
    assert engine.talking is not None
    settings = engine.talking.settings
    settings = replace(settings, longest=CODES, sampling=replace(settings.sampling, stop=()))
    engine.talking = replace(engine.talking, settings=settings)
    engine.sampling = replace(engine.sampling, suppress=tuple(range(151643, 151664)))
    yield engine
    engine.close()


def told(
    engine: OmniEngine, options: Options = OPTIONS, most: float = float("inf")
) -> tuple[DoneReason, Mapping[str, float], float]:
    """Why it ended, its stats, the seconds of sound; cancelled once there are `most` or more."""
    conversation, cancel, seconds = engine.open(options), Cancel(), 0.0
    conversation.read("Tell me.")
    done: ReplyDone | None = None
    for event in conversation.reply(cancel):
        if isinstance(event, SpeechDelta):
            seconds += event.samples.size / SPEECH_RATE
            if seconds >= most:
                cancel.set()
        elif isinstance(event, ReplyDone):
            done = event
    conversation.close()
    assert done is not None
    return done.reason, done.stats, seconds


def promised() -> set[str]:
    """The names in the table of the docs."""
    lines = PROMISED.read_text(encoding="utf-8").splitlines()
    start = lines.index("| stat | what it is |")
    names = set[str]()
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        names |= set(re.findall(r"`(\w+)`", line.split("|")[1]))
    return names


def test_a_spoken_reply_tells_all_that_the_docs_promise(engine: OmniEngine) -> None:
    _, stats, _ = told(engine)
    assert set(stats) == promised()


def test_what_is_counted_is_what_there_was(engine: OmniEngine) -> None:
    reason, stats, seconds = told(engine)
    assert reason == "length"
    assert (stats["tokens"], stats["codes"]) == (TOKENS, CODES)
    assert stats["speech_s"] == stats["said_s"] == pytest.approx(seconds) == CODES / 50
    assert stats["blocks"] == 5  # of 12 codes each, the last of two
    assert stats["blocks"] < stats["blocks_computed"] <= 2 * stats["blocks"]
    # A packet is one window; behind the last one the rest of the vocoder's context follows.
    assert stats["evaluations"] == stats["packets"] * EULER.evaluations
    assert stats["packets"] <= stats["vocoder_calls"] <= stats["packets"] + 1


def test_the_first_packet_tells_what_it_took(engine: OmniEngine) -> None:
    _, stats, _ = told(engine)
    assert stats["first_packet_codes"] >= 24
    assert stats["first_packet_blocks"] == 2
    assert stats["first_packet_evaluations"] == EULER.evaluations
    assert stats["first_packet_vocoder_calls"] == 1
    assert stats["first_packet_diffusion_s"] < stats["diffusion_s"]
    assert stats["first_packet_vocoder_s"] < stats["vocoder_s"]


def test_events_come_in_order_and_stages_fit_between_them(engine: OmniEngine) -> None:
    _, stats, _ = told(engine)
    names = ("read_s", "first_token_s", "first_code_s", "first_sound_s", "last_sound_s")
    moments = [stats[name] for name in names]
    assert moments == sorted(moments)
    assert stats["first_token_s"] <= stats["text_s"] <= stats["codes_s"] <= stats["last_sound_s"]
    for name in ("thinker_s", "talker_s", "diffusion_s", "vocoder_s"):
        assert stats[name] > 0, name
    # One thread after the prompt is read; and another.
    assert stats["thinker_s"] + stats["talker_s"] <= stats["codes_s"] - stats["read_s"]
    assert stats["diffusion_s"] + stats["vocoder_s"] <= stats["last_sound_s"]
    assert stats["real_time_factor"] >= stats["speech_real_time_factor"] > 0


def test_a_cancelled_reply_tells_how_far_it_came(engine: OmniEngine) -> None:
    reason, stats, seconds = told(engine, most=0.01)
    assert reason == "cancelled"
    assert stats["speech_s"] == pytest.approx(seconds)
    assert stats["speech_s"] < stats["said_s"] <= CODES / 50
    assert stats["first_sound_s"] <= stats["last_sound_s"]


def test_a_reply_in_text_has_no_more_than_its_text(engine: OmniEngine) -> None:
    _, stats, _ = told(engine, replace(OPTIONS, speaks=False))
    assert set(stats) == {
        "read_s",
        "first_token_s",
        "text_s",
        "thinker_s",
        "tokens",
        "context_used",
        "context_limit",
    }
