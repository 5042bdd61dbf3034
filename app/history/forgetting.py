"""Deleting conversations so that nothing of them can be read in the files any more.

Rows that SQLite deletes are overwritten (`secure_delete`), but the index of words only notes that
a text is gone, pages keep copies of what moved to another page, and the log beside the file holds
older pages.  So the parts of the index are merged into one, which leaves out what is gone, the file
is written anew without its gaps, and the log is emptied.  A kill in between is made good when the
history is opened next.

The index is merged, not built anew from all texts, which takes five times as long; and piece by
piece, so that a conversation that is being held can be written in between.  But each merge of all
makes FTS5's tree two levels deeper, and after a thousand SQLite 3.40 takes the index for
damaged: so now and then it is built anew after all.
"""

from __future__ import annotations

import sqlite3

from app.errors import UserError
from app.history.store import HistoryStore
from app.sentences import say
from app.sqlite_file import damaged_files

_PAGES_AT_A_TIME = 500
"""Of the index, some 2 MB: a few hundredths of a second."""

_MOST_MERGES = 20
"""Of all the index, before it is built anew."""

_SOMETHING_MERGED = 2
"""Rows changed by a merge that had something to do, as FTS5 documents it."""

_BUSY = 1
"""SQLite's answer if somebody still reads what the log holds."""


def forget(store: HistoryStore, conversations: list[int]) -> None:
    """Delete conversations, by number; numbers that there are not are as good as deleted.

    Raises: UserError if they could not be deleted, or not swept out of the file yet.
    """
    marks = ", ".join("?" * len(conversations))
    _delete(store, f"id IN ({marks})", conversations)


def forget_all(store: HistoryStore) -> None:
    """Delete everything, files that were set aside too.

    Raises: UserError as `forget`.
    """
    _delete(store, "1", [])
    try:
        for path in damaged_files(store.file.path):
            path.unlink(missing_ok=True)
    except OSError as problem:
        raise UserError(
            say(
                "A damaged history beside {path} cannot be deleted; delete it by hand.",
                path=store.file.path,
            )
        ) from problem


def forget_before(store: HistoryStore, moment: float) -> None:
    """Delete the conversations that ended before `moment` (seconds since 1970).

    Raises: UserError as `forget`.
    """
    _delete(store, "ended < ?", [moment])


def sweep(store: HistoryStore) -> None:
    """Finish a deletion that a kill interrupted.

    Raises: UserError as `forget`.
    """
    with store.file.using() as database:
        unswept = database.execute("SELECT EXISTS (SELECT 1 FROM unswept)").fetchone() == (1,)
    if unswept:
        _sweep(store)


def _delete(store: HistoryStore, which: str, values: list[int] | list[float]) -> None:
    with store.file.using() as database:
        chosen = f"SELECT id FROM conversations WHERE {which}"  # noqa: S608 - our own words
        found = database.execute(f"SELECT EXISTS ({chosen})", values).fetchone() == (1,)
        if found:
            turns = f"SELECT id FROM turns WHERE conversation IN ({chosen})"  # noqa: S608
            database.execute(f"DELETE FROM words WHERE rowid IN ({turns})", values)  # noqa: S608
            database.execute(f"DELETE FROM conversations WHERE {which}", values)  # noqa: S608
            database.execute("INSERT INTO unswept VALUES (CAST(strftime('%s') AS REAL))")
    if found:
        _sweep(store)
    else:
        sweep(store)


def _sweep(store: HistoryStore) -> None:
    """Write the file anew without its gaps, and empty the log beside it."""
    _merge_index(store)
    with store.file.using() as database:
        database.execute("VACUUM")
        _empty_log(database)
    with store.file.using() as database:
        database.execute("DELETE FROM unswept")


def _merge_index(store: HistoryStore) -> None:
    """Make one of all parts of the index; it does not hold what was only noted to be gone."""
    with store.file.using() as database:
        (merged,) = database.execute("SELECT number FROM merges").fetchone()
        if merged >= _MOST_MERGES:
            database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            database.execute("UPDATE merges SET number = 0")
            return
        database.execute("UPDATE merges SET number = number + 1")
    pages = -_PAGES_AT_A_TIME  # less than nothing: of all parts, however few there are
    while True:
        with store.file.using() as database:
            before = database.total_changes
            database.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (pages,))
            if database.total_changes - before < _SOMETHING_MERGED:
                return
        pages = _PAGES_AT_A_TIME


def _empty_log(database: sqlite3.Connection) -> None:
    (answer, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if answer == _BUSY:
        raise UserError(
            say(
                "The conversations are deleted, but another copy of the program still reads the "
                "file; their traces in it go when the history is opened next."
            )
        )
