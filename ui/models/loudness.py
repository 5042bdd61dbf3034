"""A level that eyes can follow: it rises at once and falls slowly."""

from __future__ import annotations

import math

SILENT_DB = -58.0
LOUD_DB = -14.0

RISE_SECONDS = 0.04
FALL_SECONDS = 0.18


def share(decibels: float) -> float:
    """How loud `decibels` (<= 0) seem, 0..1."""
    return min(1.0, max(0.0, (decibels - SILENT_DB) / (LOUD_DB - SILENT_DB)))


class Loudness:
    """Follows a level between its measurements."""

    def __init__(self) -> None:
        self._target = self._value = 0.0
        self._at: float | None = None

    def hear(self, decibels: float) -> None:
        """It is so loud now."""
        self._target = share(decibels)

    def hush(self) -> None:
        """There is no sound."""
        self._target = 0.0

    def at(self, now: float) -> float:
        """What to show at `now` (monotonic seconds), 0..1."""
        passed = 0.0 if self._at is None else max(0.0, now - self._at)
        self._at = now
        slowness = RISE_SECONDS if self._target > self._value else FALL_SECONDS
        self._value += (self._target - self._value) * (1 - math.exp(-passed / slowness))
        return self._value
