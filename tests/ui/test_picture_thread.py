from __future__ import annotations

import numpy as np

from ui.bridge.picture_thread import stage_image

LEFT, RIGHT = (200, 0, 0), (0, 0, 200)


def halves(height: int, width: int) -> np.ndarray:
    """Left half red, right half blue."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = LEFT, RIGHT
    return pixels


def colour(image, x: int, y: int) -> tuple[int, int, int]:
    found = image.pixelColor(x, y)
    return found.red(), found.green(), found.blue()


def test_oneself_is_seen_as_in_a_mirror_and_fills_the_stage() -> None:
    image = stage_image(halves(100, 200), (80, 80, 1.0))
    assert image is not None
    assert (image.width(), image.height()) == (80, 80)
    assert colour(image, 2, 78) == RIGHT
    assert colour(image, 77, 2) == LEFT


def test_what_is_read_is_seen_whole_and_the_right_way_round() -> None:
    for height, width, below in ((100, 200, (40, 60)), (200, 100, (2, 40))):
        image = stage_image(halves(height, width), (80, 80, 2.0), mirrored=False)
        assert image is not None
        assert image.devicePixelRatio() == 2.0
        assert colour(image, 30, 2) == LEFT
        assert colour(image, 50, 2) == RIGHT
        assert colour(image, *below) == (0, 0, 0)


def test_there_is_no_picture_where_there_is_no_room() -> None:
    assert stage_image(halves(4, 4), (0, 10, 1.0)) is None
