from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.actions.kinds import Entry
from app.actions.store import ActionStore
from app.errors import UserError

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


def entry(name: str, minutes: float = 5) -> Entry:
    return Entry(name, "timer", f"the {name}", NOON + timedelta(minutes=minutes))


def test_entries_come_due_in_order(store: ActionStore) -> None:
    for name, minutes in (("late", 9), ("soon", 1.5), ("never", 99)):
        store.add(entry(name, minutes))
    assert store.next_due() == NOON + timedelta(minutes=1.5)
    assert store.due(NOON) == ()
    assert store.due(NOON + timedelta(minutes=9)) == (entry("soon", 1.5), entry("late", 9))
    assert [waiting.id for waiting in store.waiting()] == ["soon", "late", "never"]


def test_an_id_is_kept_once(store: ActionStore) -> None:
    store.add(entry("eggs"))
    store.add(entry("eggs", 50))
    assert store.waiting() == (entry("eggs"),)


def test_fired_and_cancelled_entries_wait_no_more_and_do_not_come_back(store: ActionStore) -> None:
    store.add(entry("eggs"))
    store.add(entry("tea"))
    assert store.mark_fired("eggs")
    assert not store.mark_fired("eggs")
    assert store.cancel("tea")
    assert not store.cancel("tea")
    assert not store.cancel("nothing")
    store.add(entry("eggs"))
    assert store.waiting() == ()
    assert store.next_due() is None


def test_due_times_of_any_zone_are_the_same_moment(store: ActionStore) -> None:
    due = datetime.fromisoformat("2025-03-04T13:00:00.000001+01:00")
    store.add(Entry("eggs", "reminder", "to eat", due))
    (kept,) = store.due(due)
    assert kept.due == due
    assert kept.due.tzinfo == UTC
    assert store.due(due - timedelta(microseconds=1)) == ()


def test_entries_survive_closing(path: Path, store: ActionStore) -> None:
    store.add(entry("eggs"))
    store.close()
    store.close()
    again = ActionStore(path)
    assert again.waiting() == (entry("eggs"),)
    assert again.notice is None
    again.close()


def test_two_programs_share_a_file(path: Path, store: ActionStore) -> None:
    other = ActionStore(path)
    store.add(entry("eggs"))
    assert other.waiting() == (entry("eggs"),)
    assert other.mark_fired("eggs")
    assert not store.mark_fired("eggs")
    other.close()


def test_tidy_deletes_what_is_long_over(path: Path, store: ActionStore) -> None:
    for name in ("fired", "waiting"):
        store.add(entry(name))
    store.mark_fired("fired")
    store.tidy(NOON + timedelta(days=29))
    assert rows(path) == {"fired", "waiting"}
    store.tidy(NOON + timedelta(days=31))
    assert rows(path) == {"waiting"}


def rows(path: Path) -> set[str]:
    database = sqlite3.connect(path)
    try:
        return {name for (name,) in database.execute("SELECT id FROM entries")}
    finally:
        database.close()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.actions.kinds import Entry
from app.actions.store import ActionStore

store = ActionStore(Path(sys.argv[1]))
number = 0
while True:
    store.add(Entry(str(number), "timer", "", datetime(2025, 3, 4, tzinfo=UTC)))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill signal")
def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(path: Path) -> None:
    chance = random.Random(5)
    for attempt in range(3):
        kept_in = path.with_name(f"{attempt}.sqlite")
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(kept_in)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        confirmed = [writer.stdout.readline() for _ in range(chance.randrange(1, 60))]
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        confirmed.extend(writer.stdout)
        writer.stdout.close()
        store = ActionStore(kept_in)
        assert store.notice is None
        assert {line.strip() for line in confirmed} <= {kept.id for kept in store.waiting()}
        store.close()


def empty_database(path: Path, sql: str) -> None:
    path.parent.mkdir()
    database = sqlite3.connect(path)
    database.executescript(sql)
    database.close()


@pytest.mark.parametrize(
    "damage", [b"this is no database, " * 300, b"SQLite format 3\0" + b"x" * 99]
)
def test_a_damaged_file_is_set_aside_and_said(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    for number in (1, 2):
        path.write_bytes(damage)
        store = ActionStore(path)
        aside = path.with_name(f"actions.db.damaged-{number}")
        assert aside.read_bytes() == damage
        assert store.notice is not None
        assert aside.name in store.notice
        store.add(entry("eggs"))
        assert store.waiting() == (entry("eggs"),)
        store.close()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE entries (x)",
        "PRAGMA user_version = 1",
        "CREATE TABLE entries (x); PRAGMA user_version = 1",
    ],
)
def test_a_database_of_something_else_is_set_aside(path: Path, sql: str) -> None:
    empty_database(path, sql)
    store = ActionStore(path)
    assert store.notice is not None
    store.add(entry("eggs"))
    store.close()


def test_flipped_bytes_end_in_a_store_or_a_sentence(path: Path, store: ActionStore) -> None:
    for number in range(200):
        store.add(entry(str(number), number))
    store.close()
    sound = path.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 20, 500))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        with contextlib.suppress(UserError):
            opened = ActionStore(path)
            opened.waiting()
            opened.next_due()
            opened.close()


def test_a_newer_database_is_left_alone(path: Path) -> None:
    empty_database(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        ActionStore(path)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.damaged-*")) == []


def test_a_folder_in_its_place_is_one_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(UserError, match="cannot be read or written"):
        ActionStore(path)


def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(UserError, match="cannot be read or written"):
        ActionStore(tmp_path / "data" / "actions.db")


def test_a_locked_file_is_one_sentence(
    path: Path, store: ActionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sqlite_file.LOCK_TIMEOUT", 0.0)
    impatient = ActionStore(path)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="cannot be read or written"):
        impatient.add(entry("eggs"))
    other.rollback()
    impatient.add(entry("eggs"))
    impatient.close()
    other.close()
