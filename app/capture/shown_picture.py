"""A picture that a person shows: from a file or the clipboard, made fit to be looked at."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from app.capture.photo_file import MOST_PIXELS, photo_in, read_photo
from app.capture.pillow_pixels import pixels_of, size_within, sized
from app.errors import UserError
from omni_core.media import Image

LOOKED_AT_PIXELS = 12_000_000
"""A larger picture is made smaller: no engine looks closer, and several are held at once."""


def read_shown(path: Path) -> Image:
    """The picture in a file.

    Raises: UserError with a sentence if it is no picture that can be read.
    """
    return read_photo(path, LOOKED_AT_PIXELS)


def read_copied(data: bytes) -> Image:
    """The picture in `data`, a picture file's bytes from the clipboard.

    Raises: UserError with a sentence if it is none that can be read.
    """
    try:
        return photo_in(io.BytesIO(data), "copied", LOOKED_AT_PIXELS)
    except UserError as error:
        raise UserError(
            "What was copied is no picture that can be read, or has more than "
            f"{MOST_PIXELS // 1_000_000} megapixels; copy another one."
        ) from error


def fitted(image: Image) -> Image:
    """The picture, made smaller if it has more pixels than are looked at."""
    height, width = image.pixels.shape[:2]
    size = size_within((width, height), LOOKED_AT_PIXELS)
    return image if size == (width, height) else Image(_sized(image, size))


def thumbnail(image: Image, width: int, height: int) -> NDArray[np.uint8]:
    """The whole picture in at most `width` x `height` pixels: uint8 [H, W, 3] RGB, contiguous."""
    tall, wide = image.pixels.shape[:2]
    shrink = min(1.0, width / wide, height / tall)
    return _sized(image, (max(1, round(wide * shrink)), max(1, round(tall * shrink))))


def _sized(image: Image, size: tuple[int, int]) -> NDArray[np.uint8]:
    return pixels_of(sized(Pillow.fromarray(image.pixels), size))
