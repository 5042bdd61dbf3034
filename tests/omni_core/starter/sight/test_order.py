from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from omni_core.starter.sight.order import Place, reading_order


def _line(left: float, top: float, width: float = 100, height: float = 10) -> Place:
    return Place(left, top, left + width, top + height)


def test_lines_go_from_top_to_bottom_and_left_to_right():
    page = [_line(0, 0), _line(0, 20, 40), _line(45, 22, 50), _line(0, 40)]
    assert reading_order(page) == [0, 1, 2, 3]


def test_columns_are_read_one_after_the_other():
    left = [_line(0, 20 * row) for row in range(4)]
    right = [_line(140, 20 * row + 3) for row in range(4)]
    assert reading_order(left + right) == list(range(8))


def test_a_heading_comes_before_the_columns_below_it():
    left = [_line(0, 40 + 20 * row) for row in range(3)]
    right = [_line(140, 40 + 20 * row) for row in range(3)]
    assert reading_order([*right, *left, _line(20, 0, 200)]) == [6, 3, 4, 5, 0, 1, 2]


def test_words_apart_on_one_line_are_no_columns():
    assert reading_order([_line(300, 1), _line(0, 0), _line(150, 2)]) == [1, 2, 0]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 900), st.integers(0, 900), st.integers(5, 400), st.integers(5, 40)
        ),
        max_size=25,
    ),
    st.randoms(use_true_random=False),
)
def test_every_line_is_read_once(spots: list[tuple[int, int, int, int]], chance: random.Random):
    places = [_line(*spot) for spot in spots]
    chance.shuffle(places)
    assert sorted(reading_order(places)) == list(range(len(places)))
