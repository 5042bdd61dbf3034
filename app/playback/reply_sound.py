"""One reply's speech, at the speaker's rate, with how far into its text each moment reaches."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from omni_core.media import SPEECH_RATE

LONGEST_SECONDS = 600
"""What a reply may hold, 115 MB at 48 kHz; beyond it speech is dropped and said to be."""

_FIRST_SECONDS = 8


@dataclass(frozen=True, slots=True)
class TextReach:
    """How much of the reply's text a moment of its sound has reached, in characters.

    spoken: to here at least.  speaking: to the end of the piece that sounds just now.
    part: how much of that piece has sounded, 0..1.
    """

    spoken: int
    speaking: int
    part: float

    @property
    def estimate(self) -> int:
        """The likeliest character."""
        return self.spoken + round(self.part * (self.speaking - self.spoken))


class ReplySound:
    """Written by one thread; the callback reads `samples` up to `length`, which only grows."""

    def __init__(self, epoch: int, rate: int) -> None:
        """rate: samples a second of the speaker."""
        self.epoch = epoch
        self.rate = rate
        self.samples: NDArray[np.float32] = np.zeros(_FIRST_SECONDS * rate, np.float32)
        """float32 [n], mono; replaced by a longer array when it is full."""
        self.length = 0
        """Samples that may be played."""
        self.complete = False
        """Whether all of the reply is here."""
        self.dropped_seconds = 0.0
        self._pieces: list[NDArray[np.float32]] = []
        self._ends: list[int] = []
        self._texts: list[int] = []
        self._resampler = (
            None
            if rate == SPEECH_RATE
            else soxr.ResampleStream(SPEECH_RATE, rate, 1, dtype="float32")
        )

    def append(self, samples: NDArray[np.float32], text_end: int) -> None:
        """Add speech (float32 [n], 24 kHz) that reaches character `text_end` of the text."""
        before = self._ends[-1] if self._ends else 0
        if before + samples.size > LONGEST_SECONDS * SPEECH_RATE:
            self.dropped_seconds += samples.size / SPEECH_RATE
            return
        self._pieces.append(samples)
        self._ends.append(before + samples.size)
        self._texts.append(text_end)
        self._write(samples, last=False)

    def finish(self) -> None:
        """The reply has ended."""
        if not self.complete:
            self._write(np.zeros(0, np.float32), last=True)
            self.complete = True

    def at_rate(self, rate: int) -> ReplySound:
        """The same speech for a speaker of another rate."""
        other = ReplySound(self.epoch, rate)
        for piece, text_end in zip(self._pieces, self._texts, strict=True):
            other.append(piece, text_end)
        other.dropped_seconds = self.dropped_seconds
        if self.complete:
            other.finish()
        return other

    @property
    def speech_samples(self) -> int:
        """Samples of speech (24 kHz) that were added."""
        return self._ends[-1] if self._ends else 0

    def speech_position(self, position: float) -> int:
        """The sample of speech (24 kHz) at `position` (the speaker's rate)."""
        return min(round(position * SPEECH_RATE / self.rate), self.speech_samples)

    def position(self, speech_sample: int) -> int:
        """The position at the speaker's rate of a sample of speech (24 kHz)."""
        return min(round(speech_sample * self.rate / SPEECH_RATE), self.length)

    def reach(self, speech_sample: int) -> TextReach:
        """How far into the text the first `speech_sample` samples of speech reach."""
        piece = bisect.bisect_right(self._ends, speech_sample)
        spoken = self._texts[piece - 1] if piece else 0
        if piece == len(self._ends):
            return TextReach(spoken, spoken, 0.0)
        begin = self._ends[piece - 1] if piece else 0
        part = (speech_sample - begin) / (self._ends[piece] - begin)
        return TextReach(spoken, self._texts[piece], part)

    def _write(self, samples: NDArray[np.float32], *, last: bool) -> None:
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples, last=last)
        end = self.length + samples.size
        if end > self.samples.size:
            longer = np.zeros(max(end, 2 * self.samples.size), np.float32)
            longer[: self.length] = self.samples[: self.length]
            self.samples = longer
        self.samples[self.length : end] = samples
        self.length = end  # last, so that the callback sees only what is there
