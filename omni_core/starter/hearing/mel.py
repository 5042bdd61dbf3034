"""The log-mel spectrogram that Whisper hears."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

BANDS = 80
STEP = 160
"""Samples from one frame to the next: 10 ms."""

_SPAN = 400
"""Samples a frame looks at: 25 ms."""

_FLOOR = 1e-10
_RANGE = 8.0
"""Decades below the loudest point that are kept."""

_LINEAR_UP_TO = 1000.0
_HERTZ_A_MEL = 200.0 / 3.0
_LOG_STEP = np.log(6.4) / 27.0
"""Slaney's scale: linear up to 1 kHz, then 27 mels for each factor of 6.4."""


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Spectrogram float32 [80, ceil(n / 160)] of `samples` (float32 [n], 16 kHz, n > 200)."""
    frames = -(-samples.size // STEP)
    padded = np.pad(samples, _SPAN // 2, mode="reflect")
    padded = np.pad(padded, (0, STEP))
    spans = np.lib.stride_tricks.sliding_window_view(padded, _SPAN)[::STEP][:frames]
    power = np.square(np.abs(np.fft.rfft(spans * _window(), axis=1))).astype(np.float32)
    loudness = np.log10(np.maximum(_bands() @ power.T, _FLOOR))
    loudness = np.maximum(loudness, loudness.max() - _RANGE)
    return ((loudness + 4.0) / 4.0).astype(np.float32)


@cache
def _window() -> NDArray[np.float32]:
    """Periodic Hann window, float32 [400]."""
    return np.hanning(_SPAN + 1)[:-1].astype(np.float32)


@cache
def _bands() -> NDArray[np.float32]:
    """Triangular bands of equal area on Slaney's scale, float32 [80, 201]."""
    top = HEARING_RATE / 2
    bins = np.linspace(0.0, top, _SPAN // 2 + 1)
    highest = _LINEAR_UP_TO / _HERTZ_A_MEL + np.log(top / _LINEAR_UP_TO) / _LOG_STEP
    edges = _hertz(np.linspace(0.0, highest, BANDS + 2))
    widths = np.diff(edges)
    rising = (bins - edges[:-2, np.newaxis]) / widths[:-1, np.newaxis]
    falling = (edges[2:, np.newaxis] - bins) / widths[1:, np.newaxis]
    areas = 2.0 / (edges[2:] - edges[:-2])
    return (np.maximum(0.0, np.minimum(rising, falling)) * areas[:, np.newaxis]).astype(np.float32)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = _LINEAR_UP_TO / _HERTZ_A_MEL
    above = _LINEAR_UP_TO * np.exp(_LOG_STEP * (mels - knee))
    return np.where(mels < knee, mels * _HERTZ_A_MEL, above)
