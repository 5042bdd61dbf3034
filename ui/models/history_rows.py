"""The rows of the history's list: conversations below the days they are of, or found turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.history.found import Span, found_in
from app.history.kinds import Kept, Summary
from ui.models.pictures import Thumbnail
from ui.models.transcript import Delivery, Message, Speaker

BEFORE_FOUND = 24
"""Characters shown before the first word that was found."""

MOST_SHOWN = 240
"""Characters of a row's words: more than any window is wide."""

CUT = "…"


@dataclass(frozen=True, slots=True)
class Day:
    """The heading of a day's rows."""

    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation."""

    summary: Summary
    began: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that was found: its words around the first found one, and where those are."""

    conversation: int
    turn: int
    at: datetime
    who: Speaker
    words: str
    found: tuple[Span, ...]


Row = Day | Entry | Hit

Shown = Mapping[int, tuple[Thumbnail, ...]]
"""Small pictures of what the camera showed in turns, by the turns' numbers."""


def entries(conversations: Iterable[Summary], after: Row | None) -> list[Row]:
    """Rows of conversations, newest first, to follow the row `after`."""
    made: list[Row] = []
    last = after.began.date() if isinstance(after, Entry) else None
    for each in conversations:
        entry = Entry(each, local(each.began))
        if entry.began.date() != last:
            last = entry.began.date()
            made.append(Day(last))
        made.append(entry)
    return made


def hits(found: Iterable[Kept], asked: str) -> list[Row]:
    """Rows of what the search for `asked` found; they are of many days, so without headings."""
    return [_hit(each, asked) for each in found]


def messages_of(turns: Sequence[Kept], pictures: Shown) -> list[Message]:
    """Turns as the conversation shows them: what was never heard of a reply stays marked."""
    messages: list[Message] = []
    for kept in turns:
        turn = kept.turn
        person, shown = turn.person.strip(), pictures.get(kept.id, ())
        if person or shown:
            messages.append(Message(Speaker.PERSON, person, local(turn.began), pictures=shown))
        if turn.reply.strip():
            whole = turn.heard >= len(turn.reply)
            cut = Delivery.CUT if turn.over else Delivery.COMING
            at = turn.began if turn.sounded is None else turn.sounded
            delivery = Delivery.WHOLE if whole else cut
            messages.append(
                Message(Speaker.VISAVIS, turn.reply, local(at), None, turn.heard, delivery)
            )
    return messages


def local(moment: float) -> datetime:
    """Seconds since 1970 as this place's time."""
    return datetime.fromtimestamp(moment).astimezone()


def _hit(kept: Kept, asked: str) -> Hit:
    """The side with more of the words; the person's, if both have as many."""
    turn = kept.turn
    person, reply = _line(turn.person), _line(turn.reply)
    in_person, in_reply = found_in(person, asked), found_in(reply, asked)
    if len(in_reply) > len(in_person):
        words, found, who, at = reply, in_reply, Speaker.VISAVIS, turn.sounded or turn.began
    else:
        words, found, who, at = person, in_person, Speaker.PERSON, turn.began
    words, found = _around(words, found)
    return Hit(kept.conversation, kept.id, local(at), who, words, found)


def _line(text: str) -> str:
    return " ".join(text.split())


def _around(text: str, found: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The part of `text` that shows the first found word with a few words before it."""
    begin = max(0, found[0][0] - BEFORE_FOUND) if found else 0
    if begin:
        space = text.find(" ", begin, found[0][0])
        begin = begin if space < 0 else space + 1
    head = CUT if begin else ""
    part = text[begin : begin + MOST_SHOWN]
    shift = len(head) - begin
    shown = tuple((a + shift, b + shift) for a, b in found if b <= begin + len(part))
    return head + part, shown
