"""Notices that the computer has slept: by clocks that went apart, or by one that jumped.

On Linux and macOS the monotonic clock stands still in a sleep while another one goes on; on
Windows it goes on itself, and the program's threads, which look many times a second, find it far
ahead.  The time of day is not asked: people and servers set it.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable

PARTED_SECONDS = 3.0
"""The clocks go apart by so much between two looks only in a sleep; a shorter one harms nobody."""

STOOD_SECONDS = 15.0
"""A thread that looks many times a second and could not for so long was stopped with the rest."""


def time_through_sleep() -> float:
    """Seconds of a clock that goes on while the computer sleeps, where there is one of its own."""
    if sys.platform.startswith("linux"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # Python's own stands still there
    return time.monotonic()


class SleepWatch:
    """One a thread: `slept` is to be asked whenever that thread comes round."""

    def __init__(
        self,
        clock: Callable[[], float] = time_through_sleep,
        *,
        stood: float = STOOD_SECONDS,
    ) -> None:
        """clock: goes on in a sleep.

        stood: seconds that the thread is never busy for; infinite where it may wait for long.
        """
        self._clock = clock
        self._stood = stood
        self._ran = self._through = math.inf

    def slept(self, now: float) -> bool:
        """Whether the computer has slept since the last call.  now: monotonic seconds."""
        through = self._clock()
        ran, passed = now - self._ran, through - self._through
        self._ran, self._through = now, through
        if not math.isfinite(ran):
            return False  # the first look
        return passed - ran >= PARTED_SECONDS or ran >= self._stood
