from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from omni_core.starter.sight.pictures import shrink, squares


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 200))
def test_a_shrunk_picture_keeps_to_its_bound_and_its_shape(height: int, width: int, longest: int):
    small = shrink(np.zeros((height, width, 3), np.uint8), longest)
    assert max(small.shape[:2]) == min(longest, max(height, width))
    if max(height, width) > longest:
        expected = max(1, round(min(height, width) * longest / max(height, width)))
        assert abs(min(small.shape[:2]) - expected) <= 1


def test_a_shrunk_picture_shows_the_same():
    gradient = np.linspace(0, 255, 1200).astype(np.uint8)
    picture = np.broadcast_to(gradient[None, :, None], (900, 1200, 3))
    small = shrink(picture, 100)
    expected = np.linspace(0, 255, 100)
    assert np.abs(small[40, :, 0].astype(float) - expected).max() < 4


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 300))
def test_squares_cover_the_picture_and_stay_inside(height: int, width: int, side: int):
    side = max(side, min(height, width) // 20 + 1)
    covered = np.zeros((height, width), bool)
    for top, left in squares(height, width, side):
        assert 0 <= top <= max(0, height - side)
        assert 0 <= left <= max(0, width - side)
        covered[top : top + side, left : left + side] = True
    assert covered.all()
