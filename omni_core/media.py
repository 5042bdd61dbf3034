"""What a person sends: sound, camera frames and stills, checked once at the border.

All three are immutable to the receiver by convention: an engine copies the arrays on entry, so
the sender may reuse its buffers.  Constructing one validates shape, type and range and raises
`MediaError` with a sentence a person can read.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HEARING_RATE = 16_000
"""Samples a second of everything an engine hears."""

SPEECH_RATE = 24_000
"""Samples a second of everything an engine says."""


class MediaError(ValueError):
    """Sound or a picture that no engine can take; the message is one sentence for people."""


@dataclass(frozen=True, slots=True, eq=False)
class AudioBlock:
    """A run of microphone sound.

    samples: float32 [n], mono, 16 kHz, within -1..1, n >= 1.
    start: seconds since the conversation was opened, >= 0.
    """

    samples: NDArray[np.float32]
    start: float

    def __post_init__(self) -> None:
        if self.samples.dtype != np.float32 or self.samples.ndim != 1:
            raise MediaError("A block of sound must be one row of 32-bit floating point samples.")
        if self.samples.size == 0:
            raise MediaError("A block of sound must hold at least one sample.")
        peak = float(np.abs(self.samples).max())
        if not peak <= 1.0:  # also false for NaN
            raise MediaError("The samples of a block of sound must lie between -1 and 1.")
        if not (math.isfinite(self.start) and self.start >= 0.0):
            raise MediaError("A block of sound must start at or after the conversation's opening.")

    @property
    def seconds(self) -> float:
        """How long the block lasts."""
        return self.samples.size / HEARING_RATE


def _check_picture(pixels: NDArray[np.uint8]) -> None:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise MediaError("A picture must be rows of red, green and blue bytes.")
    if pixels.shape[0] == 0 or pixels.shape[1] == 0:
        raise MediaError("A picture must be at least one pixel wide and high.")


@dataclass(frozen=True, slots=True, eq=False)
class VideoFrame:
    """One camera frame: pixels uint8 [H, W, 3] RGB, time in seconds since the opening."""

    pixels: NDArray[np.uint8]
    time: float

    def __post_init__(self) -> None:
        _check_picture(self.pixels)
        if not (math.isfinite(self.time) and self.time >= 0.0):
            raise MediaError("A camera frame must be taken at or after the conversation's opening.")


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """A still at its own resolution: pixels uint8 [H, W, 3] RGB."""

    pixels: NDArray[np.uint8]

    def __post_init__(self) -> None:
        _check_picture(self.pixels)
