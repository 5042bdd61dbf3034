from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from omni_core.starter.skills.when import later, parse_duration, parse_moment
from omni_core.starter.skills.words import digits, plain

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 3, 4, 18, 10, tzinfo=BERLIN)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("five minutes", 300),
        ("a minute", 60),
        ("ten second", 10),
        ("an hour and a half", 5400),
        ("one and a half hours", 5400),
        ("an hour and a quarter", 4500),
        ("half an hour", 1800),
        ("a quarter of an hour", 900),
        ("three quarters of an hour", 2700),
        ("1 hour and 30 minutes", 5400),
        ("one hour thirty minutes ten seconds", 5410),
        ("two and a half minutes", 150),
        ("a couple of minutes", 120),
        ("90 seconds", 90),
        ("5min", 300),
        ("two weeks", 1209600),
        ("0.5 hours", 1800),
        ("twenty", None),
        ("minutes", None),
        ("five miles", None),
        ("", None),
    ],
)
def test_durations(said: str, seconds: float | None) -> None:
    assert parse_duration(digits(plain(said))) == seconds


@given(hours=st.integers(1, 99), minutes=st.integers(1, 59), seconds=st.integers(1, 59))
def test_spoken_durations_add_up(hours: int, minutes: int, seconds: int) -> None:
    said = (
        f"{num2words(hours)} hours, {num2words(minutes)} minutes and {num2words(seconds)} seconds"
    )
    expected = timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds()
    assert parse_duration(digits(plain(said))) == expected


@pytest.mark.parametrize(
    ("said", "day", "hour", "minute"),
    [
        ("at half past seven", 4, 19, 30),
        ("half past six", 4, 18, 30),
        ("7 am", 5, 7, 0),
        ("at 7 a.m.", 5, 7, 0),
        ("at seven thirty", 4, 19, 30),
        ("at 7:30 pm", 4, 19, 30),
        ("at 7.30", 4, 19, 30),
        ("at 730", 4, 19, 30),
        ("at 1930", 4, 19, 30),
        ("at 19:30", 4, 19, 30),
        ("at ten", 4, 22, 0),
        ("at six", 5, 6, 0),
        ("quarter to eight", 4, 19, 45),
        ("ten to seven", 4, 18, 50),
        ("at twenty five past six", 4, 18, 25),
        ("at quarter to one", 5, 0, 45),
        ("at seven oh five", 4, 19, 5),
        ("at noon", 5, 12, 0),
        ("midnight", 5, 0, 0),
        ("at twelve thirty", 5, 0, 30),
        ("tonight", 4, 19, 0),
        ("tonight at eight", 4, 20, 0),
        ("this evening", 4, 19, 0),
        ("in the morning", 5, 9, 0),
        ("tomorrow", 5, 9, 0),
        ("tomorrow morning", 5, 9, 0),
        ("tomorrow at nine", 5, 9, 0),
        ("tomorrow at five", 5, 17, 0),
        ("tomorrow at twelve", 5, 12, 0),
        ("tomorrow morning at six", 5, 6, 0),
        ("six o'clock tomorrow morning", 5, 6, 0),
        ("at 5 p.m. tomorrow", 5, 17, 0),
        ("at seven in the morning", 5, 7, 0),
        ("on Friday at five", 7, 17, 0),
        ("Tuesday at 8 pm", 4, 20, 0),
        ("Tuesday at 5 pm", 11, 17, 0),
        ("next Monday at 8 pm", 10, 20, 0),
        ("on the 20th of March at ten", 20, 10, 0),
        ("March 21st at 4 pm", 21, 16, 0),
        ("in ten minutes", 4, 18, 20),
        ("in two days", 6, 18, 10),
        ("today at 9 am", 4, 9, 0),
    ],
)
def test_moments(said: str, day: int, hour: int, minute: int) -> None:
    expected = datetime(2025, 3, day, hour, minute, tzinfo=BERLIN)
    assert parse_moment(digits(plain(said)), NOW) == expected


@pytest.mark.parametrize(
    "said", ["at 25 o'clock", "at 7:75", "soon", "at home", "in 99999999999 hours", "five miles"]
)
def test_no_moments(said: str) -> None:
    assert parse_moment(digits(plain(said)), NOW) is None


@pytest.mark.parametrize(("said", "day", "hour"), [("at seven", 5, 7), ("7 pm", 4, 19)])
def test_who_wants_to_be_woken_means_the_morning(said: str, day: int, hour: int) -> None:
    woken = parse_moment(digits(plain(said)), NOW, morning=True)
    assert woken == datetime(2025, 3, day, hour, tzinfo=BERLIN)


def test_a_duration_is_real_time_across_the_clock_change() -> None:
    before = datetime(2025, 3, 30, 1, 30, tzinfo=BERLIN)  # the clock goes from 2 to 3
    assert parse_moment("in 1 hour", before) == datetime(2025, 3, 30, 3, 30, tzinfo=BERLIN)


def test_an_hour_on_the_clock_is_kept_across_the_clock_change() -> None:
    before = datetime(2025, 3, 29, 20, tzinfo=BERLIN)
    due = parse_moment("tomorrow at 9 am", before)
    assert due is not None
    assert (due.hour, due.astimezone(UTC).hour) == (9, 7)


def test_an_hour_that_does_not_exist_becomes_one_that_does() -> None:
    before = datetime(2025, 3, 29, 20, tzinfo=BERLIN)
    due = parse_moment("tomorrow at 2:30 am", before)
    assert due == datetime(2025, 3, 30, 3, 30, tzinfo=BERLIN)


def test_beyond_the_calendar_there_is_no_moment() -> None:
    assert later(NOW, 1e12) is None
