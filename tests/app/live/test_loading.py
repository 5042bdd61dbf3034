from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.live.loading import no_collecting, not_looked_through


class Knot:
    """Holds itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_nothing_is_collected_while_it_loads() -> None:
    with no_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_does_not_leave_it_off() -> None:
    with pytest.raises(ValueError, match="damaged"), no_collecting():
        raise ValueError("damaged")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_block_may_hold_another() -> None:
    with no_collecting():
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_not_looked_through_before_it_is_over() -> None:
    with not_looked_through():
        loaded = weakref.ref(Knot())
        with not_looked_through():
            pass
        assert gc.get_freeze_count() > 0
        gc.collect()
        assert loaded() is None  # what comes later is
    assert gc.get_freeze_count() == 0


def test_what_there_was_before_is_left_alone() -> None:
    before = weakref.ref(Knot())
    with not_looked_through():
        gc.collect()
        assert before() is not None
    gc.collect()
    assert before() is None
