import io

import numpy as np
import pytest
from PIL import Image as Pillow

from app.capture.shown_picture import (
    LOOKED_AT_PIXELS,
    fitted,
    read_copied,
    read_shown,
    thumbnail,
)
from app.errors import UserError
from omni_core.media import Image


def png(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", size, (10, 200, 30)).save(file, "PNG")
    return file.getvalue()


def test_a_file_and_its_copied_bytes_are_the_same_picture(tmp_path) -> None:
    (tmp_path / "green.png").write_bytes(png((30, 20)))
    assert np.array_equal(
        read_shown(tmp_path / "green.png").pixels, read_copied(png((30, 20))).pixels
    )


def test_a_huge_picture_is_made_smaller_and_keeps_its_shape() -> None:
    large = Image(np.full((6000, 4000, 3), 77, np.uint8))
    fit = fitted(large)
    height, width = fit.pixels.shape[:2]
    assert 0.99 * LOOKED_AT_PIXELS < height * width <= LOOKED_AT_PIXELS
    assert height / width == pytest.approx(1.5, abs=0.01)
    assert (fit.pixels == 77).all()


def test_a_picture_that_is_small_enough_stays_as_it_is() -> None:
    small = Image(np.zeros((3000, 4000, 3), np.uint8))
    assert fitted(small) is small


@pytest.mark.parametrize("shape", [(600, 800), (10, 4000), (4000, 10), (3, 2)])
def test_a_thumbnail_shows_all_of_it_in_its_place(shape: tuple[int, int]) -> None:
    small = thumbnail(Image(np.zeros((*shape, 3), np.uint8)), 320, 240)
    height, width = small.shape[:2]
    assert 1 <= height <= 240
    assert 1 <= width <= 320
    assert small.flags.c_contiguous
    if min(shape) > 100:
        assert width / height == pytest.approx(shape[1] / shape[0], rel=0.02)


@pytest.mark.parametrize("data", [b"", b"no picture at all", png((8, 8))[:40]])
def test_what_is_no_picture_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as error:
        read_copied(data)
    assert str(error.value).startswith("What was copied is no picture")
    assert str(error.value).count(".") == 1
