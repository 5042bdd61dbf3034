from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.bridge.history_thread import HistoryThread
from ui.models.history_news import Answer, Delete, Deleted, ListThem, Read, Request, Search

PATIENCE = 10.0


class SlowWork:
    """Does the first thing that is asked only once it may."""

    begun, may = threading.Event(), threading.Event()
    done: list[Request]

    def __init__(self, folder: Path) -> None:
        SlowWork.done = []
        SlowWork.begun.clear()
        SlowWork.may.clear()

    def do(self, asked: Request) -> list[Answer]:
        self.begun.set()
        assert self.may.wait(PATIENCE)
        self.done.append(asked)
        return [Deleted(Delete(len(self.done)))]

    def close(self) -> None: ...


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.bridge.history_work.HistoryWork", SlowWork)


def test_of_what_waits_to_be_looked_at_only_the_newest_counts(qtbot: QtBot, tmp_path: Path) -> None:
    thread = HistoryThread(tmp_path)
    told: list[Answer] = []
    thread.told.connect(told.append)
    thread.ask(ListThem())
    assert SlowWork.begun.wait(PATIENCE)
    for asked in (
        Search("a"), Delete(3), Read(1), Search("ab"), Read(2), Delete(4), Search("abc"),
    ):  # fmt: skip
        thread.ask(asked)
    SlowWork.may.set()
    qtbot.waitUntil(lambda: len(told) == 5)
    assert SlowWork.done == [ListThem(), Delete(3), Read(2), Delete(4), Search("abc")]
    thread.close()


def test_closing_waits_for_nothing_long(qtbot: QtBot, tmp_path: Path) -> None:
    thread = HistoryThread(tmp_path)
    told: list[Answer] = []
    thread.told.connect(told.append)
    thread.ask(Delete(None))
    assert SlowWork.begun.wait(PATIENCE)
    thread.ask(Delete(1))
    thread.close()
    SlowWork.may.set()
    thread._thread.join(PATIENCE)
    assert SlowWork.done == [Delete(None)]
    qtbot.wait(1)
    assert told == []
