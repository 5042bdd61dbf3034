from __future__ import annotations

from datetime import UTC, datetime

from app.live.events import EndJudged, Level, PersonSaid, ReplyTakenBack, StateChanged
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from ui.bridge.events import CameraNews, CouldNotOpen
from ui.models.diagnosis import (
    MOST_POINTS,
    SHOWN_SECONDS,
    Diagnosis,
    Judged,
    Move,
    across,
    unbroken,
)
from ui.models.loudness import SILENT_DB

AT = datetime(2026, 5, 4, 9, 49, tzinfo=UTC)


def told(diagnosis: Diagnosis, event: object, now: float, speaker: float | None = None) -> None:
    diagnosis.apply(event, now, AT, lambda _: speaker)


def test_levels_of_the_last_minute_are_kept_with_the_speakers() -> None:
    diagnosis = Diagnosis()
    told(diagnosis, Level(-30.0, 0.9), 10.0)
    told(diagnosis, Level(-40.0, 0.1), 70.0, speaker=-20.0)
    (one,) = diagnosis.moments(75.0)
    assert (one.microphone, one.speaker, one.speech) == (-40.0, -20.0, 0.1)
    first, _ = diagnosis.moments(69.0)
    assert first.speaker == SILENT_DB


def test_a_flood_does_not_push_the_minute_out() -> None:
    diagnosis = Diagnosis()
    told(diagnosis, Level(-30.0, 0.9), 0.0)
    for number in range(10 * MOST_POINTS):
        told(diagnosis, Level(-30.0, 0.9), number * SHOWN_SECONDS / (10 * MOST_POINTS))
    assert diagnosis.moments(SHOWN_SECONDS)[0].time == 0.0


def test_judgements_and_moves_are_kept() -> None:
    diagnosis = Diagnosis()
    told(diagnosis, EndJudged(0.93, 12.0), 12.1)
    told(diagnosis, StateChanged(State.THINKING, Trigger.FINISHED, 12.0), 12.1)
    assert diagnosis.judged(13.0) == [Judged(12.0, 0.93)]
    assert list(diagnosis.moves) == [Move(AT, State.THINKING, Trigger.FINISHED)]


def test_what_goes_wrong_is_counted() -> None:
    diagnosis = Diagnosis()
    for event in (
        ReplyTakenBack(1), CouldNotOpen("It broke."), DeviceEvent("speaker", "lost", None),
        DeviceEvent("speaker", "lost", None), CameraNews("missing", "No picture."),
    ):  # fmt: skip
        told(diagnosis, event, 1.0)
    assert (diagnosis.taken_back, diagnosis.failures) == (1, 1)
    assert diagnosis.devices == {"speaker lost": 2, "camera missing": 1}


def test_words_are_never_kept() -> None:
    diagnosis = Diagnosis()
    told(diagnosis, PersonSaid(1, "my secret", by_engine=True), 1.0)
    assert "secret" not in repr(vars(diagnosis))


def test_the_axis_ends_now_and_breaks_are_seen() -> None:
    assert across(100.0, 100.0) == 1.0
    assert across(40.0, 100.0) == 0.0
    diagnosis = Diagnosis()
    for now in (1.0, 1.1, 5.0):
        told(diagnosis, Level(-30.0, 0.9), now)
    assert [len(run) for run in unbroken(diagnosis.moments(6.0), 0.5)] == [2, 1]
