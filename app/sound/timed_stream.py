"""A device's runs of samples as one stream at 16 kHz whose every sample has its time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import samplerate
import soxr
from numpy.typing import NDArray

from app.sound.run_ring import Run
from app.sound.stream_clock import StreamClock
from omni_core.media import HEARING_RATE

Samples = NDArray[np.float32]

BLOCK = HEARING_RATE // 100
"""10 ms: what WebRTC's canceller takes at a time."""

_WAVERING = 2
"""Samples by which what a callback becomes may be fewer than a block, at rates like 44.1 kHz."""


class TimedStream:
    """Belongs to one thread.  What is lost between two runs shows as a jump of time, not of sound.

    Resampling may hold sound back, but does not shift: a sample keeps the time it had.
    """

    def __init__(self, rate: int, *, promptly: bool = False) -> None:
        """rate: samples a second of the device.

        promptly: hold 3 ms back and no more; else it is up to 40, for a tenth of the work.  Silence
            before the first sample fills a block of 10 ms, so that each of a device's callbacks
            completes one, instead of the one before it.
        """
        self._rate = rate
        self._promptly = promptly
        self._clock = StreamClock(rate)
        self._next_position: int | None = None
        self._origin = 0
        self._waiting = np.zeros(0, np.float32)
        self._first = 0
        self.breaks = 0
        """How often samples were lost."""
        self._resampler = self._new_resampler()

    def push(self, run: Run) -> bool:
        """Take the next run; True if sound was lost before it, with which waiting sound goes."""
        lost = self._next_position is not None and run.position != self._next_position
        breaks = self._clock.breaks
        self._clock.stamp(run.position, run.moment)
        lost = lost or self._clock.breaks != breaks
        begins = lost or self._next_position is None
        if begins:
            self._origin = run.position
            self._first = 0
            self._waiting = np.zeros(0, np.float32)
            self._resampler = self._new_resampler()
        self.breaks += lost
        self._next_position = run.position + run.samples.size
        samples = run.samples
        if self._resampler is not None:
            samples = self._resampler(samples)
        self._waiting = np.concatenate([self._waiting, samples])
        if begins and self._promptly and self._resampler is not None:
            missing = -self._waiting.size % BLOCK + _WAVERING
            self._waiting = np.concatenate([np.zeros(missing, np.float32), self._waiting])
            self._first = -missing
        return lost

    def __len__(self) -> int:
        """Samples (16 kHz) that wait."""
        return self._waiting.size

    @property
    def time(self) -> float:
        """Monotonic seconds of the next sample.

        Raises: ValueError before the first run.
        """
        return self._clock.time_of(self._origin + self._first * self._rate / HEARING_RATE)

    def take(self, count: int) -> NDArray[np.float32]:
        """The next samples, float32 [count]; there must be as many."""
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        self._first += taken.size
        return taken

    def _new_resampler(self) -> Callable[[Samples], Samples] | None:
        if self._rate == HEARING_RATE:
            return None
        if not self._promptly:
            return soxr.ResampleStream(self._rate, HEARING_RATE, 1, dtype="float32").resample_chunk
        # It filters sample by sample, where soxr takes a block to transform; flat up to 7 kHz.
        prompt = samplerate.Resampler("sinc_medium", channels=1)
        return lambda samples: prompt.process(samples, HEARING_RATE / self._rate)
