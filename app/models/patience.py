"""How long a download waits for a server, in one place so that tests can be in a hurry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Limits of one download; all times in seconds.

    connect: to reach the server.  Short, because a blocked address should cost little.
    stall: without a byte, or at less than `slowest` bytes a second, before starting over.
    attempts: in a row that bring fewer than `progress` bytes before the source is given up.
    first_pause, longest_pause: between attempts, doubling; a server may ask for up to
        `longest_asked` in Retry-After.
    """

    connect: float = 5.0
    stall: float = 20.0
    slowest: float = 256.0
    attempts: int = 5
    progress: int = 256 * 1024
    first_pause: float = 0.5
    longest_pause: float = 15.0
    longest_asked: float = 60.0

    def pause(self, attempt: int) -> float:
        """Seconds to wait after the given attempt in a row (1, 2, ...) has failed."""
        return min(self.longest_pause, self.first_pause * 2.0 ** (attempt - 1))
