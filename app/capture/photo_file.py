"""Reads a photo as a still: upright, in red, green and blue, at its own resolution."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from app.capture.chosen_file import check_file, libraries_silenced, shown
from app.capture.pillow_pixels import pixels_of, size_within, sized
from app.errors import UserError
from app.sentences import say
from omni_core.media import Image

MOST_PIXELS = 64_000_000
"""64 megapixels, 192 MB as bytes: more than cameras on a desk give, little enough for memory."""

MOST_BYTES = 500_000_000
"""64 megapixels of 16-bit red, green and blue, uncompressed, fit."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "PPM", "AVIF")
"""Of all that Pillow knows: those that photos come in.  Some others start programs to be read."""

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
"""What an HEIC file carries after `ftyp`, at byte 8."""

_DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    Pillow.DecompressionBombError,
)
"""What Pillow's decoders raise on damaged files; its documentation promises no narrower set."""

_WIDE_GREY = ("I", "I;16", "I;16L", "I;16B", "I;16N")
"""Modes of grey pictures with 16 bits; `I` holds them in 32."""


def read_photo(path: Path, most: int | None = None) -> Image:
    """Return the photo: turned upright by its EXIF note, on white where it is see-through.

    The first picture of an animation is taken.  most: pixels; one that has more is made smaller.

    Raises: UserError with a sentence if it is no photo that can be read.
    """
    check_file(path, MOST_BYTES)
    with path.open("rb") as file:
        return photo_in(file, shown(path), most)


def photo_in(file: BinaryIO, name: str, most: int | None = None) -> Image:
    """The photo in an open file, which sentences call `name`; otherwise as `read_photo`."""
    try:
        # Pillow warns of odd files on standard error; what matters is raised or refused here.
        with libraries_silenced(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(file, formats=FORMATS) as picture:
                _check_size(picture.size, name)
                if most is not None:
                    picture.draft(None, size_within(picture.size, most))  # what JPEG has for it
                return Image(_pixels(picture, most))
    except UnidentifiedImageError:
        raise UserError(_unknown(file, name)) from None
    except Pillow.DecompressionBombError:
        raise UserError(_too_large(name)) from None
    except _DECODING_ERRORS as error:
        raise UserError(
            say(
                "The photo {name} is damaged or cut off; choose another one or save it again.",
                name=name,
            )
        ) from error


def _check_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise UserError(_too_large(name))


def _too_large(name: str) -> str:
    return say(
        "The photo {name} has more than {most} megapixels; make it smaller.",
        name=name,
        most=MOST_PIXELS // 1_000_000,
    )


def _unknown(file: BinaryIO, name: str) -> str:
    file.seek(0)
    beginning = file.read(12)
    if beginning[4:8] == b"ftyp" and beginning[8:12] in _HEIC_BRANDS:
        return say(
            "{name} is an HEIC photo, which cannot be read yet; save it as JPEG or PNG.", name=name
        )
    return say(
        "{name} is not a photo that can be read; JPEG, PNG, WebP and similar files can.", name=name
    )


def _pixels(picture: Pillow.Image, most: int | None) -> NDArray[np.uint8]:
    """Decode to uint8 [H, W, 3]."""
    ImageOps.exif_transpose(picture, in_place=True)
    upright = picture
    if upright.mode in _WIDE_GREY:
        wide = np.asarray(upright, dtype=np.int64).clip(0, 0xFFFF)
        upright = Pillow.fromarray((wide >> 8).astype(np.uint8))
    if upright.has_transparency_data:
        see_through = upright.convert("RGBA")
        upright = Pillow.new("RGBA", see_through.size, "white")
        upright.alpha_composite(see_through)
    size = upright.size if most is None else size_within(upright.size, most)
    if size == upright.size:
        return pixels_of(upright)
    return pixels_of(sized(upright if upright.mode == "RGB" else upright.convert("RGB"), size))
