from __future__ import annotations

import numpy as np
import pytest

from omni_core.starter.sight.colours import brightness, main_colours


def _plain(red: int, green: int, blue: int) -> np.ndarray:
    return np.full((40, 60, 3), (red, green, blue), np.uint8)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((255, 0, 0), "red"),
        ((200, 30, 40), "red"),
        ((255, 140, 0), "orange"),
        ((250, 230, 40), "yellow"),
        ((40, 160, 60), "green"),
        ((30, 60, 200), "blue"),
        ((135, 206, 235), "blue"),
        ((120, 40, 160), "purple"),
        ((255, 170, 190), "pink"),
        ((110, 70, 40), "brown"),
        ((10, 12, 11), "black"),
        ((250, 250, 248), "white"),
        ((128, 130, 127), "grey"),
    ],
)
def test_plain_colours_are_named(colour: tuple[int, int, int], name: str):
    assert main_colours(_plain(*colour)) == (name,)


def test_the_most_spread_colour_comes_first_and_specks_are_left_out():
    picture = _plain(255, 0, 0)
    picture[:, 40:] = (30, 60, 200)
    picture[:2, :2] = (40, 160, 60)
    assert main_colours(picture) == ("red", "blue")


def test_what_is_held_in_the_middle_counts_more():
    picture = np.full((100, 100, 3), 250, np.uint8)
    picture[32:68, 32:68] = (255, 0, 0)  # 13 % of the area
    assert "red" in main_colours(picture)
    corner = np.full((100, 100, 3), 250, np.uint8)
    corner[:36, :36] = (255, 0, 0)
    assert main_colours(corner) == ("white",)


def test_brightness_runs_from_black_to_white():
    steps = [brightness(_plain(level, level, level)) for level in (0, 64, 128, 192, 255)]
    assert steps == sorted(steps)
    assert steps[0] == 0.0
    assert steps[-1] == pytest.approx(1.0)
