"""What the history's thread does, over a real file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.capture.small_picture import as_jpeg
from app.history.layout import FILE_NAME
from app.history.store import STALE_SECONDS, HistoryStore, Place
from tests.app.history.conftest import NOON, turn
from ui.bridge.history_work import FOUND, LISTED, READ, HistoryWork
from ui.models.history_news import (
    Answer,
    Delete,
    Deleted,
    Export,
    Exported,
    GoOn,
    Listed,
    ListThem,
    Noticed,
    Opened,
    Read,
    Refused,
    Request,
    Search,
    Searched,
    ToGoOn,
    Vanished,
)
from ui.models.history_rows import Hit


def fill(folder: Path, conversations: int, turns: int = 1) -> None:
    with closing(HistoryStore(folder)) as store:
        for number in range(1, conversations + 1):
            at = NOON + 1000 * number
            store.begin(at, "starter")
            for n in range(turns):
                store.add(number, turn(f"Question {n}", f"Answer {n}.", at + 10 * n))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def work(folder: Path) -> Iterator[HistoryWork]:
    made = HistoryWork(folder, lambda: NOON)
    yield made
    made.close()


def one(work: HistoryWork, asked: Request) -> Answer:
    (answer,) = work.do(asked)
    return answer


def test_where_nothing_is_kept_nothing_is_made(folder: Path, work: HistoryWork) -> None:
    assert one(work, ListThem()) == Listed(ListThem(), (), more=False)
    assert one(work, Search("x")) == Searched(Search("x"), (), more=False)
    assert one(work, Read(1)) == Vanished(1)
    assert one(work, Delete(None)) == Deleted(Delete(None))
    assert isinstance(one(work, Export(1, "json", folder / "x")), Refused)
    assert not folder.exists()


def test_what_is_kept_later_is_listed_then(folder: Path, work: HistoryWork) -> None:
    one(work, ListThem())
    fill(folder, 1)
    answer = one(work, ListThem())
    assert isinstance(answer, Listed)
    assert [each.id for each in answer.conversations] == [1]


def test_the_list_is_read_by_pages(folder: Path, work: HistoryWork) -> None:
    fill(folder, LISTED + 3)
    first = one(work, ListThem())
    assert isinstance(first, Listed)
    assert (len(first.conversations), first.more) == (LISTED, True)
    second = one(work, ListThem(first.conversations[-1].id))
    assert isinstance(second, Listed)
    assert ([each.id for each in second.conversations], second.more) == ([3, 2, 1], False)


def test_a_search_shows_where_the_words_are(folder: Path, work: HistoryWork) -> None:
    fill(folder, 2, FOUND)
    answer = one(work, Search("answ 7"))
    assert isinstance(answer, Searched)
    for row in answer.rows:
        assert isinstance(row, Hit)
        assert next(row.words[a:b] for a, b in row.found) == "Answer"
    assert not answer.more
    many = one(work, Search("question"))
    assert isinstance(many, Searched)
    assert (len(many.rows), many.more) == (FOUND, True)


def opened(work: HistoryWork, asked: Read) -> Opened:
    answer = one(work, asked)
    assert isinstance(answer, Opened)
    return answer


def test_a_long_conversation_is_read_by_pages(folder: Path, work: HistoryWork) -> None:
    fill(folder, 1, 2 * READ + 5)
    first = opened(work, Read(1))
    assert (len(first.turns), first.earlier, first.later) == (READ, False, True)
    last = opened(work, Read(1, 2 * READ + 1))
    assert (len(last.turns), last.earlier, last.later) == (5, True, False)
    before = opened(work, Read(1, last.turns[0].id, backwards=True))
    assert (before.turns[0].id, len(before.turns)) == (READ + 1, READ)
    assert (before.earlier, before.later) == (True, True)
    start = opened(work, Read(1, first.turns[-1].id + 1, backwards=True))
    assert (start.turns, start.earlier, start.later) == (first.turns, False, True)


def test_going_on_shows_the_last_turns(folder: Path, work: HistoryWork) -> None:
    fill(folder, 1, READ + 2)
    answer = one(work, GoOn(1))
    assert isinstance(answer, ToGoOn)
    assert [kept.id for kept in answer.turns] == list(range(3, READ + 3))
    assert one(work, GoOn(2)) == Vanished(2)


def test_an_export_is_written(folder: Path, work: HistoryWork, tmp_path: Path) -> None:
    fill(folder, 2)
    path = tmp_path / "all.json"
    assert one(work, Export(None, "json", path)) == Exported(path)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert [each["id"] for each in read["conversations"]] == [1, 2]
    one(work, Export(2, "srt", path))
    assert path.read_text(encoding="utf-8").startswith("1\n00:00:00,000 --> ")
    answer = one(work, Export(1, "json", tmp_path / "nowhere" / "x.json"))
    assert isinstance(answer, Refused)
    assert "could not be written" in answer.sentence


def test_a_deletion_is_for_good(folder: Path, work: HistoryWork) -> None:
    fill(folder, 3)
    assert one(work, Delete(2)) == Deleted(Delete(2))
    assert one(work, Read(2)) == Vanished(2)
    one(work, Delete(None))
    assert one(work, ListThem()) == Listed(ListThem(), (), more=False)


def test_what_a_killed_program_left_is_found(folder: Path) -> None:
    with closing(HistoryStore(folder)) as store:
        store.begin(NOON, "starter")
        left = turn("Left behind", "Yes.")
        store.add(1, type(left)(left.began, left.ended, left.person, left.reply, over=False))
    work = HistoryWork(folder, lambda: NOON + STALE_SECONDS + 60)
    (answer,) = work.do(Search("behind"))
    work.close()
    assert isinstance(answer, Searched)
    assert len(answer.rows) == 1


def test_a_locked_file_is_told_and_can_be_tried_again(
    folder: Path, work: HistoryWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 1)
    monkeypatch.setattr("app.sqlite_file.LOCK_TIMEOUT", 0.0)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = one(work, Delete(1))
        assert isinstance(answer, Refused)
        assert "another copy of the program" in answer.sentence
        assert isinstance(one(work, ListThem()), Listed)
        other.rollback()
    assert one(work, Delete(1)) == Deleted(Delete(1))


def test_a_damaged_file_is_told_and_set_aside(folder: Path, work: HistoryWork) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(os.urandom(8192))
    noticed, listed = work.do(ListThem())
    assert isinstance(noticed, Noticed)
    assert "damaged" in noticed.sentence
    assert listed == Listed(ListThem(), (), more=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_told(folder: Path, work: HistoryWork) -> None:
    fill(folder, 2)
    answer = one(work, Export(None, "markdown", Path("/dev/full")))
    assert isinstance(answer, Refused)
    assert "the disk is full; free some space" in answer.sentence
    assert isinstance(one(work, ListThem()), Listed)


def test_a_newer_file_is_refused_and_left_alone(folder: Path, work: HistoryWork) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("PRAGMA user_version = 99")
    answer = one(work, ListThem())
    assert isinstance(answer, Refused)
    assert "newer version" in answer.sentence


def test_kept_pictures_come_with_the_turns_they_were_shown_in(
    folder: Path, work: HistoryWork
) -> None:
    fill(folder, 1, turns=3)
    seen = np.full((30, 40, 3), (200, 40, 10), np.uint8)
    with closing(HistoryStore(folder)) as store:
        second = store.turns(1)[1].id
        place = Place(1, second)
        store.picture(place, as_jpeg(seen))
        store.picture(place, b"no picture at all")
    for asked in (Read(1), GoOn(1)):
        answer = one(work, asked)
        assert isinstance(answer, Opened | ToGoOn)
        (small,) = answer.pictures[second]
        assert set(answer.pictures) == {second}
        assert small.pixels.shape == seen.shape
        assert np.abs(small.pixels.astype(int) - seen).max() < 8
