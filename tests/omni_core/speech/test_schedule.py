"""Which blocks are computed: the published windows, ours, and what they cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.speech.schedule import Schedule, Window, next_window

REFERENCE, CACHED = Schedule.REFERENCE, Schedule.CACHED


def windows(schedule: Schedule, blocks: int, chunk: int) -> list[Window]:
    found: list[Window] = []
    done = 0
    while (window := next_window(schedule, done, blocks, True, chunk)) is not None:
        found.append(window)
        done = window.own_stop
    return found


@pytest.mark.parametrize(
    ("schedule", "chunk", "work"),
    [
        (REFERENCE, 1, 3.67),
        (REFERENCE, 2, 2.25),
        (REFERENCE, 3, 1.75),
        (CACHED, 1, 1.92),
        (CACHED, 2, 1.42),
        (CACHED, 3, 1.25),
    ],
)
def test_blocks_computed_for_each_of_twelve(schedule: Schedule, chunk: int, work: float) -> None:
    computed = sum(window.blocks for window in windows(schedule, 12, chunk))
    assert computed / 12 == pytest.approx(work, abs=0.005)


@pytest.mark.parametrize(("chunk", "most"), [(6, 1.17), (8, 1.13)])
@pytest.mark.parametrize("blocks", [12, 43, 480])
def test_large_chunks_compute_hardly_more_than_once(chunk: int, most: float, blocks: int) -> None:
    assert sum(window.blocks for window in windows(CACHED, blocks, chunk)) / blocks <= most


def test_the_published_windows() -> None:
    """Two blocks back, one ahead, in the middle of a reply and at its edges."""
    assert windows(REFERENCE, 5, 2) == [Window(0, 0, 2, 3), Window(0, 2, 4, 5), Window(2, 4, 5, 5)]
    assert windows(CACHED, 5, 2) == [Window(0, 0, 2, 3), Window(2, 2, 4, 5), Window(4, 4, 5, 5)]


def test_it_waits_for_the_block_to_look_at() -> None:
    assert next_window(CACHED, 0, 1, False, 1) is None
    assert next_window(CACHED, 0, 2, False, 1) == Window(0, 0, 1, 2)
    assert next_window(CACHED, 0, 2, False, 2) is None
    assert next_window(CACHED, 0, 1, True, 1) == Window(0, 0, 1, 1)
    assert next_window(CACHED, 2, 2, True, 1) is None
    assert next_window(CACHED, 0, 0, True, 1) is None


@given(
    st.sampled_from(Schedule),
    st.integers(0, 60),
    st.integers(0, 60),
    st.booleans(),
    st.integers(1, 9),
)
def test_any_window(schedule: Schedule, done: int, more: int, finished: bool, chunk: int) -> None:
    window = next_window(schedule, done, done + more, finished, chunk)
    if window is None:
        assert more < chunk + 1
        assert not (finished and more)
        return
    assert window.own == done
    assert 0 <= window.first <= window.own < window.own_stop <= window.stop <= done + more
    assert window.own_stop - done == min(chunk, more)
    assert window.blocks <= chunk + 3
