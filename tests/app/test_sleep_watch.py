"""Sleeps of the computer on made-up clocks."""

from __future__ import annotations

import math
import time

from hypothesis import given
from hypothesis import strategies as st

from app.sleep_watch import PARTED_SECONDS, STOOD_SECONDS, SleepWatch, time_through_sleep


class Clocks:
    """runs: monotonic seconds, which may stand still in a sleep.  passes: goes on."""

    def __init__(self, **options: float) -> None:
        self.runs, self.passes = 50.0, 9000.0
        self.watch = SleepWatch(lambda: self.passes, **options)

    def look(self, ran: float, passed: float | None = None) -> bool:
        self.runs += ran
        self.passes += ran if passed is None else passed
        return self.watch.slept(self.runs)


def test_a_clock_that_stood_still_is_a_sleep_and_is_told_once() -> None:
    clocks = Clocks()
    assert not clocks.look(0.02)
    assert not clocks.look(0.02)
    assert clocks.look(0.02, 7200.0)
    assert not clocks.look(0.02)


def test_a_clock_that_ran_on_is_a_sleep_too() -> None:
    clocks = Clocks()
    clocks.look(0.02)
    assert clocks.look(7200.0)
    assert not clocks.look(0.02)


def test_a_thread_that_may_wait_for_long_is_not_taken_to_have_slept() -> None:
    clocks = Clocks(stood=math.inf)
    clocks.look(0.02)
    assert not clocks.look(60.0)
    assert clocks.look(0.02, 60.0)


@given(
    st.lists(st.floats(0, STOOD_SECONDS - 1)),
    st.lists(st.floats(0, PARTED_SECONDS - 1), min_size=1),
)
def test_a_busy_computer_and_clocks_that_wander_are_no_sleep(
    busy: list[float], wandering: list[float]
) -> None:
    clocks = Clocks()
    for number, ran in enumerate(busy):
        assert not clocks.look(ran, ran + wandering[number % len(wandering)])


def test_this_computer_has_not_slept_since_a_moment_ago() -> None:
    watch = SleepWatch()
    assert not watch.slept(time.monotonic())
    assert not watch.slept(time.monotonic())
    assert time_through_sleep() >= time.monotonic() - 1
