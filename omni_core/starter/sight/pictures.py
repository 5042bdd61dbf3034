"""Pictures made small: every search looks at a bounded copy, however large the photo is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

OVERSAMPLING = 2
"""Pixels kept in each direction for one of the result, where a photo is first thinned out."""


def shrink(pixels: NDArray[np.uint8], longest: int) -> NDArray[np.uint8]:
    """The picture with no side above `longest` pixels; small ones come back as they are.

    Very large photos are thinned by whole steps before the smooth resize, so that the work and
    the memory depend on `longest` alone.
    """
    height, width = pixels.shape[:2]
    factor = max(height, width) / longest
    if factor <= 1.0:
        return pixels
    step = max(1, int(factor / OVERSAMPLING))
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    return resize(pixels[::step, ::step], size)


def resize(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The picture at `size` (width, height), smoothed: uint8 [height, width, 3]."""
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    return np.asarray(picture.resize(size, Image.Resampling.BICUBIC))


def squares(height: int, width: int, side: int) -> list[tuple[int, int]]:
    """Top left corners of the fewest evenly spread squares of `side` that cover the picture.

    A picture smaller than the square in some direction is covered by one row or column at 0.
    """

    def starts(length: int) -> list[int]:
        room = max(0, length - side)
        count = -(-length // side) if room else 1
        return [round(room * index / max(1, count - 1)) for index in range(count)]

    return [(top, left) for top in starts(height) for left in starts(width)]
