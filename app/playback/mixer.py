"""What the speaker's callback does: copies a reply's samples, faded where they begin or end."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.playback.played_clock import PlayedClock
from app.playback.reply_sound import ReplySound

FADE_SECONDS = 0.01
"""A change of loudness over less than this is heard as a click."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to sound.  Replaced as a whole, so that a callback sees all of a change or none.

    sound: the reply, None for silence.  playing: False holds it in place.
    gain: 0..1.  go: raised to start, and to go on after an underrun.
    seek: raised to go on from position `seek_to` (the speaker's rate).
    """

    sound: ReplySound | None = None
    playing: bool = False
    gain: float = 1.0
    go: int = 0
    seek: int = 0
    seek_to: int = 0


class Mixer:
    """`fill` belongs to the device's callback; `wanted` is set by another thread."""

    def __init__(self, rate: int) -> None:
        """rate: samples a second of the speaker."""
        self.rate = rate
        self.wanted = Wanted()
        self.clock = PlayedClock(rate)
        self.cursor = 0
        """The next sample of the reply that the device will be given."""
        self.starved = 0
        """The `go` that ended because the reply had no more samples; 0 at first."""
        self._sound: ReplySound | None = None
        self._seek = 0
        self._gain = 0.0
        self._frame = 0
        self._step = 1.0 / (FADE_SECONDS * rate)

    @property
    def silent(self) -> bool:
        """Whether the last block ended in silence."""
        return self._gain == 0.0

    @property
    def frames(self) -> int:
        """Samples the device was given since the stream began."""
        return self._frame

    def fill(self, out: NDArray[np.float32], moment: float) -> None:
        """Fill `out` (float32 [n]), whose first sample sounds at `moment` (monotonic seconds)."""
        self.clock.stamp(self._frame, moment)
        wanted = self.wanted
        if self._gain == 0.0:
            self._turn_to(wanted)
        sound = self._sound
        settled = sound is wanted.sound and self._seek == wanted.seek
        going = settled and wanted.playing and wanted.go > self.starved
        count = 0
        if sound is not None and (going or self._gain > 0.0):
            count = self._play(out, sound, wanted.gain if going else 0.0, wanted)
        out[count:] = 0.0
        self._frame += out.size

    def _turn_to(self, wanted: Wanted) -> None:
        """In silence, go over to another reply or another place of it."""
        if self._sound is not wanted.sound:
            self._sound = wanted.sound
            self._seek = wanted.seek
            self.cursor = wanted.seek_to
        elif self._seek != wanted.seek:
            self._seek = wanted.seek
            self.cursor = wanted.seek_to

    def _play(
        self, out: NDArray[np.float32], sound: ReplySound, target: float, wanted: Wanted
    ) -> int:
        """Copy on towards loudness `target`; how many samples sound."""
        available = sound.length - self.cursor
        most = out.size
        if target == 0.0:
            most = min(most, math.ceil(self._gain / self._step))
        count = max(0, min(most, available))
        if count:
            out[:count] = sound.samples[self.cursor : self.cursor + count]
            self._shape(out[:count], target)
            self.clock.give(self._frame, sound, self.cursor, count)
            self.cursor += count
        if target == 0.0 and count == most and most < out.size:
            self._gain = 0.0
        if count == available and count < most:
            self._gain = 0.0
            self.starved = wanted.go
        return count

    def _shape(self, samples: NDArray[np.float32], target: float) -> None:
        """Ramp from the present loudness to `target`, a fixed step a sample."""
        if self._gain == target:
            if target != 1.0:
                samples *= target
            return
        ramp = np.arange(1, samples.size + 1, dtype=np.float32) * self._step
        if target > self._gain:
            gains = np.minimum(self._gain + ramp, target)
        else:
            gains = np.maximum(self._gain - ramp, target)
        samples *= gains
        self._gain = float(gains[-1])
