from __future__ import annotations

from datetime import date, datetime

import numpy as np

from app.history.kinds import Kept, Summary, Turn
from ui.models.history_rows import (
    BEFORE_FOUND,
    MOST_SHOWN,
    Day,
    Entry,
    Hit,
    entries,
    hits,
    messages_of,
)
from ui.models.pictures import Thumbnail
from ui.models.transcript import Delivery, Speaker

NOON = datetime(2026, 3, 5, 12).timestamp()
DAY = 86400.0


def summary(number: int, began: float = NOON) -> Summary:
    return Summary(number, began, began + 60, "starter", 3, "Hello")


def kept(person: str, reply: str, heard: int | None = None, *, over: bool = True) -> Kept:
    reach = len(reply) if heard is None else heard
    turn = Turn(NOON, NOON + 9, person, reply, reach, sounded=NOON + 60, over=over)
    return Kept(4, 2, turn)


def test_conversations_stand_below_their_days() -> None:
    rows = entries([summary(3, NOON + DAY), summary(2, NOON), summary(1, NOON - 60)], None)
    assert [type(row) for row in rows] == [Day, Entry, Day, Entry, Entry]
    assert rows[0] == Day(date(2026, 3, 6))
    assert rows[2] == Day(date(2026, 3, 5))


def test_a_day_that_goes_on_has_one_heading() -> None:
    first = entries([summary(3)], None)
    assert [type(row) for row in entries([summary(2)], first[-1])] == [Entry]
    assert [type(row) for row in entries([summary(1, NOON - DAY)], first[-1])] == [Day, Entry]


def hit(person: str, reply: str, asked: str) -> Hit:
    (row,) = hits([kept(person, reply)], asked)
    assert isinstance(row, Hit)
    return row


def emphasised(row: Hit) -> list[str]:
    return [row.words[first:end] for first, end in row.found]


def test_a_hit_shows_the_side_with_more_of_the_words() -> None:
    row = hit("Is it sunny?", "It is sunny and warm.", "sunny warm")
    assert (row.who, emphasised(row)) == (Speaker.VISAVIS, ["sunny", "warm"])
    assert row.at.timestamp() == NOON + 60
    row = hit("Is it sunny?", "It is sunny.", "sun")
    assert (row.who, row.words, emphasised(row)) == (Speaker.PERSON, "Is it sunny?", ["sunny"])


def test_a_long_text_is_shown_from_shortly_before_the_found_word() -> None:
    row = hit("", "word " * 200 + "needle and  more\n" + "word " * 200, "needle")
    assert row.words.startswith("…")
    assert emphasised(row) == ["needle"]
    assert row.words.index("needle") <= BEFORE_FOUND + 1
    assert len(row.words) <= MOST_SHOWN + 1
    assert "needle and more word" in row.words


def test_messages_keep_what_was_never_heard_apart() -> None:
    person, cut = messages_of([kept("What now?", "It is ten. And sunny.", 10)], {})
    assert (person.who, person.text) == (Speaker.PERSON, "What now?")
    assert (cut.said, cut.unheard, cut.delivery) == ("It is ten.", " And sunny.", Delivery.CUT)


def test_what_is_being_said_is_not_called_interrupted() -> None:
    (coming,) = messages_of([kept(" ", "It is ten.", 2, over=False)], {})
    assert (coming.delivery, coming.said, coming.unheard) == (Delivery.COMING, "It", "")
    assert messages_of([kept("", "  ")], {}) == []


def test_what_the_camera_showed_stands_with_the_persons_words_or_alone() -> None:
    small = Thumbnail("a picture", np.zeros((2, 3, 3), np.uint8))
    spoken = kept("What is this?", "A cup.", 6)
    said, answered = messages_of([spoken], {spoken.id: (small, small)})
    assert said.pictures == (small, small)
    assert answered.pictures == ()
    (alone,) = messages_of([kept("", "")], {kept("", "").id: (small,)})
    assert (alone.who, alone.text, alone.pictures) == (Speaker.PERSON, "", (small,))
