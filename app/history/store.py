"""The conversations on disk, in SQLite: written turn by turn, read, searched.

How they are deleted is the matter of `app.history.forgetting`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.history.kinds import Kept, Summary, Timings, Turn
from app.history.layout import FILE_NAME, LAYOUT
from app.history.words import letters_apart, query
from app.sqlite_file import SqliteFile
from omni_core.conversation import PastTurn

STALE_SECONDS = 600.0
"""A turn that did not change for so long is over: the program that kept it was killed."""

FIRST_WORDS = 80
"""Characters of a conversation's first words in a list."""

ALL = -1
"""As many as there are: SQLite's own word for it."""

_COLUMNS = (
    "began, ended, person, reply, heard, said, sounded, begun, confirmed, first_sound, trials, over"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn is kept."""

    conversation: int
    turn: int


class HistoryStore:
    """Every conversation that is kept; to be used from the thread that opened it.

    `notice` is a sentence for the person if the file was damaged and had to be set aside.
    """

    def __init__(self, folder: Path, *, thorough: bool = True) -> None:
        """Open the history in the data folder `folder`, or begin one there.

        thorough: read all of the file to find damage.

        Raises: UserError if it cannot be used.
        """
        self.file = SqliteFile(folder / FILE_NAME, LAYOUT, thorough=thorough)
        self.notice = self.file.notice

    @classmethod
    def if_any(cls, folder: Path) -> HistoryStore | None:
        """The history, to be looked at; None if nothing was ever kept: then nothing is made.

        Raises: UserError if it cannot be used.
        """
        return cls(folder, thorough=False) if (folder / FILE_NAME).exists() else None

    def close(self) -> None:
        """Close the file; may be called twice."""
        self.file.close()

    # -- writing --------------------------------------------------------------------------------

    def begin(self, began: float, engine: str) -> int:
        """Keep a conversation without a turn yet; its number."""
        with self.file.using() as database:
            row = database.execute(
                "INSERT INTO conversations (began, ended, engine) VALUES (?, ?, ?)",
                (began, began, engine),
            )
            return _number(row)

    def has(self, conversation: int) -> bool:
        """Whether there is a conversation of this number."""
        with self.file.using() as database:
            return _exists(database, conversation)

    def add(self, conversation: int, turn: Turn) -> Place | None:
        """Keep another turn; None if its conversation was deleted."""
        with self.file.using() as database:
            if not _exists(database, conversation):
                return None
            row = database.execute(
                f"INSERT INTO turns (conversation, {_COLUMNS})"  # noqa: S608 - our own names
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (conversation, *_values(turn)),
            )
            place = Place(conversation, _number(row))
            _note(database, place, turn)
            return place

    def change(self, place: Place, turn: Turn) -> bool:
        """Replace what is kept of a turn; False if it was deleted, which it stays."""
        with self.file.using() as database:
            row = database.execute(
                f"UPDATE turns SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
                " WHERE id = ?",
                (*_values(turn), place.turn),
            )
            if row.rowcount:
                _note(database, place, turn)
            return row.rowcount == 1

    def take_back(self, place: Place) -> None:
        """Forget a turn that never happened; it was not over yet, so nothing found it."""
        with self.file.using() as database:
            database.execute("DELETE FROM turns WHERE id = ?", (place.turn,))

    def picture(self, place: Place, jpeg: bytes) -> None:
        """Keep a small picture that was shown in a turn, unless the turn was deleted."""
        with self.file.using() as database:
            database.execute(
                "INSERT INTO thumbnails (turn, jpeg) SELECT id, ? FROM turns WHERE id = ?",
                (jpeg, place.turn),
            )

    def settle(self, now: float) -> None:
        """What was left open by a program that was killed is over, and can be found."""
        with self.file.using() as database:
            rows = database.execute(
                f"SELECT id, conversation, {_COLUMNS} FROM turns"  # noqa: S608
                " WHERE over = 0 AND ended < ?",
                (now - STALE_SECONDS,),
            ).fetchall()
            for turn, conversation, *values in rows:
                database.execute("UPDATE turns SET over = 1 WHERE id = ?", (turn,))
                _index(database, Place(conversation, turn), _turn(*values))

    # -- reading --------------------------------------------------------------------------------

    def summary(self, conversation: int) -> Summary | None:
        """One conversation; None if there is none of this number."""
        found = self.conversations(1, conversation + 1)
        return found[0] if found and found[0].id == conversation else None

    def conversations(self, limit: int, before: int | None = None) -> tuple[Summary, ...]:
        """The last `limit` conversations, or those begun before number `before`, newest first."""
        with self.file.using() as database:
            rows = database.execute(
                "SELECT id, began, ended, engine,"
                " (SELECT count(*) FROM turns WHERE conversation = c.id),"
                " (SELECT substr(iif(person = '', reply, person), 1, ?) FROM turns"
                "  WHERE conversation = c.id ORDER BY id LIMIT 1)"
                " FROM conversations AS c WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?",
                (FIRST_WORDS, before, before, limit),
            )
            return tuple(Summary(*row[:-1], first_words=row[-1] or "") for row in rows)

    def turns(self, conversation: int) -> tuple[Kept, ...]:
        """All turns of a conversation, in order; none if there is no such conversation."""
        return self.turns_from(conversation, 0, ALL)

    def turns_from(self, conversation: int, turn: int, limit: int) -> tuple[Kept, ...]:
        """The first `limit` turns of a conversation from number `turn` on, in order."""
        return self._turns("id >= ? ORDER BY id", conversation, turn, limit)

    def turns_before(self, conversation: int, turn: int, limit: int) -> tuple[Kept, ...]:
        """The last `limit` turns of a conversation before number `turn`, in order."""
        return self._turns("id < ? ORDER BY id DESC", conversation, turn, limit)[::-1]

    def _turns(self, which: str, conversation: int, turn: int, limit: int) -> tuple[Kept, ...]:
        with self.file.using() as database:
            return tuple(
                _kept(
                    database.execute(
                        f"SELECT id, conversation, {_COLUMNS} FROM turns"  # noqa: S608
                        f" WHERE conversation = ? AND {which} LIMIT ?",
                        (conversation, turn, limit),
                    )
                )
            )

    def search(self, text: str, limit: int) -> tuple[Kept, ...]:
        """The newest `limit` turns with all words of `text`, or words that begin so."""
        asked = query(text)
        if not asked:
            return ()
        with self.file.using() as database:
            columns = ", ".join(f"turns.{name}" for name in _COLUMNS.split(", "))
            return tuple(
                _kept(
                    database.execute(
                        f"SELECT turns.id, turns.conversation, {columns}"  # noqa: S608
                        " FROM words JOIN turns ON turns.id = words.rowid"
                        " WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT ?",
                        (asked, limit),
                    )
                )
            )

    def pictures(self, turn: int) -> tuple[bytes, ...]:
        """The small pictures of a turn, as JPEG files."""
        with self.file.using() as database:
            rows = database.execute(
                "SELECT jpeg FROM thumbnails WHERE turn = ? ORDER BY id", [turn]
            )
            return tuple(jpeg for (jpeg,) in rows)

    def past_turns(self, conversation: int) -> tuple[PastTurn, ...]:
        """The text of a conversation for an engine: of each reply only what was heard.

        Words whose reply nobody heard stand before the next ones, as in the engine's own memory.
        """
        past: list[PastTurn] = []
        waiting: list[str] = []
        for kept in self.turns(conversation):
            waiting.append(kept.turn.person)
            if heard := kept.turn.heard_text.rstrip():
                past.append(PastTurn(" ".join(filter(None, waiting)), heard))
                waiting = []
        return tuple(past)


def _exists(database: sqlite3.Connection, conversation: int) -> bool:
    row = database.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation,))
    return row.fetchone() is not None


def _number(inserted: sqlite3.Cursor) -> int:
    number = inserted.lastrowid
    if number is None:
        raise sqlite3.DatabaseError("a row has no number")
    return number


def _note(database: sqlite3.Connection, place: Place, turn: Turn) -> None:
    """What follows from a turn: its conversation lasts longer, and it can be found once over."""
    database.execute(
        "UPDATE conversations SET ended = max(ended, ?) WHERE id = ?",
        (turn.ended, place.conversation),
    )
    if turn.over:
        _index(database, place, turn)


def _index(database: sqlite3.Connection, place: Place, turn: Turn) -> None:
    database.execute(
        "INSERT OR REPLACE INTO words (rowid, person, reply) VALUES (?, ?, ?)",
        (
            place.turn,
            letters_apart(_storable(turn.person)),
            letters_apart(_storable(turn.reply)),
        ),
    )


def _values(turn: Turn) -> tuple[Any, ...]:
    waited = turn.timings
    return (
        turn.began,
        turn.ended,
        _storable(turn.person),
        _storable(turn.reply),
        turn.heard,
        turn.said,
        turn.sounded,
        *((None,) * 4 if waited is None else _timings(waited)),
        int(turn.over),
    )


def _storable(text: str) -> str:
    """Half a character, which no file can hold, becomes a question mark; lengths stay."""
    return text.encode(errors="replace").decode()


def _timings(waited: Timings) -> tuple[float, float, float, int]:
    return waited.begun, waited.confirmed, waited.first_sound, waited.trials


def _kept(rows: sqlite3.Cursor) -> Iterator[Kept]:
    for turn, conversation, *values in rows:
        yield Kept(turn, conversation, _turn(*values))


def _turn(*values: Any) -> Turn:  # noqa: ANN401 - the columns, of several types
    *what, begun, confirmed, first_sound, trials, over = values
    waited = None if begun is None else Timings(begun, confirmed, first_sound, trials)
    return Turn(*what, timings=waited, over=bool(over))
