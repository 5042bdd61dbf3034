"""Every half-second takes the newest frame taken by then, or the last one again."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.omni.ticks import TICK, Pair, Picture, Ticks


def frame(number: int) -> Picture:
    return np.full((1, 1, 3), number, np.uint8)


def numbers(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(int(first[0, 0, 0]), int(second[0, 0, 0])) for first, second in pairs]


def watched(moments: list[int], end: int = 0, origin: int = 0) -> list[tuple[int, int]]:
    """The pairs of frames numbered from 0, seen at these samples, in a span that ends at `end`."""
    ticks, pairs = Ticks(origin, frame(0), moments[0]), list[Pair]()
    for number, moment in enumerate(moments[1:], start=1):
        ticks, more = ticks.see(frame(number), moment)
        pairs += more
    return numbers(pairs + ticks.finish(end))


def test_one_frame_is_doubled() -> None:
    assert watched([0]) == [(0, 0)]


def test_an_odd_last_frame_is_doubled() -> None:
    assert watched([0, TICK, 2 * TICK]) == [(0, 1), (2, 2)]


def test_a_tick_without_a_new_frame_repeats_the_last() -> None:
    assert watched([0, 3 * TICK]) == [(0, 0), (0, 1)]


def test_of_many_frames_the_newest_is_taken() -> None:
    assert watched([0, 100, 200, TICK - 1, TICK + 1, 2 * TICK]) == [(0, 3), (5, 5)]


def test_a_frame_at_the_tick_is_its_own() -> None:
    assert watched([0, TICK]) == [(0, 1)]
    assert watched([0, TICK + 1]) == [(0, 0)]  # and there is none behind this one
    assert watched([0, TICK + 1], end=2 * TICK + 1) == [(0, 0), (1, 1)]


def test_ticks_before_the_first_frame_take_it() -> None:
    assert watched([3 * TICK + 5, 4 * TICK], end=5 * TICK) == [(0, 0), (0, 0), (1, 1)]


def test_the_end_is_not_part_of_the_span() -> None:
    assert watched([0], end=2 * TICK) == [(0, 0)]
    assert watched([0], end=2 * TICK + 1) == [(0, 0), (0, 0)]


def test_the_newest_frame_is_shown_also_beyond_the_end() -> None:
    assert watched([0, 2 * TICK], end=TICK) == [(0, 0), (1, 1)]


@settings(max_examples=200)
@given(
    gaps=st.lists(st.integers(1, 3 * TICK), max_size=12),
    origin=st.integers(0, 10**6),
    tail=st.integers(0, 3 * TICK),
)
def test_as_looked_up_afterwards(gaps: list[int], origin: int, tail: int) -> None:
    moments = np.cumsum([origin, *gaps]).tolist()
    end = moments[-1] + tail
    ticks = range(origin, max(end, moments[-1] + 1), TICK)
    taken = [max(n for n, moment in enumerate(moments) if moment <= tick) for tick in ticks]
    taken += taken[-1:] * (len(taken) % 2)
    expected = list(zip(taken[::2], taken[1::2], strict=True))
    assert watched(moments, end, origin) == expected


def test_a_mark_can_be_watched_on_twice() -> None:
    ticks, _ = Ticks(0, frame(0), 0).see(frame(1), TICK + 1)
    first, second = ticks.see(frame(2), 3 * TICK), ticks.see(frame(3), 3 * TICK)
    assert numbers(first[1]) == numbers(second[1]) == []
    assert numbers(first[0].finish(0)) == [(1, 2)]
    assert numbers(second[0].finish(0)) == [(1, 3)]
