"""A camera's picture made small: beside the words it was shown with, and kept with them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH = 240
"""Pixels: enough to know again what was shown."""

_JPEG_QUALITY = 80

Pixels = NDArray[np.uint8]


def smaller(pixels: Pixels) -> Pixels:
    """The same picture, `WIDTH` pixels wide at most: uint8 [H, W, 3] RGB."""
    height, width = pixels.shape[:2]
    wide = min(width, WIDTH)
    size = (wide, max(1, round(height * wide / width)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def as_jpeg(pixels: Pixels) -> bytes:
    """A picture (uint8 [H, W, 3] RGB) as a JPEG file."""
    quality = (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY)
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), quality)
    return encoded.tobytes()


def from_jpeg(jpeg: bytes) -> Pixels | None:
    """The picture in a JPEG file, uint8 [H, W, 3] RGB; None if the file is damaged."""
    if not jpeg:
        return None
    try:
        # OpenCV's types know nothing of its answer to what is no picture.
        found: Any = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:  # it claims to be larger than OpenCV reads
        return None
    return None if found is None else np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)
