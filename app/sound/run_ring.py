"""Runs of samples on their way from a device's callback to the thread that uses them."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Samples of one callback.

    position: of its first sample in the stream, counting all that the device gave.
    samples: float32 [n], mono, the ring's own.  moment: monotonic seconds of its first sample.
    """

    position: int
    samples: NDArray[np.float32]
    moment: float


class RunRing:
    """One writer, one reader; bounded.  When it is full the oldest run is dropped and counted."""

    def __init__(self, capacity: int) -> None:
        """Hold up to `capacity` runs."""
        # Both ends of a deque may be used from two threads without a lock.
        self._runs: deque[Run] = deque(maxlen=capacity)
        self._bell = threading.Event()
        self._position = 0
        self._taken = 0
        self._offered = 0

    def offer(self, samples: NDArray[np.float32], moment: float) -> None:
        """Writer: copy `samples` in (float32 [n]; several channels [n, c] are averaged)."""
        mono = samples.copy() if samples.ndim == 1 else samples.mean(axis=1, dtype=np.float32)
        self._runs.append(Run(self._position, mono, moment))
        self._position += mono.size
        self._offered += 1
        self._bell.set()

    def take(self) -> list[Run]:
        """Reader: everything that waits, oldest first."""
        self._bell.clear()
        runs: list[Run] = []
        while True:
            try:
                runs.append(self._runs.popleft())
            except IndexError:
                break
        self._taken += len(runs)
        return runs

    @property
    def dropped(self) -> int:
        """Runs that the reader was too late for, while nothing waits."""
        return self._offered - self._taken - len(self._runs)

    def wait(self, seconds: float) -> bool:
        """Reader: until something waits, `seconds` at most; whether something does."""
        return self._bell.wait(seconds)

    def wake(self) -> None:
        """Any thread: let a waiting reader go on."""
        self._bell.set()
