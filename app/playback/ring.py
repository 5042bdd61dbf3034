"""A bounded ring of samples between the thread that has speech and the callback that plays it."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray


class SampleRing:
    """One writer, one reader.  The reader copies what is there and never waits for more.

    Each count is written by one side alone and only grows, so no lock guards the samples.  The
    only lock is that of the bell by which a reader tells a waiting writer of new room; each side
    holds it for no longer than it takes to ring or to hear it, never while samples are copied.
    """

    def __init__(self, capacity: int) -> None:
        """Hold up to `capacity` samples (float32, mono)."""
        self._samples = np.zeros(capacity, np.float32)
        self._written = 0
        self._read = 0
        self._taken = threading.Event()

    def __len__(self) -> int:
        """Samples that wait to be read."""
        return self._written - self._read

    def offer(self, samples: NDArray[np.float32]) -> int:
        """Writer: copy in as many as there is room for, and return how many."""
        count = min(samples.size, self._samples.size - len(self))
        self._copy_in(samples[:count])
        self._written += count
        return count

    def take(self, out: NDArray[np.float32]) -> int:
        """Reader: fill `out` (float32 [n]), the end with silence if too little waits.

        Returns: how many samples were waiting.
        """
        count = min(out.size, len(self))
        first = self._read % self._samples.size
        head = min(count, self._samples.size - first)
        out[:head] = self._samples[first : first + head]
        out[head:count] = self._samples[: count - head]
        out[count:] = 0
        self._read += count
        self._taken.set()
        return count

    def wait_for_reader(self, seconds: float) -> bool:
        """Writer: wait until the reader has taken something; False if it has not in `seconds`."""
        taken = self._taken.wait(seconds)
        self._taken.clear()
        return taken

    def _copy_in(self, samples: NDArray[np.float32]) -> None:
        first = self._written % self._samples.size
        head = min(samples.size, self._samples.size - first)
        self._samples[first : first + head] = samples[:head]
        self._samples[: samples.size - head] = samples[head:]
