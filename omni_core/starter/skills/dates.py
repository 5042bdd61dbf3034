"""Which day it is, which day another one is, and how long until then."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import digits, pattern, plain
from omni_core.wording import (
    MONTHS,
    WEEKDAYS,
    calendar_day,
    counted,
    month,
    ordinal,
    sentence,
    weekday,
)

_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "halloween": (10, 31),
    "new year": (1, 1),
    "new years": (1, 1),
    "new years day": (1, 1),
    "new years eve": (12, 31),
    "the new year": (1, 1),
    "valentines": (2, 14),
    "valentines day": (2, 14),
}
"""Days that fall on the same date every year: month and day, by their name without apostrophes."""

_MONTH = "|".join(MONTHS)
_DAY_NUMBER = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = pattern(rf"{_DAY_NUMBER} (?:of )?({_MONTH})(?: (\d{{4}}))?")
_MONTH_FIRST = pattern(rf"({_MONTH}) {_DAY_NUMBER}(?: (\d{{4}}))?")
_WEEKDAY = pattern(rf"(?:on |next |this )?({'|'.join(WEEKDAYS)})")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}
_SPLIT_YEAR = re.compile(r"\b(19|20) (\d{2})\b")
LEAP_CYCLE = 8
"""Years within which every day of the calendar comes, the 29th of February included."""


def parse_day(text: str, today: date) -> date | None:
    """The day that `text` (plain, numbers as digits) names, or None if it names none.

    A day without a year is the next one from `today` on; so is a weekday.
    """
    if text.lower() in _NEAR:
        return today + timedelta(days=_NEAR[text.lower()])
    holiday = _HOLIDAYS.get(text.lower().replace("'", ""))
    if holiday:
        return _next(today, *holiday)
    if found := _WEEKDAY.fullmatch(text):
        wanted = WEEKDAYS.index(found[1].capitalize())
        return today + timedelta(days=(wanted - today.weekday()) % len(WEEKDAYS))
    text = _SPLIT_YEAR.sub(r"\1\2", text)
    if found := _DAY_FIRST.fullmatch(text):
        return _on(found[2], found[1], found[3], today)
    if found := _MONTH_FIRST.fullmatch(text):
        return _on(found[1], found[2], found[3], today)
    return None


def _on(month_name: str, day: str, year: str | None, today: date) -> date | None:
    number = MONTHS.index(month_name.capitalize()) + 1
    if year is None:
        return _next(today, number, int(day))
    return _exact(int(year), number, int(day))


def _exact(year: int, month_number: int, day: int) -> date | None:
    try:
        return date(year, month_number, day)
    except ValueError:  # e.g. the 31st of June
        return None


def _next(today: date, month_number: int, day: int) -> date | None:
    years = range(today.year, today.year + LEAP_CYCLE + 1)
    candidates = (_exact(year, month_number, day) for year in years)
    return next((found for found in candidates if found and found >= today), None)


_ASKED_DAY = pattern(
    r"(?:what|which) (?:day|date|day of the week) is (?:it|today)(?: today)?|what day (?:it )?is it"
    r"|what is (?:the |today's )(?:date|day)(?: today| of today)?|what is today|today's date"
    r"|what (?:day|date) it is(?: today)?|what day of the week is it(?: today)?"
)
_ASKED_MONTH = pattern(r"(?:what|which) month is (?:it|this)|what is the (?:current )?month")
_ASKED_YEAR = pattern(
    r"(?:what|which) year (?:is (?:it|this)|are we in|do we have)|what is the (?:current )?year"
)
_ASKED_NEAR = pattern(
    r"(?:what|which) (?:day|date|day of the week) (?:is it|is|was it|was|will it be|will be) "
    r"(?P<near>yesterday|tomorrow|the day after tomorrow)"
    r"|what is (?:the )?(?:day|date) (?P<near2>tomorrow|the day after tomorrow)"
    r"|what (?:is|was) (?P<near3>tomorrow|yesterday)(?:'s (?:date|day))?"
)
_ASKED_DISTANCE = pattern(
    r"how (?:many days|long)(?: is it| are (?:left|there)| left| remain| do we have)? "
    r"(?:until|till|til|to|before) (?P<day>.+)"
)
_ASKED_WHEN = pattern(
    r"(?:when|what day|what date|which day|what day of the week) is (?P<day>.+?)(?: this year)?"
)


class Dates:
    """Answers what day, date, month or year it is, and how far a day is away."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = digits(plain(words))
        now = context.now
        said = _about_today(text, now) or _about_another(text, now.date())
        return Answer(said) if said else None


def _about_today(text: str, now: datetime) -> str | None:
    if _ASKED_DAY.fullmatch(text):
        return f"Today is {calendar_day(now)}."
    if _ASKED_MONTH.fullmatch(text):
        return f"It is {month(now)}."
    if _ASKED_YEAR.fullmatch(text):
        return f"It is {now.year}."
    return None


def _about_another(text: str, today: date) -> str | None:
    if found := _ASKED_NEAR.fullmatch(text):
        near = (found["near"] or found["near2"] or found["near3"]).lower()
        day = today + timedelta(days=_NEAR[near])
        return sentence(f"{near} {'was' if day < today else 'is'} {calendar_day(day)}")
    if found := _ASKED_DISTANCE.fullmatch(text):
        day = parse_day(found["day"], today)
        return day and _distance(_named(found["day"], day), (day - today).days)
    if found := _ASKED_WHEN.fullmatch(text):
        day = parse_day(found["day"], today)
        return day and _placed(found["day"], day)
    return None


def _has_name(text: str) -> bool:
    return not any(letter.isdigit() for letter in text)


def _named(text: str, day: date) -> str:
    return text if _has_name(text) else f"the {ordinal(day.day)} of {month(day)} {day.year}"


def _placed(text: str, day: date) -> str:
    if not _has_name(text):
        return sentence(f"{_named(text, day)} is a {weekday(day)}")
    if _WEEKDAY.fullmatch(text):
        return sentence(f"{text} is the {ordinal(day.day)} of {month(day)}")
    return sentence(f"{text} is on {calendar_day(day)}")


def _distance(name: str, days: int) -> str:
    if days == 0:
        return sentence(f"{name} is today")
    if days < 0:
        return sentence(f"{name} was {counted(-days, 'day')} ago")
    return sentence(f"it is {counted(days, 'day')} until {name}")
