"""Timers and reminders on disk, in SQLite: a kill at any moment loses none that was set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from app.actions.kinds import Entry, Kind
from app.sentences import say
from app.sqlite_file import Layout, SqliteFile

_LAYOUT = Layout(
    what=say("timers and reminders"),
    steps=(
        """
CREATE TABLE entries (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('timer', 'reminder')),
    label TEXT NOT NULL,
    -- microseconds since 1970, UTC, within the years 1 to 9999
    due   INTEGER NOT NULL CHECK (due BETWEEN -62135596800000000 AND 253402300799999999),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fired', 'cancelled'))
) STRICT;
CREATE INDEX waiting_by_due ON entries (due) WHERE state = 'waiting';
""",
    ),
    probe="SELECT id, kind, label, due, state FROM entries LIMIT 1",
)
_KEPT_WHEN_OVER = timedelta(days=30)
"""An entry that is over is deleted this long after it was due."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

State = Literal["waiting", "fired", "cancelled"]


class ActionStore:
    """Every timer and reminder that was set.  Times are timezone-aware; returned ones are UTC.

    To be used from the thread that opened it.  `notice` is a sentence for the person if the file
    was damaged and had to be set aside, else None.

    Raises: UserError if the file cannot be opened or is of a newer version of the program.
    """

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _LAYOUT)
        self.notice = self._file.notice

    def add(self, entry: Entry) -> None:
        """Keep `entry`; adding an id that is known changes nothing."""
        with self._file.using() as database:
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
        with self._file.using() as database:
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
        with self._file.using() as database:
            soonest = "SELECT min(due) FROM entries WHERE state = 'waiting'"
            (due,) = database.execute(soonest).fetchone()
            return None if due is None else _from_number(due)

    def tidy(self, now: datetime) -> None:
        """Delete what has long been over."""
        with self._file.using() as database:
            database.execute(
                "DELETE FROM entries WHERE state != 'waiting' AND due < ?",
                (_to_number(now - _KEPT_WHEN_OVER),),
            )

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._file.close()

    def _leave_waiting(self, entry_id: str, state: State) -> bool:
        with self._file.using() as database:
            changed = database.execute(
                "UPDATE entries SET state = ? WHERE id = ? AND state = 'waiting'",
                (state, entry_id),
            )
            return changed.rowcount == 1


def _entry(entry_id: str, kind: str, label: str, due: int) -> Entry:
    return Entry(entry_id, cast("Kind", kind), label, _from_number(due))


def _to_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _from_number(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND
