"""A camera's picture made small."""

from __future__ import annotations

import numpy as np
import pytest

from app.capture.small_picture import as_jpeg, from_jpeg, smaller


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((720, 1280), (135, 240)),
        ((480, 640), (180, 240)),
        ((90, 100), (90, 100)),
        ((1, 900), (1, 240)),
    ],
)
def test_it_keeps_its_shape_and_never_grows(size, expected):
    pixels = np.zeros((*size, 3), np.uint8)
    assert smaller(pixels).shape == (*expected, 3)


def test_a_file_of_it_is_it_again():
    wave = np.linspace(0, 255, 120, dtype=np.uint8)
    pixels = np.stack([np.tile(wave, (90, 1)), np.full((90, 120), 40, np.uint8),
                       np.tile(wave[::-1], (90, 1))], axis=-1)  # fmt: skip
    again = from_jpeg(as_jpeg(pixels))
    assert again is not None
    assert again.flags.c_contiguous
    assert np.abs(again.astype(int) - pixels).mean() < 3


@pytest.mark.parametrize("file", [b"", b"no picture", b"\xff\xd8\xff\xe0 cut off"])
def test_a_damaged_file_is_no_picture(file):
    assert from_jpeg(file) is None
