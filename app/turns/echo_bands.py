"""How much louder a band of the microphone's sound is than the reply's echo in it can be.

Beside a loud echo the canceller takes a soft sound away with it: of "sorry" or "wait" it leaves
nothing for a tenth of a second.  Yet an S is loud where vowels have next to nothing, so it stands
out of the sound as it was before the canceller, looked at in bands.  What a room makes of the
speaker's sound is learnt as one number a band, while nobody speaks: by how much the echo is louder
or fainter than what was played.  That is far too coarse to take an echo away, and enough to say
that something else is there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import WINDOW_SECONDS

Bands = NDArray[np.float64]

BLOCK = HEARING_RATE // 100
"""Samples looked at together: 10 ms, which resolve 100 Hz; a click is in one or two of them."""

EDGES_HZ = (200, 400, 700, 1100, 1600, 2300, 3200, 4400, 6000, 7800)
"""Below is hum.  A band is as wide as its pitch is high, for so speech is."""

FALL_DB = 1.0
"""A block by which an echo dies away at least: 60 dB in 0.6 s, a room with little in it.  It also
covers an echo that comes later than the devices' clocks say."""

SOUNDING_DB = -60.0
"""Loudness of a band of the speaker below which its echo is fainter than a quiet room."""

ABOVE_NOISE_DB = 3.0
"""An echo that is not so much louder than the noise of its band tells nothing of the room."""

UP_DB, DOWN_DB = 1.0, 0.03
"""A window by which what is known gives way to what is louder, and to what is fainter: so it
settles where one window in thirty is louder, and a person's breath or S now and then is none."""

EXCUSED_DB = 9.0
"""A second by which what was once mistaken for somebody is forgotten: a door is, in some seconds,
and a fan that has begun is learnt sooner."""

QUIETEST_DB = -80.0
"""No band's noise counts as fainter: some microphones give none at all until somebody speaks."""

LEARNING_WINDOWS, LEAST_WINDOWS = 60, 30
"""With a sounding speaker: so many believe whatever is louder at once, and before so many the room
is not known."""

_FLOOR = 1e-12
_UNHEARD = np.full(len(EDGES_HZ) - 1, -np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The most that some blocks had in each band, decibels; -inf where there was none.

    echo: the microphone against the speaker, where that sounds.  noise: the microphone elsewhere.
    beyond: the microphone against what echo and noise can be.
    """

    echo: Bands
    noise: Bands
    beyond: Bands

    def joined(self, other: Seen) -> Seen:
        """The most of both."""
        return Seen(
            np.maximum(self.echo, other.echo),
            np.maximum(self.noise, other.noise),
            np.maximum(self.beyond, other.beyond),
        )


NOTHING_SEEN = Seen(_UNHEARD, _UNHEARD, _UNHEARD)


class EchoBands:
    """Told every block of the microphone in turn; what it is to learn from is others' to say."""

    def __init__(self) -> None:
        window = np.hanning(BLOCK + 2)[1:-1]
        self._window = window / math.sqrt(np.square(window).sum() * BLOCK / 2)
        self._edges = [edge * BLOCK // HEARING_RATE for edge in EDGES_HZ]
        self._playing = _UNHEARD
        self._echo = self._noise = np.full(_UNHEARD.size, np.nan)
        self._excused = np.zeros(_UNHEARD.size)
        self._learnt = 0
        self._seen = NOTHING_SEEN

    def hear(self, raw: NDArray[np.float32], far: NDArray[np.float32]) -> float:
        """Take 10 ms.

        raw: of the microphone, with the echo.  far: of the speaker, whose echo begins in it or a
        little later.  Both float32 [160], 16 kHz.

        Returns: how much louder the band that stands out most is than echo and noise can be, in
        decibels; -inf before they are known.
        """
        near, played = self._loudness(np.stack([raw, far]))
        self._playing = np.maximum(played, self._playing - FALL_DB)
        sounds = self._playing > SOUNDING_DB
        told = sounds & ~(near <= self._noise + ABOVE_NOISE_DB)
        echo = np.where(told, near - self._playing, -np.inf)
        noise = np.where(sounds, -np.inf, near)
        beyond = near - np.maximum(self._playing + self._echo, self._noise)
        known = ~np.isnan(beyond) & (self._learnt >= LEAST_WINDOWS)
        beyond = np.where(known, beyond, -np.inf)
        self._seen = self._seen.joined(Seen(echo, noise, beyond))
        return float((beyond - self._excused).max())

    def window(self) -> Seen:
        """What was seen since this was asked last."""
        seen, self._seen = self._seen, NOTHING_SEEN
        return seen

    def learn(self, seen: Seen) -> None:
        """A window brought this, and it was nobody's voice."""
        most = np.inf if self._learnt < LEARNING_WINDOWS else UP_DB
        self._learnt += bool(np.isfinite(seen.echo).any())
        self._echo = _nearer(self._echo, seen.echo, most)
        self._noise = np.maximum(_nearer(self._noise, seen.noise, most), QUIETEST_DB)
        self._excused = np.maximum(0.0, self._excused - EXCUSED_DB * WINDOW_SECONDS)

    def excuse(self, seen: Seen) -> None:
        """It was taken for somebody and was nobody: for a while it is not again."""
        self._excused = np.maximum(self._excused, seen.beyond)

    def _loudness(self, both: NDArray[np.float32]) -> Bands:
        """Of each of two blocks [2, 160], decibels [2, bands]: mean square, full scale 0."""
        spectra = np.fft.rfft(both * self._window)
        power = np.square(spectra.real) + np.square(spectra.imag)
        return 10.0 * np.log10(np.add.reduceat(power, self._edges, axis=1)[:, :-1] + _FLOOR)


def _nearer(known: Bands, seen: Bands, most: float) -> Bands:
    """`known`, moved towards what was `seen`, by `most` upwards."""
    moved = np.where(seen > known, np.minimum(seen, known + most), known - DOWN_DB)
    moved = np.where(np.isnan(known), seen, moved)
    return np.where(np.isfinite(seen), moved, known)
