"""How long the person waited: the last turns, and one turn as bars."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from statistics import median

from app.live.events import TurnTimings

MOST_TURNS = 50


class Stage(Enum):
    """What the wait is made of, in order."""

    NOTICED = auto()
    CONFIRMED = auto()
    SOUNDED = auto()


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage of a turn, in seconds from the person's last voiced sample."""

    stage: Stage
    begin: float
    end: float


class Timings:
    """The last turns, oldest first."""

    def __init__(self) -> None:
        self.turns: deque[TurnTimings] = deque(maxlen=MOST_TURNS)

    def apply(self, event: object) -> bool:
        """Take an event; whether it was one of ours."""
        if not isinstance(event, TurnTimings):
            return False
        self.turns.append(event)
        return True

    @property
    def last(self) -> float | None:
        """Seconds from the person's last sound to the first of the newest reply."""
        return self.turns[-1].first_sound if self.turns else None

    @property
    def usual(self) -> float | None:
        """The median of those kept."""
        return median(turn.first_sound for turn in self.turns) if self.turns else None

    def bars(self) -> list[Bar]:
        """The newest turn as a waterfall; none before the first."""
        if not self.turns:
            return []
        turn = self.turns[-1]
        edges = [0.0, turn.begun, turn.confirmed, turn.first_sound]
        for index in range(1, len(edges)):  # a talk key confirms before the last voiced sample
            edges[index] = max(edges[index], edges[index - 1])
        return [
            Bar(stage, begin, end)
            for stage, begin, end in zip(Stage, edges[:-1], edges[1:], strict=True)
        ]
