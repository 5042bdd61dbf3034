"""Timers and reminders on disk, in SQLite: a kill at any moment loses none that was set."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from app.actions.kinds import Entry, Kind
from app.errors import UserError

SCHEMA_VERSION = 1
"""Kept in the database's `user_version`; raised with a migration whenever the tables change."""

_SCHEMA = """
CREATE TABLE entries (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('timer', 'reminder')),
    label TEXT NOT NULL,
    -- microseconds since 1970, UTC, within the years 1 to 9999
    due   INTEGER NOT NULL CHECK (due BETWEEN -62135596800000000 AND 253402300799999999),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fired', 'cancelled'))
) STRICT;
CREATE INDEX waiting_by_due ON entries (due) WHERE state = 'waiting';
"""
_KEPT_WHEN_OVER = timedelta(days=30)
"""An entry that is over is deleted this long after it was due."""

_LOCK_TIMEOUT = 5.0
"""Seconds to wait for another copy of the program to finish a write."""

_PRIMARY_CODE = 0xFF
"""SQLite's extended error codes keep the kind of error in their low byte."""

_UNREADABLE_CONTENT = (UnicodeDecodeError, OverflowError)
"""What damaged text and times raise when they are turned into Python's."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIDE_FILES = ("", "-wal", "-shm")
"""What SQLite adds to the name of a database for the files beside it."""

State = Literal["waiting", "fired", "cancelled"]


class ActionStore:
    """Every timer and reminder that was set.  Times are timezone-aware; returned ones are UTC.

    To be used from the thread that opened it.  `notice` is a sentence for the person if the file
    was damaged and had to be set aside, else None.

    Raises: UserError if the file cannot be opened or is of a newer version of the program.
    """

    def __init__(self, path: Path) -> None:
        self.notice: str | None = None
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open(path)
        except OSError as problem:
            raise _unusable(path) from problem
        except sqlite3.DatabaseError as problem:
            if not _is_damage(problem):
                raise _unusable(path) from problem
            aside = _set_aside(path)
            self.notice = (
                "The list of timers and reminders was damaged and is empty now; "
                f"the old file is kept as {aside.name}."
            )
            self._database = _open(path)

    def add(self, entry: Entry) -> None:
        """Keep `entry`; adding an id that is known changes nothing."""
        with self._using() as database:
            database.execute(
                "INSERT OR IGNORE INTO entries (id, kind, label, due) VALUES (?, ?, ?, ?)",
                (entry.id, entry.kind, entry.label, _to_number(entry.due)),
            )

    def cancel(self, entry_id: str) -> bool:
        """Forget a waiting entry; False if there is none of this id."""
        return self._leave_waiting(entry_id, "cancelled")

    def mark_fired(self, entry_id: str) -> bool:
        """Note that the person was told; False if it was not waiting any more."""
        return self._leave_waiting(entry_id, "fired")

    def due(self, now: datetime) -> tuple[Entry, ...]:
        """What is waiting and due at `now`, the oldest first.

        At the start of the program this is what was missed while it was off.
        """
        with self._using() as database:
            rows = database.execute(
                "SELECT id, kind, label, due FROM entries"
                " WHERE state = 'waiting' AND due <= ? ORDER BY due, id",
                (_to_number(now),),
            )
            return tuple(_entry(*row) for row in rows)

    def waiting(self) -> tuple[Entry, ...]:
        """Everything that is still to be rung, the soonest first."""
        return self.due(datetime.max.replace(tzinfo=UTC))

    def next_due(self) -> datetime | None:
        """When the next waiting entry is due; None if there is none."""
        with self._using() as database:
            soonest = "SELECT min(due) FROM entries WHERE state = 'waiting'"
            (due,) = database.execute(soonest).fetchone()
            return None if due is None else _from_number(due)

    def tidy(self, now: datetime) -> None:
        """Delete what has long been over."""
        with self._using() as database:
            database.execute(
                "DELETE FROM entries WHERE state != 'waiting' AND due < ?",
                (_to_number(now - _KEPT_WHEN_OVER),),
            )

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._database.close()

    def _leave_waiting(self, entry_id: str, state: State) -> bool:
        with self._using() as database:
            changed = database.execute(
                "UPDATE entries SET state = ? WHERE id = ? AND state = 'waiting'",
                (state, entry_id),
            )
            return changed.rowcount == 1

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """The database within one transaction; its troubles become sentences for the person."""
        try:
            with self._database:
                yield self._database
        except (sqlite3.DatabaseError, *_UNREADABLE_CONTENT) as problem:
            raise _unusable(self._path) from problem


def _open(path: Path) -> sqlite3.Connection:
    """Open and check the database, making its tables if it is new.

    Raises: sqlite3.DatabaseError if it is damaged, UserError if it is of a newer program.
    """
    database = sqlite3.connect(path, timeout=_LOCK_TIMEOUT)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # A timer that was confirmed aloud must be on the disk, even if the power fails.
        database.execute("PRAGMA synchronous = FULL")
        with database:
            database.execute("BEGIN IMMEDIATE")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise UserError(
                    f"The timers in {path} were kept by a newer version of this program; "
                    "start that one, or move the file away."
                )
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        (verdict,) = database.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        # A file that passes the check but holds other tables is as useless as a damaged one.
        database.execute("SELECT id, kind, label, due, state FROM entries LIMIT 1")
    except UnicodeDecodeError as problem:  # even SQLite's own message quotes damaged names
        database.close()
        raise sqlite3.DatabaseError("unreadable text") from problem
    except BaseException:
        database.close()
        raise
    return database


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    """Whether the content of the file is at fault, not the right or the room to use it."""
    content = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    # Errors of this program's own making ("the check failed") carry no code.
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return (code & _PRIMARY_CODE) in content


def _set_aside(path: Path) -> Path:
    """Rename a damaged database and its side files to the first free name; returns it."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for ending in _SIDE_FILES:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _unusable(path: Path) -> UserError:
    return UserError(
        f"The timers and reminders in {path} cannot be read or written; "
        "check that the folder may be written to and the disk is not full."
    )


def _entry(entry_id: str, kind: str, label: str, due: int) -> Entry:
    return Entry(entry_id, cast("Kind", kind), label, _from_number(due))


def _to_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _from_number(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND
