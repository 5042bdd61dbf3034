"""A SQLite file of the program: versioned, checked, set aside when damaged, its errors in words.

WAL mode: what was committed survives a kill at any moment.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError
from app.sentences import say

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another copy of the program to finish a write."""

_PRIMARY_CODE = 0xFF
"""SQLite's extended error codes keep the kind of error in their low byte."""

_UNREADABLE_CONTENT = (UnicodeDecodeError, OverflowError)
"""What damaged text and numbers raise when they are turned into Python's."""

_OWNER_ONLY = 0o600
"""What a person said is nobody else's; SQLite gives the files beside it the same rights."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_LOG = "-wal"

SIDE_FILES = ("", _LOG, "-shm")
"""What SQLite adds to the name of a database for the files beside it."""

_LONG_LOG = 4 * 2**20
"""Bytes of the log from which on it is copied into the database: SQLite's own thousand pages."""

_LAST_RESORT_PAGES = 16_000
"""Of the log, 64 MB: then even a connection that does not wait for the disk copies it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file holds.

    what: what it keeps, a plural as sentences name it.
    steps: SQL scripts; the first makes the tables, each later one brings the layout before it up
        to date.  Their number is the version, kept in the database's `user_version`.
    probe: a query that fails if the tables are not these.
    """

    what: str
    steps: tuple[str, ...]
    probe: str


class SqliteFile:
    """One open file, to be used from the thread that opened it.

    `notice` is a sentence for the person if the file was damaged and had to be set aside.
    """

    def __init__(self, path: Path, layout: Layout, *, thorough: bool = True) -> None:
        """Open the file; make it, or bring it up to date, if need be.

        thorough: read all of it to find damage; else damage shows where it is met.

        Raises: UserError if it cannot be opened or is of a newer version of the program.
        """
        self.notice: str | None = None
        self.path = path
        self._layout = layout
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
            self._database = _open(path, layout, thorough)
        except OSError as problem:
            raise self._unusable(problem) from problem
        except sqlite3.DatabaseError as problem:
            if not _is_damage(problem):
                raise self._unusable(problem) from problem
            aside = _set_aside(path)
            self.notice = say(
                "The {what} that were kept are damaged and a new list begins now; "
                "the old file is kept as {name}.",
                what=layout.what,
                name=aside.name,
            )
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
            self._database = _open(path, layout, thorough)

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The database within one transaction.

        Raises: UserError, a sentence for the person, in place of what SQLite raises.
        """
        try:
            with self._database:
                yield self._database
        except (sqlite3.DatabaseError, *_UNREADABLE_CONTENT) as problem:
            raise self._unusable(problem) from problem

    def leave_disk_to_others(self) -> None:
        """Do not wait for the disk from now on.

        What is committed still survives the end of the program at once, but a failure of the
        power only when another connection has called `to_disk`.
        """
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute(f"PRAGMA wal_autocheckpoint = {_LAST_RESORT_PAGES}")

    def to_disk(self) -> None:
        """Make all that was committed by any connection survive a failure of the power.

        Waits for the disk while other connections go on writing.

        Raises: UserError if the disk refuses.
        """
        log = self.path.with_name(f"{self.path.name}{_LOG}")
        try:
            with log.open("rb+") as file:
                os.fsync(file.fileno())
                long = os.fstat(file.fileno()).st_size > _LONG_LOG
            if long:
                self._database.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except FileNotFoundError:
            return  # nothing was committed since the log was put away
        except (OSError, sqlite3.DatabaseError) as problem:
            raise self._unusable(problem) from problem

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._database.close()

    def _unusable(self, problem: Exception) -> UserError:
        return UserError(
            say(
                "The {what} in {path} cannot be read or written: {reason}.",
                what=self._layout.what,
                path=self.path,
                reason=_reason(problem),
            )
        )


def damaged_files(path: Path) -> list[Path]:
    """What was set aside of the database `path`, with the files beside it."""
    return sorted(path.parent.glob(f"{path.name}.damaged-*"))


def _open(path: Path, layout: Layout, thorough: bool) -> sqlite3.Connection:
    """Open and check the database, bringing its tables up to date.

    Raises: sqlite3.DatabaseError if it is damaged, UserError if it is of a newer program.
    """
    database = sqlite3.connect(path, timeout=LOCK_TIMEOUT)
    try:
        version = _refuse_newer(database, path, layout)
        database.execute("PRAGMA journal_mode = WAL")
        # What was confirmed aloud must be on the disk, even if the power fails.
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        if version < len(layout.steps):
            _bring_up_to_date(database, path, layout)
        if thorough:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
        # A file that passes the check but holds other tables is as useless as a damaged one.
        database.execute(layout.probe)
    except UnicodeDecodeError as problem:  # even SQLite's own message quotes damaged names
        database.close()
        raise sqlite3.DatabaseError("unreadable text") from problem
    except BaseException:
        database.close()
        raise
    return database


def _bring_up_to_date(database: sqlite3.Connection, path: Path, layout: Layout) -> None:
    with database:
        database.execute("BEGIN IMMEDIATE")
        version = _refuse_newer(database, path, layout)  # another copy may have been quicker
        for step in layout.steps[version:]:
            for statement in _statements(step):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(layout.steps)}")


def _refuse_newer(database: sqlite3.Connection, path: Path, layout: Layout) -> int:
    """The version of the file's layout; looked at before anything is written."""
    with closing(database.execute("PRAGMA user_version")) as found:
        (version,) = found.fetchone()
    if version > len(layout.steps):
        raise UserError(
            say(
                "The {what} in {path} were kept by a newer version of this program; "
                "start that one, or move the file away.",
                what=layout.what,
                path=path,
            )
        )
    # A negative one is of no version of this program: its tables fail the probe.
    return max(version, 0)


def _statements(script: str) -> Iterator[str]:
    """One by one: `executescript` would commit what is to be one transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    """Whether the content of the file is at fault, not the right or the room to use it."""
    return _code(problem) in (sqlite3.SQLITE_ERROR, *_DAMAGED)


def _code(problem: Exception) -> int:
    # Errors of this program's own making ("the check failed") carry no code.
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY_CODE


def _reason(problem: Exception) -> str:
    if isinstance(problem, (sqlite3.DatabaseError, *_UNREADABLE_CONTENT)):
        code = _code(problem)
        if code == sqlite3.SQLITE_FULL:
            return say("the disk is full; free some space")
        if code in _BUSY:
            return say("another copy of the program is using them; try again when it is done")
        if code in _DAMAGED:
            return say("the file is damaged; move it away, and a new one begins")
    return say("check that the folder may be written to and the disk is not full")


def _set_aside(path: Path) -> Path:
    """Rename a damaged database and its side files to the first free name; returns it."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for ending in SIDE_FILES:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside
