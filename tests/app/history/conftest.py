"""A history in an empty folder, and turns to fill it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.history.kinds import Timings, Turn
from app.history.store import HistoryStore

NOON = 1_750_000_000.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[HistoryStore]:
    opened = HistoryStore(folder)
    yield opened
    opened.close()


def turn(person: str, reply: str, at: float = NOON, heard: int | None = None) -> Turn:
    return Turn(
        at,
        at + 4,
        person,
        reply,
        len(reply) if heard is None else heard,
        said=at + 1,
        sounded=at + 2,
        timings=Timings(0.2, 0.5, 1.0, 1),
        over=True,
    )


@pytest.fixture
def talk(store: HistoryStore) -> Callable[..., int]:
    """Keep a conversation of (person, reply) pairs; its number."""

    def keep(*pairs: tuple[str, str], at: float = NOON) -> int:
        number = store.begin(at, "starter")
        for position, (person, reply) in enumerate(pairs):
            store.add(number, turn(person, reply, at + 10 * position))
        return number

    return keep
