"""When each sample of a device's stream sounds or sounded, on the computer's monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass

SETTLING = 0.02
"""Share of a stamp's error that is believed.  Stamps jitter by milliseconds, since they are taken
when a busy computer gets round to it; two crystals part by a tenth of a millisecond a second."""

BREAK_SECONDS = 0.1
"""An error that large is no jitter: samples were lost, or the computer slept."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Time as a straight line over positions."""

    origin: float
    stamps: int


class StreamClock:
    """Written by the device's callback alone, read by any thread without a lock."""

    def __init__(self, rate: int) -> None:
        """rate: samples a second, by the device's own crystal."""
        self._rate = rate
        self._line: _Line | None = None
        self.breaks = 0
        """How often time jumped."""

    def stamp(self, position: int, moment: float) -> None:
        """The device says that sample `position` sounds at `moment` (monotonic seconds)."""
        origin = moment - position / self._rate
        line = self._line
        if line is None:
            self._line = _Line(origin, 1)
            return
        error = origin - line.origin
        if abs(error) > BREAK_SECONDS:
            self.breaks += 1
            self._line = _Line(origin, 1)
            return
        # The first stamps are averaged, for the very first may be off by much.
        weight = max(SETTLING, 1 / (line.stamps + 1))
        self._line = _Line(line.origin + weight * error, line.stamps + 1)

    @property
    def known(self) -> bool:
        """Whether there was a stamp yet."""
        return self._line is not None

    def time_of(self, position: float) -> float:
        """When sample `position` sounds, in monotonic seconds.

        Raises: ValueError before the first stamp.
        """
        line = self._line
        if line is None:
            raise ValueError("The stream's clock has not begun.")
        return line.origin + position / self._rate
