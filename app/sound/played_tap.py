"""What the speaker was given to play, for whoever keeps it."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from app.sound.run_ring import RunRing
from app.sound.timed_stream import TimedStream

RING_RUNS = 1000
"""Ten seconds of a device's callbacks: longer than a disk is busy.  Older ones are dropped."""

Piece = tuple[float, NDArray[np.float32]]
"""Monotonic seconds of the first sample, and float32 [n], 16 kHz, mono."""


class PlayedTap:
    """The speaker's callback offers to a ring, one an opening; one thread takes."""

    def __init__(self) -> None:
        self._sources: deque[tuple[RunRing, TimedStream]] = deque()

    def attach(self, rate: int) -> RunRing:
        """A speaker was opened at `rate`; what its callback is to offer its samples to."""
        ring = RunRing(RING_RUNS)
        self._sources.append((ring, TimedStream(rate)))
        return ring

    def take(self) -> list[Piece]:
        """All that was played since the last call, oldest first."""
        sources = list(self._sources)
        pieces: list[Piece] = []
        for ring, stream in sources:
            for run in ring.take():
                stream.push(run)
                # At once, for what waits is lost when the stream breaks.
                if len(stream):
                    pieces.append((stream.time, stream.take(len(stream))))
        for _ in sources[:-1]:  # those speakers are closed
            self._sources.popleft()
        return pieces
