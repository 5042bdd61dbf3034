"""The search finds words, their beginnings, and any letters in a row of Chinese."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.words import TOKENIZER, letters_apart, query

CHINESE = st.text(st.sampled_from("今天天气很好我们去北京吃饭吧的了是"), min_size=1, max_size=12)


def finds(text: str, asked: str) -> bool:
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"CREATE VIRTUAL TABLE w USING fts5 (t, tokenize='{TOKENIZER}')")
        database.execute("INSERT INTO w VALUES (?)", (letters_apart(text),))
        return bool(database.execute("SELECT 1 FROM w WHERE w MATCH ?", (query(asked),)).fetchall())
    finally:
        database.close()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The kettle holds 1.5 liters.", "kettle"),
        ("The kettle holds 1.5 liters.", "LIT kett"),
        ("The kettle holds 1.5 liters.", '"kettle" (holds*'),
        ("Ein Café in Köln", "cafe koln"),
        ("我们明天去北京吧。", "北京"),
        ("我们明天去北京吧。", "京"),
        ("我们明天去北京吧。", "明天 北京"),
        ("Play 小明's song", "小明 song"),
        ("東京タワーはどこ", "タワー"),
        ("내일 서울에 가요", "서울"),
        ("พรุ่งนี้ไปกรุงเทพ", "กรุงเทพ"),
    ],
)
def test_found(text: str, asked: str) -> None:
    assert finds(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("The kettle", "ettle"), ("我们明天去北京吧。", "京北"), ("The kettle", "kettle pot")],
)
def test_not_found(text: str, asked: str) -> None:
    assert not finds(text, asked)


@given(before=CHINESE, asked=CHINESE, after=CHINESE)
def test_any_chinese_letters_in_a_row_are_found(before: str, asked: str, after: str) -> None:
    assert finds(before + asked + after, asked)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_query(asked: str) -> None:
    assert not query(asked) or finds("words", asked) in (True, False)
