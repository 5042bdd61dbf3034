from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UserError
from app.history.kinds import Turn
from app.history.layout import FILE_NAME
from app.history.store import STALE_SECONDS, HistoryStore
from omni_core.conversation import PastTurn
from tests.app.history.conftest import NOON, turn

Talk = Callable[..., int]


def test_a_turn_comes_back_as_it_was_kept(store: HistoryStore) -> None:
    number = store.begin(NOON, "omni")
    whole = turn("What time is it?", "It is ten. And sunny.", heard=10)
    early = Turn(NOON + 9, NOON + 9, "And then?")
    for kept in (whole, early):
        assert store.add(number, kept) is not None
    assert [kept.turn for kept in store.turns(number)] == [whole, early]
    assert (whole.heard_text, whole.unheard_text) == ("It is ten.", " And sunny.")


def test_a_turn_grows_and_is_found_once_it_is_over(store: HistoryStore) -> None:
    number = store.begin(NOON, "starter")
    growing = Turn(NOON, NOON, "Where is the kettle?")
    place = store.add(number, growing)
    assert place is not None
    assert store.search("kettle", 5) == ()
    over = replace(growing, reply="On the stove.", heard=13, ended=NOON + 3, over=True)
    assert store.change(place, over)
    assert store.change(place, replace(over, person="Where is the pot?"))
    assert store.search("kettle", 5) == ()
    assert [kept.id for kept in store.search("pot stove", 5)] == [place.turn]
    (summary,) = store.conversations(9)
    assert (summary.ended, summary.turns) == (NOON + 3, 1)


def test_the_list_has_the_newest_first_in_pages(store: HistoryStore, talk: Talk) -> None:
    numbers = [talk((f"Question {n}", "Yes."), at=NOON + n) for n in range(5)]
    first = store.conversations(2)
    assert [each.id for each in first] == numbers[:-3:-1]
    assert first[0].first_words == "Question 4"
    assert [each.id for each in store.conversations(9, before=first[-1].id)] == numbers[2::-1]


def test_a_search_has_the_newest_first(store: HistoryStore, talk: Talk) -> None:
    talk(("Tea or coffee?", "Tea."), ("Why?", "Tea is warm."))
    talk(("我要喝茶", "Tea, then."))
    assert [kept.turn.reply for kept in store.search("tea", 2)] == ["Tea, then.", "Tea is warm."]
    assert [kept.turn.person for kept in store.search("喝茶", 2)] == ["我要喝茶"]
    assert store.search('" * ( .', 2) == ()


def test_what_an_engine_gets_again_is_what_was_heard(store: HistoryStore) -> None:
    number = store.begin(NOON, "starter")
    store.add(number, turn("One?", "The first. The second.", heard=11))
    store.add(number, turn("Two?", "Never heard.", heard=0))
    store.add(number, turn("Three?", "Heard."))
    store.add(number, Turn(NOON, NOON, "Unanswered."))
    assert store.past_turns(number) == (
        PastTurn("One?", "The first."),
        PastTurn("Two? Three?", "Heard."),
    )
    assert store.past_turns(99) == ()


def test_what_was_deleted_stays_so(store: HistoryStore, talk: Talk) -> None:
    number = talk(("Hello", "Hi."))
    place = store.add(number, Turn(NOON, NOON, "More"))
    assert place is not None
    with store.file.using() as database:
        database.execute("DELETE FROM conversations")
    assert not store.change(place, turn("More", "Yes."))
    assert store.add(number, turn("More", "Yes.")) is None
    store.picture(place, b"jpeg")
    assert store.pictures(place.turn) == ()
    assert store.search("more", 5) == ()
    assert talk(("New", "Yes.")) > number


def test_a_turn_that_never_happened_is_gone(store: HistoryStore) -> None:
    number = store.begin(NOON, "starter")
    place = store.add(number, Turn(NOON, NOON, "Oh no"))
    assert place is not None
    store.picture(place, b"jpeg")
    store.take_back(place)
    assert store.turns(number) == ()
    assert store.pictures(place.turn) == ()


def test_what_a_killed_program_left_is_found_later(store: HistoryStore) -> None:
    number = store.begin(NOON, "starter")
    store.add(number, Turn(NOON, NOON, "Where is the kettle?", "On the", 6))
    store.settle(NOON + STALE_SECONDS - 1)
    assert store.search("kettle", 5) == ()
    store.settle(NOON + STALE_SECONDS + 1)
    (found,) = store.search("kettle", 5)
    assert found.turn.over


def test_half_a_character_is_kept_as_a_question_mark(store: HistoryStore) -> None:
    number = store.begin(NOON, "starter")
    store.add(number, turn("a\ud800b", "c\0d\udfffe"))
    (kept,) = store.turns(number)
    assert (kept.turn.person, kept.turn.reply) == ("a?b", "c\0d?e")


def test_looking_makes_nothing(folder: Path) -> None:
    assert HistoryStore.if_any(folder) is None
    assert not folder.exists()


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    store = HistoryStore(folder)
    assert store.notice is not None
    assert "history.sqlite.damaged-1" in store.notice
    assert store.conversations(5) == ()
    store.close()


def test_a_full_disk_is_one_sentence(store: HistoryStore) -> None:
    with store.file.using() as database:
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {pages}")
    number = store.begin(NOON, "starter")
    with pytest.raises(UserError, match="the disk is full; free some space"):
        store.add(number, turn("x" * 10_000, "y"))
    assert store.turns(number) == ()


def test_turns_are_read_by_pages_too(store: HistoryStore, talk: Talk) -> None:
    first = talk(*((f"Question {n}", "Yes.") for n in range(5)))
    second = talk(("Other", "No."))
    turns = store.turns(first)
    assert store.turns_from(first, turns[1].id, 2) == turns[1:3]
    assert store.turns_before(first, turns[3].id, 2) == turns[1:3]
    assert store.turns_before(first, turns[0].id, 2) == ()
    assert store.turns_from(first, turns[-1].id + 1, 2) == ()
    summary = store.summary(first)
    assert summary is not None
    assert (summary.id, summary.turns) == (first, 5)
    assert store.summary(second + 1) is None
