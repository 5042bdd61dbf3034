"""Where in a recording the person stops speaking: what a reply's latency is counted from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

LastVoiced = Callable[[NDArray[np.float32]], int]
"""From samples (float32 [n], 16 kHz) to the index after the last voiced one, 1..n."""

_WINDOW = HEARING_RATE // 100
"""10 ms: about one period of a deep voice."""

_BELOW_LOUDEST = 10 ** (-35 / 20)
"""Speech fades by up to 30 dB at a sentence's end; 35 dB below its loudest part is room noise."""

_ABOVE_NOISE = 10 ** (6 / 20)
"""Twice the amplitude of the quietest tenth of the recording."""


def loud_until(samples: NDArray[np.float32]) -> int:
    """Find the end of the last 10 ms that stand out in loudness.

    Simple on purpose, and apart from any engine, so that the yardstick never moves with what it
    measures.  In noise it errs towards the recording's end, which makes latencies look shorter
    than they are by at most the silence that was left.
    """
    whole = samples.size - samples.size % _WINDOW
    if whole == 0:
        return samples.size
    windows = samples[:whole].reshape(-1, _WINDOW).astype(np.float64)
    loudness = np.sqrt(np.square(windows - windows.mean(axis=1, keepdims=True)).mean(axis=1))
    loudest = float(loudness.max())
    noise = float(np.quantile(loudness, 0.1))
    # A recording that is loud throughout has no noise to stand out from: half its peak will do.
    threshold = max(loudest * _BELOW_LOUDEST, min(noise * _ABOVE_NOISE, loudest / 2))
    voiced = np.flatnonzero(loudness >= threshold)
    return int(voiced[-1] + 1) * _WINDOW if loudest > 0 else samples.size
