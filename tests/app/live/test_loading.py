from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.live.loading import keep_for_good, no_collecting


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


def test_what_was_loaded_first_is_looked_through_no_more() -> None:
    loaded = weakref.ref(Knot())
    keep_for_good()
    replaced = weakref.ref(Knot())
    keep_for_good()
    gc.collect()
    assert loaded() is not None
    assert replaced() is None
