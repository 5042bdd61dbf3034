from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app.history.kinds import Kept, Summary, Turn
from ui.models.history_news import (
    Answer,
    Delete,
    Deleted,
    Export,
    GoOn,
    Listed,
    ListThem,
    Opened,
    Read,
    Refused,
    Search,
    Searched,
    Vanished,
)
from ui.models.history_page import NOTHING, HistoryPage, Part, View
from ui.models.history_rows import Entry, Hit, hits

NOON = datetime(2026, 3, 5, 12).timestamp()


def summary(number: int) -> Summary:
    return Summary(number, NOON - 3600 * (9 - number), NOON, "starter", 1, f"Words {number}")


def kept(turn: int, conversation: int = 1) -> Kept:
    return Kept(turn, conversation, Turn(NOON, NOON + 9, "Hello", "Good day", 8, over=True))


def listed(*numbers: int, before: int | None = None, more: bool = False) -> Listed:
    return Listed(ListThem(before), tuple(summary(n) for n in numbers), more)


def opened(conversation: int, *turns: int) -> Opened:
    found = tuple(kept(turn, conversation) for turn in turns)
    return Opened(Read(conversation), summary(conversation), found, earlier=False, later=False)


def numbers(page: HistoryPage) -> list[int]:
    return [row.summary.id for row in page.rows if isinstance(row, Entry)]


@pytest.fixture
def page() -> HistoryPage:
    return HistoryPage()


def test_it_is_loading_until_something_comes(page: HistoryPage) -> None:
    assert page.look("  ") == ListThem()
    assert page.view is View.LOADING
    assert page.apply(listed(3, 2)) == {Part.ROWS, Part.READING}
    assert (page.view, numbers(page)) == (View.ROWS, [3, 2])


def test_older_ones_are_asked_for_once(page: HistoryPage) -> None:
    page.look("")
    page.apply(listed(9, 8, more=True))
    assert page.next_rows() == ListThem(8)
    assert page.next_rows() is None
    assert page.apply(listed(7, before=8, more=True)) == {Part.MORE}
    assert page.next_rows() == ListThem(7)
    page.apply(listed(6, before=7))
    assert page.next_rows() is None
    assert numbers(page) == [9, 8, 7, 6]


def test_older_ones_of_a_list_that_is_gone_are_not_looked_at(page: HistoryPage) -> None:
    page.look("")
    page.apply(listed(9, 8, more=True))
    page.next_rows()
    page.look("")
    page.apply(listed(5, more=True))
    assert page.apply(listed(7, before=8)) == NOTHING
    assert numbers(page) == [5]


def test_only_the_newest_search_counts(page: HistoryPage) -> None:
    assert page.look("hel") == Search("hel")
    assert page.look(" hello ") == Search("hello")
    assert page.apply(Searched(Search("hel"), tuple(hits([kept(1)], "hel")), more=False)) == NOTHING
    assert page.apply(listed(3)) == NOTHING
    page.apply(Searched(Search("hello"), tuple(hits([kept(2)], "hello")), more=False))
    (row,) = page.rows
    assert isinstance(row, Hit)
    assert page.choose(0) == Read(1, 2)
    page.look("")
    page.apply(listed(3))
    assert numbers(page) == [3]


def test_what_there_is_instead_of_rows(page: HistoryPage) -> None:
    page.look("")
    page.apply(listed())
    assert page.view is View.NOTHING_KEPT
    page.look("x")
    page.apply(Searched(Search("x"), (), more=False))
    assert page.view is View.NOTHING_FOUND
    page.apply(Refused(Search("x"), "The disk is full."))
    assert (page.view, page.refusal) == (View.REFUSED, "The disk is full.")
    page.look("")
    page.apply(listed(1))
    assert page.view is View.ROWS


def test_a_row_is_read_once_and_a_day_never(page: HistoryPage) -> None:
    page.look("")
    page.apply(listed(3))
    assert page.choose(0) is None
    assert page.choose(1) == Read(3)
    page.apply(opened(3, 7, 8))
    assert page.choose(1) is None
    assert page.go_on() == GoOn(3)
    assert [message.text for message in page.messages] == ["Hello", "Good day"] * 2


def test_pages_of_a_long_conversation(page: HistoryPage) -> None:
    assert page.turn_page(backwards=True) is None
    page.apply(opened(3, 7, 8, 9))
    assert page.turn_page(backwards=True) == Read(3, 7, backwards=True)
    assert page.turn_page(backwards=False) == Read(3, 10)


def test_a_deletion_takes_its_row_and_an_empty_day(page: HistoryPage) -> None:
    page.look("")
    page.apply(listed(9, 8))
    page.apply(opened(8, 1))
    page.apply(Deleted(Delete(9)))
    assert numbers(page) == [8]
    assert page.reading == summary(8)
    page.apply(Vanished(8))
    assert (page.rows, page.read, page.view) == ([], None, View.LOADING)
    page.apply(listed())
    assert page.view is View.NOTHING_KEPT
    page.apply(listed(7))
    page.apply(Deleted(Delete(None)))
    assert page.rows == []


@pytest.mark.parametrize(
    "answer",
    [
        Refused(Delete(3), "The disk is full."),
        Refused(Export(3, "json", Path("x.json")), "The disk is full."),
        Refused(Read(3), "The file is locked."),
    ],
)
def test_what_fails_beside_the_list_leaves_it(page: HistoryPage, answer: Answer) -> None:
    page.look("")
    page.apply(listed(3))
    assert page.apply(answer) == NOTHING
    assert page.view is View.ROWS
