"""The three first steps: which one is shown, and when they are over."""

from __future__ import annotations

from enum import Enum, auto


class Step(Enum):
    """In their order."""

    WELCOME = auto()
    DEVICES = auto()
    ENGINE = auto()


ORDER = tuple(Step)


class FirstSteps:
    """Forward, back, and out at each of them."""

    def __init__(self) -> None:
        self._place = 0
        self.over = False

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return ORDER[self._place]

    @property
    def number(self) -> int:
        """Of the step, from 1."""
        return self._place + 1

    @property
    def first(self) -> bool:
        """Whether nothing lies behind it."""
        return self._place == 0

    @property
    def last(self) -> bool:
        """Whether going forward ends them."""
        return self._place == len(ORDER) - 1

    def begin(self) -> None:
        """From the beginning."""
        self._place, self.over = 0, False

    def forward(self) -> None:
        """The next one; after the last one they are over."""
        if self.last:
            self.over = True
        else:
            self._place += 1

    def back(self) -> None:
        """The one before."""
        self._place = max(0, self._place - 1)

    def skip(self) -> None:
        """No more of them."""
        self.over = True


def wanted(*, settings_exist: bool, seen: bool) -> bool:
    """Whether a start is somebody's first: nothing was ever set, and the steps were never shown."""
    return not (settings_exist or seen)
