from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from app.capture import photo_file
from app.capture.pillow_pixels import STRIP_BYTES, pixels_of, size_within, sized
from app.capture.shown_picture import LOOKED_AT_PIXELS, read_shown

WIDTH, HEIGHT = 701, 1303
"""Of more than two strips, the last of which is not a whole one."""


def drawn(mode: str) -> Pillow.Image:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    colours = np.stack([rows % 256, columns % 256, (rows + columns) % 256], axis=-1)
    return Pillow.fromarray(colours.astype(np.uint8)).convert(mode)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "CMYK", "1"])
def test_the_strips_together_are_the_whole_picture(mode: str) -> None:
    assert WIDTH * HEIGHT * 3 > 2 * STRIP_BYTES
    picture = drawn(mode)
    pixels = pixels_of(picture)
    assert np.array_equal(pixels, np.asarray(picture.convert("RGB")))
    assert pixels.flags.c_contiguous
    assert pixels.flags.writeable


def test_a_row_that_is_longer_than_a_strip_is_one() -> None:
    picture = Pillow.new("RGB", (STRIP_BYTES, 3), (9, 8, 7))
    assert (pixels_of(picture) == (9, 8, 7)).all()


def test_no_second_copy_of_the_picture_is_made() -> None:
    """Python's own is made in a loop that holds the lock; the array alone is not."""
    picture = Pillow.new("RGB", (2000, 4000), (10, 200, 30))
    assert most_taken(lambda: pixels_of(picture)) < 2000 * 4000 * 3 + 4 * STRIP_BYTES


def test_a_large_photo_becomes_an_array_only_when_it_is_small_enough(tmp_path: Path) -> None:
    Pillow.new("RGB", (6000, 4000), (10, 200, 30)).save(tmp_path / "photo.jpg")
    taken = most_taken(lambda: read_shown(tmp_path / "photo.jpg"))
    assert taken < 3 * LOOKED_AT_PIXELS + 8 * STRIP_BYTES < 3 * 6000 * 4000


def test_a_huge_jpeg_is_made_smaller_as_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[tuple[int, int]] = []

    def told(picture: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
        decoded.append(picture.size)
        return sized(picture, size)

    monkeypatch.setattr(photo_file, "sized", told)
    Pillow.new("RGB", (9600, 6400), (10, 200, 30)).save(tmp_path / "photo.jpg")
    height, width = read_shown(tmp_path / "photo.jpg").pixels.shape[:2]
    assert decoded == [(4800, 3200)]
    assert 0.99 * LOOKED_AT_PIXELS < height * width <= LOOKED_AT_PIXELS
    assert width / height == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("size", [(6000, 4000), (4000, 6000), (60_000, 400), (3, 8_000_000)])
def test_the_smaller_size_has_the_same_shape(size: tuple[int, int]) -> None:
    width, height = size_within(size, LOOKED_AT_PIXELS)
    assert 0.5 * LOOKED_AT_PIXELS < width * height <= LOOKED_AT_PIXELS
    assert width / height == pytest.approx(size[0] / size[1], rel=0.5)


def test_a_size_that_fits_stays() -> None:
    assert size_within((4000, 3000), LOOKED_AT_PIXELS) == (4000, 3000)


def most_taken(act: Callable[[], object]) -> int:
    """Bytes of Python's and NumPy's memory that it took at once."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
