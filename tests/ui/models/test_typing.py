from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.models.typing import MOST_LINES, TypedLines, clean


def test_what_is_sent_is_one_plain_line() -> None:
    assert clean("  What\ttime\r\n is\x00 it? ") == "What time is it?"
    assert clean("half \ud83d letter") == "half \ufffd letter"
    assert clean("\n \t") == ""


@given(st.text(st.characters()))
def test_every_engine_can_take_it(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert cleaned == clean(cleaned)
    assert "\n" not in cleaned


def test_earlier_lines_are_had_again_and_what_was_begun_too() -> None:
    lines = TypedLines()
    for line in ("one", "two", "two", ""):
        lines.sent(line)
    assert lines.earlier("beg") == "two"
    assert lines.earlier("two") == "one"
    assert lines.earlier("one") == "one"
    assert lines.later("one") == "two"
    assert lines.later("two") == "beg"
    assert lines.later("beg") == "beg"


def test_without_a_line_nothing_changes() -> None:
    lines = TypedLines()
    assert lines.earlier("abc") == lines.later("abc") == "abc"


def test_only_so_many_are_remembered() -> None:
    lines = TypedLines()
    for number in range(MOST_LINES + 5):
        lines.sent(str(number))
    line = ""
    for _ in range(2 * MOST_LINES):
        line = lines.earlier(line)
    assert line == "5"
