"""The history's screen: what it lists, finds and reads, and what it asks for next.

It holds of the history only the pages that were looked at.
"""

from __future__ import annotations

from enum import Enum, auto

from app.history.kinds import Summary
from ui.models.history_news import (
    Answer,
    Deleted,
    GoOn,
    Listed,
    ListThem,
    Opened,
    Read,
    Refused,
    Request,
    Search,
    Searched,
    Vanished,
)
from ui.models.history_rows import Day, Entry, Hit, Row, entries, messages_of
from ui.models.transcript import Message


class View(Enum):
    """What fills the screen."""

    LOADING = auto()
    ROWS = auto()
    NOTHING_FOUND = auto()
    NOTHING_KEPT = auto()
    REFUSED = auto()


class Part(Enum):
    """What of the screen has to be drawn anew; MORE: rows were added at the end."""

    ROWS = auto()
    MORE = auto()
    READING = auto()


NOTHING: frozenset[Part] = frozenset()


class HistoryPage:
    """State of the screen; belongs to the window's thread."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.asked = ""
        """What is looked for; empty: everything is listed."""
        self.more = False
        """Whether older ones would follow the last row."""
        self.refusal: str | None = None
        """Why the history can't be read."""
        self.read: Opened | None = None
        """What is read beside the list."""
        self._loading = True
        self._waiting_for_more = False

    @property
    def view(self) -> View:
        """What fills the screen."""
        if self.refusal is not None:
            return View.REFUSED
        if self.rows:
            return View.ROWS
        if self._loading:
            return View.LOADING
        return View.NOTHING_FOUND if self.asked else View.NOTHING_KEPT

    @property
    def messages(self) -> list[Message]:
        """What is read."""
        return [] if self.read is None else messages_of(self.read.turns, self.read.pictures)

    @property
    def reading(self) -> Summary | None:
        """The conversation that is read."""
        return None if self.read is None else self.read.summary

    # -- what is asked for ----------------------------------------------------------------------

    def look(self, text: str) -> Request:
        """List everything, or what has the words of `text`, from the beginning."""
        self.asked = text.strip()
        self.refusal = None
        self._waiting_for_more = False
        return Search(self.asked) if self.asked else ListThem()

    def next_rows(self) -> Request | None:
        """Older conversations than the last row; None if there are none, or they are coming."""
        last = self.rows[-1] if self.rows else None
        if self.asked or not self.more or self._waiting_for_more or not isinstance(last, Entry):
            return None
        self._waiting_for_more = True
        return ListThem(last.summary.id)

    def choose(self, row: int) -> Request | None:
        """Read the conversation of a row, a found turn first; None if that is read already."""
        match self.rows[row]:
            case Entry(summary, _):
                asked = Read(summary.id)
            case Hit(conversation, turn):
                asked = Read(conversation, turn)
            case _:
                return None
        return None if self.read is not None and self.read.asked == asked else asked

    def turn_page(self, *, backwards: bool) -> Request | None:
        """Read what came before what is read, or after it."""
        if self.read is None or not self.read.turns:
            return None
        turns = self.read.turns
        start = turns[0].id if backwards else turns[-1].id + 1
        return Read(self.read.summary.id, start, backwards)

    def go_on(self) -> Request | None:
        """Go on with what is read."""
        return None if self.read is None else GoOn(self.read.summary.id)

    # -- what comes -----------------------------------------------------------------------------

    def apply(self, answer: Answer) -> frozenset[Part]:
        """Take an answer; what it changes.  What answers an older question is not looked at.

        Where a deletion leaves no row, what else there is has to be asked for.
        """
        match answer:
            case Listed(asked, conversations, more) if not self.asked:
                return self._listed(asked, conversations, more)
            case Searched(Search(text), rows, more) if text == self.asked:
                return self._show(list(rows), more)
            case Opened():
                self.read = answer
                return frozenset({Part.READING})
            case Deleted(asked):
                return self._gone(asked.conversation)
            case Vanished(conversation):
                return self._gone(conversation)
            case Refused(ListThem() | Search(), sentence):
                self.refusal, self.rows, self.read = sentence, [], None
                return frozenset({Part.ROWS, Part.READING})
            case _:
                return NOTHING

    def _listed(
        self, asked: ListThem, conversations: tuple[Summary, ...], more: bool
    ) -> frozenset[Part]:
        if asked.before is None:
            return self._show(entries(conversations, None), more)
        last = self.rows[-1] if self.rows else None
        self._waiting_for_more = False
        if not isinstance(last, Entry) or last.summary.id != asked.before:
            return NOTHING
        self.rows += entries(conversations, last)
        self.more = more
        return frozenset({Part.MORE})

    def _show(self, rows: list[Row], more: bool) -> frozenset[Part]:
        self.rows, self.more, self._loading = rows, more, False
        if not rows:
            self.read = None
        return frozenset({Part.ROWS, Part.READING})

    def _gone(self, conversation: int | None) -> frozenset[Part]:
        """A conversation is deleted, or all are; of a day without rows no heading stays."""
        kept: list[Row] = []
        for row in self.rows:
            if conversation is None or _of(row, conversation):
                continue
            if isinstance(row, Day) and kept and isinstance(kept[-1], Day):
                kept.pop()
            kept.append(row)
        if kept and isinstance(kept[-1], Day):
            kept.pop()
        self.rows = kept
        self._loading = not kept
        if conversation is None or (self.reading and self.reading.id == conversation):
            self.read = None
        return frozenset({Part.ROWS, Part.READING})


def _of(row: Row, conversation: int) -> bool:
    match row:
        case Entry(summary, _):
            return summary.id == conversation
        case Hit(number):
            return number == conversation
        case _:
            return False
