from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from omni_core import wording


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (42, "42"),
        (42.0, "42"),
        (-4, "minus 4"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (10 / 3, "about 3.33"),
        (-10 / 3, "about minus 3.33"),
        (1 / 3000, "about 0.000333"),
        (2 / 3, "about 0.67"),
        (0.0625, "0.0625"),
        (1000000, "1000000"),
        (10**15, "about 1 times 10 to the power of 15"),
        (2.5e-9, "about 2.5 times 10 to the power of minus 9"),
    ],
)
def test_numbers(value: float, said: str) -> None:
    assert wording.number(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "0 seconds"),
        (1, "1 second"),
        (90, "1 minute and 30 seconds"),
        (300, "5 minutes"),
        (5400, "1 hour and 30 minutes"),
        (3601, "1 hour"),
        (90061, "1 day, 1 hour and 1 minute"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (12, 0, "noon"),
        (0, 5, "five past twelve in the morning"),
        (6, 0, "six o'clock in the morning"),
        (18, 10, "ten past six in the evening"),
        (18, 13, "six thirteen in the evening"),
        (6, 3, "six oh three in the morning"),
        (19, 30, "half past seven in the evening"),
        (19, 45, "quarter to eight in the evening"),
        (11, 50, "ten to twelve in the morning"),
        (12, 55, "five to one in the afternoon"),
        (23, 35, "twenty five to twelve at night"),
        (9, 15, "quarter past nine in the morning"),
        (9, 21, "nine twenty one in the morning"),
    ],
)
def test_clock_times(hour: int, minute: int, said: str) -> None:
    assert wording.clock_time(datetime(2025, 3, 4, hour, minute)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "at noon"),
        (1, "tomorrow at noon"),
        (-1, "yesterday at noon"),
        (3, "on Friday at noon"),
        (-3, "on last Saturday at noon"),
        (8, "on the 12th of March at noon"),
        (400, "on the 8th of April 2026 at noon"),
    ],
)
def test_moments(days: int, said: str) -> None:
    now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    assert wording.moment(now + timedelta(days=days), now) == said


@pytest.mark.parametrize(
    ("label", "seconds", "name"),
    [
        ("", 0, "your timer"),
        ("", 300, "your timer of 5 minutes"),
        ("the eggs", 300, "your timer for the eggs"),
        ("your tea", 0, "your timer for your tea"),
        ("egg", 0, "your egg timer"),
    ],
)
def test_timer_names(label: str, seconds: float, name: str) -> None:
    assert wording.timer_name(label, seconds) == name


def test_listings() -> None:
    assert wording.listing([]) == ""
    assert wording.listing(["a"]) == "a"
    assert wording.listing(["a", "b", "c"]) == "a, b and c"
    assert wording.shortened(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_calendar_day_is_english() -> None:
    assert wording.calendar_day(date(2024, 2, 29)) == "Thursday, the 29th of February 2024"


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("to call my mum", "to call your mum"),
        ("I parked on level 3", "you parked on level 3"),
        ("I am late", "you are late"),
        ("I was there", "you were there"),
        ("to wash myself and my island", "to wash yourself and your island"),
        ("you owe me your book", "you owe you my book"),
    ],
)
def test_sides_change(said: str, back: str) -> None:
    assert wording.from_your_side(said) == back
