from __future__ import annotations

from datetime import date

import pytest

from omni_core.starter.skills.dates import parse_day

TODAY = "Today is Tuesday, the 4th of March 2025."


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("What day is it?", TODAY),
        ("What day is it today?", TODAY),
        ("What's today's date?", TODAY),
        ("what is the date", TODAY),
        ("What's the date today?", TODAY),
        ("what day of the week is it", TODAY),
        ("Which month is it?", "It is March."),
        ("what year is it", "It is 2025."),
        ("What day is it tomorrow?", "Tomorrow is Wednesday, the 5th of March 2025."),
        ("what day was yesterday", "Yesterday was Monday, the 3rd of March 2025."),
        ("How many days until Christmas?", "It is 296 days until Christmas."),
        ("how many days are left until new year's eve", "It is 302 days until new year's eve."),
        ("how long until tomorrow", "It is 1 day until tomorrow."),
        ("how many days until the fourth of March", "The 4th of March 2025 is today."),
        ("how many days till May 5", "It is 62 days until the 5th of May 2025."),
        (
            "how many days until the third of june twenty twenty six",
            "It is 456 days until the 3rd of June 2026.",
        ),
        ("how many days until June 3rd 2020", "The 3rd of June 2020 was 1735 days ago."),
        ("When is Christmas?", "Christmas is on Thursday, the 25th of December 2025."),
        ("what day is the fifth of May", "The 5th of May 2025 is a Monday."),
        ("when is Friday", "Friday is the 7th of March."),
    ],
)
def test_dates(talk, asked: str, answer: str) -> None:
    assert talk.say(asked) == answer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the 29th of February", date(2028, 2, 29)),
        ("the 31st of June", None),
        ("March 3", date(2026, 3, 3)),
        ("tuesday", date(2025, 3, 4)),
        ("next monday", date(2025, 3, 10)),
        ("the day after tomorrow", date(2025, 3, 6)),
        ("the war", None),
        ("5", None),
        ("0 May 2025", None),
    ],
)
def test_named_days(text: str, day: date | None) -> None:
    assert parse_day(text, date(2025, 3, 4)) == day
