"""What a span lays into the prompt, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from omni_core.media import HEARING_RATE
from omni_core.omni.engine import OmniEngine
from omni_core.omni.senses import EncodedGrid, EncodedSound
from omni_core.omni.span import Begin, End, Laid, Span, Spans

SECOND = HEARING_RATE
EDGE = 40
"""Samples behind a block that its last window reaches into, less the hop it is centred on."""


@pytest.fixture(scope="module")
def spans(made_up_checkpoint: Callable[..., Path]) -> Iterator[Spans]:
    engine = OmniEngine.load(made_up_checkpoint("tiny"), device="cpu", dtype="float32")
    yield engine.spans
    engine.close()


class Sensed:
    """Feeds one span, and keeps what it laid."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.span: Span | None = None
        self.heard = 0

    def hear(self, samples: int) -> list[str]:
        sound = np.random.default_rng(self.heard).uniform(-0.1, 0.1, samples).astype(np.float32)
        span = self.span or Span(self.heard, None)
        self.heard += samples
        self.span, laid = self.spans.hear(span, sound, self.heard)
        return told(laid)

    def see(self, at: int) -> list[str]:
        picture = np.full((48, 80, 3), at % 251, np.uint8)
        self.span, laid = self.spans.see(self.span or Span(at, None), picture, at)
        return told(laid)

    def finish(self) -> list[str]:
        assert self.span is not None
        return told(self.spans.finish(self.span))


def told(laid: list[Laid]) -> list[str]:
    names = []
    for item in laid:
        match item:
            case Begin(kind=kind):
                names.append(f"begin {kind}")
            case End(kind=kind):
                names.append(f"end {kind}")
            case EncodedSound(embeds=embeds):
                names.append(f"sound {embeds.shape[0]}")
            case EncodedGrid():
                names.append("grid")
    return names


@pytest.fixture
def sensed(spans: Spans) -> Sensed:
    return Sensed(spans)


def test_sound_is_laid_every_two_seconds(sensed: Sensed) -> None:
    assert sensed.hear(2 * SECOND + EDGE - 1) == []
    assert sensed.hear(1) == ["begin audio", "sound 50"]
    assert sensed.hear(2 * SECOND) == ["sound 50"]
    assert sensed.hear(SECOND) == []
    assert sensed.finish() == ["sound 25", "end audio"]


def test_a_sound_too_short_for_a_token_is_nothing(sensed: Sensed) -> None:
    assert sensed.hear(320) == []
    assert sensed.finish() == []


def test_a_camera_alone_is_held_back_for_a_chunk(sensed: Sensed) -> None:
    assert [sensed.see(at) for at in range(0, 2 * SECOND, 8000)] == [[]] * 4
    assert sensed.see(2 * SECOND) == ["begin video", "grid", "grid"]
    assert sensed.finish() == ["grid", "end video"]


def test_one_frame_is_a_film_of_one_grid(sensed: Sensed) -> None:
    assert sensed.see(100) == []
    assert sensed.finish() == ["begin video", "grid", "end video"]


def test_both_together_take_turns(sensed: Sensed) -> None:
    assert sensed.see(0) == []
    assert sensed.hear(2 * SECOND + EDGE) == ["begin audio-video", "grid", "grid", "sound 50"]
    assert sensed.hear(2 * SECOND) == ["grid", "grid", "sound 50"]
    assert sensed.hear(SECOND) == []
    assert sensed.finish() == ["grid", "grid", "sound 25", "end audio-video"]


def test_the_camera_may_run_on_alone(sensed: Sensed) -> None:
    assert sensed.see(0) == []
    assert sensed.hear(SECOND) == []
    for at in range(SECOND, 5 * SECOND, 8000):
        assert sensed.see(at) == []
    laid = sensed.finish()
    assert laid == [
        "begin audio-video",
        *["grid"] * 2,
        "sound 25",
        *["grid"] * 3,
        "end audio-video",
    ]


def test_sound_may_join_a_camera_within_its_first_chunk(sensed: Sensed) -> None:
    """The silence until then is part of the sound: both are counted from the same moment."""
    assert sensed.see(0) == []
    sensed.heard = SECOND
    assert sensed.hear(SECOND + EDGE) == ["begin audio-video", "grid", "grid", "sound 50"]


def test_sound_does_not_join_a_silent_film(sensed: Sensed) -> None:
    assert sensed.see(0) == []
    assert sensed.span is not None
    assert sensed.spans.takes_sound(sensed.span)
    sensed.see(2 * SECOND)
    assert not sensed.spans.takes_sound(sensed.span)


def test_a_camera_that_was_away_begins_anew(sensed: Sensed) -> None:
    sensed.see(0)
    assert sensed.span is not None
    assert sensed.spans.takes_frame(sensed.span, 2 * SECOND)
    assert not sensed.spans.takes_frame(sensed.span, 2 * SECOND + 1)
    sensed.hear(SECOND)
    assert sensed.spans.takes_frame(sensed.span, 9 * SECOND)


def test_a_late_camera_keeps_its_newest_frame(sensed: Sensed) -> None:
    sensed.hear(2 * SECOND + EDGE)
    for at in (5 * SECOND // 2, 3 * SECOND):
        assert sensed.see(at) == []
    assert sensed.span is not None
    assert sensed.span.late is not None
    assert sensed.span.late[0, 0, 0] == 3 * SECOND % 251
    assert sensed.finish() == ["end audio"]


def test_a_span_goes_on_where_a_silent_film_ends(sensed: Sensed) -> None:
    sensed.see(0)
    sensed.see(2 * SECOND)
    assert sensed.span is not None
    after = sensed.span.continued(3 * SECOND)
    assert (after.start, after.kind, after.mel) == (3 * SECOND, None, None)
    assert after.ticks is not None
    assert (after.ticks.origin, after.ticks.resolved) == (3 * SECOND, 0)


def test_a_mark_holds_the_span(sensed: Sensed) -> None:
    """Whatever is given after it, the span it holds lays the same."""
    sensed.see(0)
    sensed.hear(SECOND)
    mark, heard = sensed.span, sensed.heard
    once = sensed.hear(2 * SECOND)
    sensed.see(3 * SECOND)
    sensed.finish()
    sensed.span, sensed.heard = mark, heard
    assert sensed.hear(2 * SECOND) == once
