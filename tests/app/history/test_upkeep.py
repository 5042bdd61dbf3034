from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.history.store import STALE_SECONDS, HistoryStore
from app.history.upkeep import Upkeep
from tests.app.history.conftest import NOON, turn

PATIENCE = 20.0
DAY = 86400.0


def test_in_the_beginning_old_ones_go_and_what_was_left_open_is_settled(folder: Path) -> None:
    with closing(HistoryStore(folder)) as store:
        store.begin(NOON - 9 * DAY, "starter")
        store.begin(NOON, "starter")
        store.add(2, replace(turn("Left behind", "Yes."), over=False))
    with Upkeep(folder, 3, print, lambda: NOON + STALE_SECONDS + 60):
        pass
    with closing(HistoryStore(folder)) as store:
        assert [each.id for each in store.conversations(9)] == [2]
        (found,) = store.search("behind", 9)
    assert found.turn.over


def test_what_is_asked_is_done_before_it_ends(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    HistoryStore(folder).close()
    synced: list[str] = []
    begun, may = threading.Event(), threading.Event()

    def to_disk(_: object) -> None:
        begun.set()
        assert may.wait(PATIENCE)
        synced.append("yes")

    monkeypatch.setattr("app.sqlite_file.SqliteFile.to_disk", to_disk)
    with Upkeep(folder, None, print, lambda: NOON) as upkeep:
        upkeep.to_disk()
        assert begun.wait(PATIENCE)
        for _ in range(5):
            upkeep.to_disk()  # one more time is enough for all of them
        may.set()
    assert synced == ["yes", "yes"]
