"""The actions of a reply that this program carries out, checked once as they come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast, get_args

from app.errors import UserError
from omni_core.conversation import Action

Kind = Literal["timer", "reminder"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A timer or reminder.

    id: as its action names it; setting the same id twice sets one entry.
    label: of a timer what it is for, maybe ""; of a reminder the end of the sentence "You asked me
        to remind you ...".
    due: in UTC, so that clock changes and travel do not move it.
    """

    id: str
    kind: Kind
    label: str
    due: datetime


@dataclass(frozen=True, slots=True)
class SetEntry:
    """Keep `entry` until it is due."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class CancelEntry:
    """Forget the timer or reminder called `id`."""

    id: str


Command = SetEntry | CancelEntry


def read_action(action: Action) -> Command | None:
    """What `action` asks for, or None if it is not about timers and reminders.

    Raises: UserError if it is, but its data is incomplete.
    """
    kind, _, verb = action.kind.partition(".")
    if kind not in get_args(Kind) or verb not in ("set", "cancel"):
        return None
    if verb == "cancel":
        return CancelEntry(_text(action.data, "id"))
    label = _text(action.data, "label" if kind == "timer" else "text")
    due = _moment(action.data)
    return SetEntry(Entry(_text(action.data, "id"), cast("Kind", kind), label, due))


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise UserError(f"A timer or reminder was refused because its {name} is missing.")
    return value


def _moment(data: Mapping[str, Any]) -> datetime:
    try:
        due = datetime.fromisoformat(_text(data, "due"))
        if due.tzinfo is None:
            raise UserError("A timer or reminder was refused because its time names no zone.")
        return due.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UserError("A timer or reminder was refused because its time is unreadable.") from None
