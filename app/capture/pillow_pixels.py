"""Pillow's pictures as arrays, and smaller: strip by strip, so that other threads go on.

Pillow makes an array of a picture by a loop in Python over pieces of it, which it then joins:
meanwhile every other thread waits for Python's lock, each time for as long as it may be kept, and
there are three copies of the picture.  An assignment of NumPy's gives the lock away.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

STRIP_BYTES = 1 << 20
"""Of a strip: less than a millisecond, as Pillow copies it with the lock held."""


def pixels_of(picture: Pillow.Image) -> NDArray[np.uint8]:
    """Red, green and blue of the picture: uint8 [H, W, 3], contiguous, nobody else's."""
    width, height = picture.size
    pixels = np.empty((height, width, 3), np.uint8)
    rows = max(1, STRIP_BYTES // (3 * width))
    for top in range(0, height, rows):
        strip = picture.crop((0, top, width, min(top + rows, height)))
        pixels[top : top + rows] = np.asarray(strip.convert("RGB"))
    return pixels


def size_within(size: tuple[int, int], most: int) -> tuple[int, int]:
    """The size of the same shape that has at most `most` pixels; `size` if it has no more."""
    width, height = size
    shrink = math.sqrt(most / (width * height))
    if shrink >= 1.0:
        return size
    return max(1, int(width * shrink)), max(1, int(height * shrink))


def sized(picture: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    """The picture in this smaller size, each pixel of all that it stands for."""
    return picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
