"""What is emphasised is what the index finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.history.forgetting import forget_all
from app.history.found import found_in
from app.history.store import HistoryStore
from tests.app.history.conftest import NOON, turn

LETTERS = "abBáÁñ12 .,-'\"晴天气한국あ"


def emphasised(text: str, asked: str) -> list[str]:
    return [text[first:end] for first, end in found_in(text, asked)]


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("It is sunny in Sunnyvale.", "SUN", ["sunny", "Sunnyvale"]),
        ("Das Café, das cafe", "café", ["Café", "cafe"]),
        ("今天天气很好", "天气", ["天气"]),
        ("한국1", "1", ["1"]),
        ("It's 10:35 now", "10:35 it", ["It", "10:35"]),
        ("one two", "two one two", ["one", "two"]),
        ("nothing here", "elsewhere", []),
        ("nothing here", "... ,", []),
        ("", "word", []),
        ("word", "", []),
    ],
)
def test_words_and_their_beginnings(text: str, asked: str, words: list[str]) -> None:
    assert emphasised(text, asked) == words


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(LETTERS, max_size=30), asked=st.text(LETTERS, max_size=8))
def test_a_text_that_is_found_has_every_piece_emphasised(
    folder: Path, store: HistoryStore, text: str, asked: str
) -> None:
    number = store.begin(NOON, "starter")
    store.add(number, turn(text, ""))
    found = bool(store.search(asked, 1))
    forget_all(store)
    pieces = [piece for piece in asked.replace('"', " ").split() if any(map(str.isalnum, piece))]
    assert found == (bool(pieces) and all(found_in(text, piece) for piece in pieces))


@given(text=st.text(LETTERS, max_size=60), asked=st.text(LETTERS, max_size=12))
def test_spans_are_in_order_and_within_the_text(text: str, asked: str) -> None:
    end = 0
    for first, last in found_in(text, asked):
        assert end <= first < last <= len(text)
        end = last
