"""Finds one sound within another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Match:
    """at: the sample of the longer sound where the shorter one begins.

    likeness: of the two there, 1 when they are the same but for their loudness.
    """

    at: int
    likeness: float


def find(part: NDArray[np.float32], whole: NDArray[np.float32]) -> Match:
    """Where `part` (float32 [n]) is in `whole` (float32 [m], m >= n); the likeliest place."""
    size = 1 << (part.size + whole.size - 1).bit_length()
    product = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size))
    places = whole.size - part.size + 1
    scores = np.fft.irfft(product, size)[:places]
    energy = np.concatenate([[0.0], np.cumsum(whole.astype(np.float64) ** 2)])
    loudness = np.sqrt(energy[part.size :] - energy[:places])
    # A place with hardly any sound has no likeness to anything; it must not win by division.
    faint = 1e-3 * float(loudness.max(initial=0.0)) + 1e-12
    likeness = scores / (np.linalg.norm(part) * np.maximum(loudness, faint))
    at = int(np.argmax(likeness))
    return Match(at, float(likeness[at]))
