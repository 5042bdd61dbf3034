"""The clock that turns are timed and paced by."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Monotonic seconds."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        ...

    def wait_until(self, moment: float) -> None:
        """Return at `moment`, or at once if it has passed."""
        ...


class SystemClock:
    """The computer's own."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return time.perf_counter()

    def wait_until(self, moment: float) -> None:
        """Sleep: pacing sound is the one wait that no event ends."""
        time.sleep(max(0.0, moment - self.now()))
