"""The microphone's sound of the last minutes, by time: turns are cut out of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

KEPT_SECONDS = 130.0
"""The longest turn and what comes before it; the oldest sound is dropped."""

JITTER_SECONDS = 0.05
"""Blocks are placed end to end as long as their times agree so far; clocks are estimates."""


class TurnSound:
    """A line of samples without holes, each with its position since the session began.

    Missing sound is silence.  Positions never move; their times follow the blocks' clock.
    """

    def __init__(self, kept_seconds: float = KEPT_SECONDS) -> None:
        self._kept = round(kept_seconds * HEARING_RATE)
        self._samples: NDArray[np.float32] = np.zeros(2 * self._kept, np.float32)
        self._filled = 0
        self._dropped = 0
        self._origin = 0.0

    @property
    def end(self) -> int:
        """The position after the newest sample."""
        return self._dropped + self._filled

    @property
    def until(self) -> float:
        """Monotonic seconds of `end`."""
        return self._origin + self.end / HEARING_RATE

    @property
    def seconds(self) -> float:
        """The same from the session's beginning."""
        return self.end / HEARING_RATE

    def add(self, samples: NDArray[np.float32], time: float) -> None:
        """A block (float32 [n], mono, 16 kHz) whose first sample was spoken at `time`."""
        if self.end:
            gap = time - self.until
            if gap > JITTER_SECONDS:
                missing = min(self._kept, round(gap * HEARING_RATE))
                self._append(np.zeros(missing, np.float32))
        self._append(samples)
        self._origin = time - (self.end - samples.size) / HEARING_RATE

    def position(self, moment: float) -> int:
        """Where the sound of `moment` is or was, within what there is by now."""
        return min(self.end, max(0, round((moment - self._origin) * HEARING_RATE)))

    def read(self, first: int, last: int | None = None) -> NDArray[np.float32]:
        """A copy of the samples from position `first` to `last` (the end), without dropped ones."""
        begin = max(0, first - self._dropped)
        end = self._filled if last is None else min(self._filled, last - self._dropped)
        return self._samples[begin : max(begin, end)].copy()

    def between(self, since: float, until: float) -> NDArray[np.float32]:
        """A copy of the samples from one moment to another."""
        return self.read(self.position(since), self.position(until))

    def _append(self, samples: NDArray[np.float32]) -> None:
        if self._filled + samples.size > self._samples.size:
            keep = self._samples[max(0, self._filled - self._kept) : self._filled].copy()
            self._dropped += self._filled - keep.size
            self._filled = keep.size
            self._samples[: keep.size] = keep
        self._samples[self._filled : self._filled + samples.size] = samples
        self._filled += samples.size
