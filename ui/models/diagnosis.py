"""The last minute of a conversation as curves and marks: levels, voice, ends of turns, states."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.live.events import EndJudged, Level, ReplyTakenBack, StateChanged
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from ui.bridge.events import CameraNews, CouldNotOpen
from ui.models.loudness import SILENT_DB

SHOWN_SECONDS = 60.0
MOST_POINTS = 1200
"""Twice what comes in a minute: levels come ten times a second."""

LEAST_SECONDS = SHOWN_SECONDS / MOST_POINTS
"""Between two that are kept, so that a whole minute always is."""

MOST_JUDGED = 240
MOST_MOVES = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """At `time` (monotonic seconds): how loud microphone and speaker were, and if that was speech.

    microphone, speaker: decibels <= 0.  speech: probability, 0..1.
    """

    time: float
    microphone: float
    speaker: float
    speech: float


@dataclass(frozen=True, slots=True)
class Judged:
    """At `time` the end-of-turn model found it so likely (0..1) that the person had finished."""

    time: float
    probability: float


@dataclass(frozen=True, slots=True)
class Move:
    """`at` (time of the day) the turn machine went to `state`, because of `trigger`."""

    at: datetime
    state: State
    trigger: Trigger


class Diagnosis:
    """Takes every event, keeps a bounded past, and of what was said nothing."""

    def __init__(self) -> None:
        self._moments: deque[Moment] = deque(maxlen=MOST_POINTS)
        self._judged: deque[Judged] = deque(maxlen=MOST_JUDGED)
        self.moves: deque[Move] = deque(maxlen=MOST_MOVES)
        self.taken_back = 0
        """Replies that were begun on trial and never heard."""
        self.failures = 0
        """How often there was no conversation, or it broke off."""
        self.devices: Counter[str] = Counter()
        """What happened to devices, by their kind: `microphone lost`."""

    def apply(
        self, event: object, now: float, at: datetime, speaker: Callable[[float], float | None]
    ) -> None:
        """Take an event that came `now` (monotonic seconds), `at` by the clock.

        speaker: how loud the reply sounds at a moment, None while none does.
        """
        match event:
            case Level(decibels, speech):
                sounds = speaker(now)
                loud = SILENT_DB if sounds is None else sounds
                if not self._moments or now - self._moments[-1].time >= LEAST_SECONDS:
                    self._moments.append(Moment(now, decibels, loud, speech))
            case EndJudged(probability, moment):
                self._judged.append(Judged(moment, probability))
            case StateChanged(state, trigger, _):
                self.moves.append(Move(at, state, trigger))
            case ReplyTakenBack():
                self.taken_back += 1
            case CouldNotOpen():
                self.failures += 1
            case DeviceEvent(kind, happening, _):
                self.devices[f"{kind} {happening}"] += 1
            case CameraNews(happening, _):
                self.devices[f"camera {happening}"] += 1
            case _:
                pass

    def moments(self, now: float) -> list[Moment]:
        """Those of the last minute, oldest first."""
        return [moment for moment in self._moments if now - moment.time <= SHOWN_SECONDS]

    def judged(self, now: float) -> list[Judged]:
        """Those of the last minute, oldest first."""
        return [one for one in self._judged if now - one.time <= SHOWN_SECONDS]


def across(time: float, now: float) -> float:
    """Where a moment lies on the minute's axis: 0 a minute ago, 1 now."""
    return 1.0 - (now - time) / SHOWN_SECONDS


def unbroken(moments: Iterable[Moment], gap: float) -> list[list[Moment]]:
    """The moments in runs: where more than `gap` seconds are missing nothing is known between."""
    runs: list[list[Moment]] = []
    for moment in moments:
        if not runs or moment.time - runs[-1][-1].time > gap:
            runs.append([])
        runs[-1].append(moment)
    return runs
