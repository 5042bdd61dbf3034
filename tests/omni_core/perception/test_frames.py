"""Sizes and patches, against the reference's image processor in its Pillow variant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image as Pillow
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import (
    Qwen2VLImageProcessorPil,
    smart_resize,
)

from omni_core.media import MediaError
from omni_core.perception.frames import (
    BLOCK,
    FRAME_TOKENS,
    FrameSize,
    fit_frame,
    fit_still,
    patches,
)

MIN_PIXELS, MAX_PIXELS = 56 * 56, 28 * 28 * 1280
Picture = NDArray[np.uint8]

sides = st.integers(1, 5000)


@pytest.fixture(scope="module")
def reference() -> Qwen2VLImageProcessorPil:
    return Qwen2VLImageProcessorPil(min_pixels=MIN_PIXELS, max_pixels=MAX_PIXELS)


def noise(height: int, width: int, seed: int = 0) -> Picture:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def check_still(reference: Qwen2VLImageProcessorPil, picture: Picture) -> None:
    expected = reference(Pillow.fromarray(picture), return_tensors="np")
    height, width = picture.shape[:2]
    size = fit_still(height, width, MIN_PIXELS, MAX_PIXELS)
    assert [[1, size.rows, size.columns]] == expected["image_grid_thw"].tolist()
    np.testing.assert_array_equal(patches(picture, picture, size), expected["pixel_values"])


@pytest.mark.parametrize("name", ["astronaut", "coffee", "page", "text"])
def test_photos_as_the_reference(
    reference: Qwen2VLImageProcessorPil, pack: Callable[[str], Path], name: str
) -> None:
    with Pillow.open(pack("photos") / f"{name}.png") as photo:
        check_still(reference, np.array(photo.convert("RGB")))


@pytest.mark.parametrize(
    ("height", "width"),
    [(1, 1), (1, 200), (200, 1), (13, 2600), (27, 29), (28, 28), (42, 70), (1500, 1100), (2, 399)],
)
def test_odd_sizes_as_the_reference(
    reference: Qwen2VLImageProcessorPil, height: int, width: int
) -> None:
    check_still(reference, noise(height, width))


@given(sides, sides, st.integers(1, 2000), st.integers(1, 2000))
@settings(max_examples=300)
def test_size_of_a_still_as_the_reference(
    height: int, width: int, least_blocks: int, most_blocks: int
) -> None:
    limits = sorted((least_blocks * BLOCK**2, most_blocks * BLOCK**2))
    if max(height, width) > 200 * min(height, width):
        with pytest.raises(MediaError, match="too long and narrow"):
            fit_still(height, width, limits[0], limits[1])
    else:
        size = fit_still(height, width, limits[0], limits[1])
        expected = smart_resize(height, width, BLOCK, limits[0], limits[1])
        assert (size.height, size.width) == expected


def test_the_longest_picture_is_the_last_to_be_taken() -> None:
    assert fit_still(10, 2000, MIN_PIXELS, MAX_PIXELS).columns > 2
    with pytest.raises(MediaError, match="2001 x 10 pixels"):
        fit_still(10, 2001, MIN_PIXELS, MAX_PIXELS)


@pytest.mark.parametrize(
    ("height", "width", "expected"),
    [
        (360, 640, FrameSize(14, 26)),
        (480, 640, FrameSize(16, 22)),
        (640, 480, FrameSize(22, 16)),
        (700, 700, FrameSize(20, 20)),
    ],
)
def test_size_of_a_camera(height: int, width: int, expected: FrameSize) -> None:
    assert fit_frame(height, width) == expected


@given(sides, sides, st.integers(1, 120))
@settings(max_examples=100)
def test_a_camera_keeps_to_its_budget(height: int, width: int, tokens: int) -> None:
    size = fit_frame(height, width, tokens)
    assert size.tokens <= tokens
    turned = fit_frame(width, height, tokens)
    assert (turned.rows, turned.columns) == (size.columns, size.rows)


def test_every_usual_camera_fills_its_budget_unstretched() -> None:
    worst = 1.0
    for width in range(417, 2401):  # beside 1000 pixels of height: 1 to 2.4, upright and lying
        size = fit_frame(1000, width)
        assert 0.75 * FRAME_TOKENS < size.tokens <= FRAME_TOKENS
        stretch = size.width * 1000 / (size.height * width)
        worst = max(worst, stretch, 1 / stretch)
    # An almost square picture: its best size is square, or a tenth off.
    assert worst == pytest.approx(1.054)


def test_no_budget_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        fit_frame(10, 10, 0)


@pytest.mark.parametrize(("rows", "columns"), [(0, 2), (2, 0), (3, 2), (2, 5), (-2, 2)])
def test_a_size_has_whole_blocks(rows: int, columns: int) -> None:
    with pytest.raises(ValueError, match="whole blocks"):
        FrameSize(rows, columns)


def test_two_frames_stand_one_behind_the_other_in_each_patch() -> None:
    first, second, size = noise(60, 90, 1), noise(120, 33, 2), FrameSize(4, 6)
    both = patches(first, second, size).reshape(24, 3, 2, 14, 14)
    np.testing.assert_array_equal(
        both[:, :, 0], patches(first, first, size).reshape(24, 3, 2, 14, 14)[:, :, 1]
    )
    np.testing.assert_array_equal(
        both[:, :, 1], patches(second, second, size).reshape(24, 3, 2, 14, 14)[:, :, 0]
    )


def test_other_means_as_the_reference(reference: Qwen2VLImageProcessorPil) -> None:
    picture, mean, std = noise(56, 84), (0.5, 0.4, 0.3), (0.5, 0.25, 0.125)
    expected = reference(
        Pillow.fromarray(picture), image_mean=list(mean), image_std=list(std), return_tensors="np"
    )
    got = patches(picture, picture, FrameSize(4, 6), mean, std)
    np.testing.assert_array_equal(got, expected["pixel_values"])
