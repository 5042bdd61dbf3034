"""What the history's screen asks of the history, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.history.kinds import Kept, Summary
from ui.models.history_rows import Row, Shown
from ui.models.pictures import Thumbnail

Format = str
"""A key of `app.history.export.FORMATS`."""


@dataclass(frozen=True, slots=True)
class ListThem:
    """The next conversations, newest first: those begun before number `before`, or the newest."""

    before: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """The newest turns with all words of `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """Turns of a conversation: from number `start` on, the last ones before it, or the first."""

    conversation: int
    start: int = 0
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on with a conversation: its last turns, to be shown."""

    conversation: int


@dataclass(frozen=True, slots=True)
class Export:
    """Write a conversation into a file, or all of them."""

    conversation: int | None
    format: Format
    path: Path


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a conversation for good, or all of them."""

    conversation: int | None


Request = ListThem | Search | Read | GoOn | Export | Delete


@dataclass(frozen=True, slots=True)
class Listed:
    """In answer to `asked`; more: there are older ones."""

    asked: ListThem
    conversations: tuple[Summary, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """In answer to `asked`; more: there are older ones than these rows."""

    asked: Search
    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """In answer to `asked`; earlier, later: there are more turns on that side.

    pictures: by the numbers of the turns that have some.
    """

    asked: Read
    summary: Summary
    turns: tuple[Kept, ...]
    earlier: bool
    later: bool
    pictures: Shown = field(default_factory=dict[int, tuple[Thumbnail, ...]])


@dataclass(frozen=True, slots=True)
class ToGoOn:
    """That conversation can go on; its last turns, and the pictures of those that have some."""

    summary: Summary
    turns: tuple[Kept, ...]
    pictures: Shown = field(default_factory=dict[int, tuple[Thumbnail, ...]])


@dataclass(frozen=True, slots=True)
class Exported:
    """It is written."""

    path: Path


@dataclass(frozen=True, slots=True)
class Deleted:
    """It is gone."""

    asked: Delete


@dataclass(frozen=True, slots=True)
class Vanished:
    """There is no such conversation any more: somewhere else it was deleted."""

    conversation: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the person should know of the file."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The disk or the file does not allow it; the sentence says why and what to do."""

    asked: Request
    sentence: str


Answer = Listed | Searched | Opened | ToGoOn | Exported | Deleted | Vanished | Noticed | Refused
