"""Spoken lengths of time and moments to come: "an hour and a half", "tomorrow at half past seven".

All functions take plain text with numbers as digits.  `DURATION` and `MOMENT` are expressions
without named groups, for other rules to hold.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from omni_core.starter.skills.dates import parse_day
from omni_core.starter.skills.words import pattern
from omni_core.wording import DAY, HOUR, MINUTE, MONTHS, WEEKDAYS

_UNIT_SECONDS = {"s": 1, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
"""By the first letter of the unit's name."""

_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)"
_AMOUNTS = {
    "half a": 0.5,
    "half an": 0.5,
    "a half": 0.5,
    "a quarter of an": 0.25,
    "quarter of an": 0.25,
    "3 quarters of an": 0.75,
    "a": 1.0,
    "an": 1.0,
    "a couple of": 2.0,
    "a couple": 2.0,
}
_AMOUNT = r"(?:\d+(?:\.\d+)?|half an?|a half|(?:a |3 )?quarters? of an|a couple(?: of)?|an?)"
_PART = rf"{_AMOUNT} ?{_UNIT}(?: and a (?:half|quarter))?"
DURATION = rf"{_PART}(?:(?: and)? {_PART}){{0,3}}"
_ONE_PART = pattern(rf"({_AMOUNT}) ?({_UNIT})( and a (?:half|quarter))?")
_WHOLE_DURATION = pattern(DURATION)


def parse_duration(text: str) -> float | None:
    """Seconds of a spoken length of time, or None if `text` is none."""
    if not _WHOLE_DURATION.fullmatch(text):
        return None
    return sum(_part_seconds(part) for part in _ONE_PART.finditer(text))


def _part_seconds(part: re.Match[str]) -> float:
    said, unit, more = part[1].lower(), part[2].lower(), part[3] or ""
    amount = _AMOUNTS[said] if said in _AMOUNTS else float(said)
    amount += {"half": 0.5, "quarter": 0.25}.get(more.rpartition(" ")[2].lower(), 0.0)
    return amount * _UNIT_SECONDS[unit[0]]


_SUFFIX = r"(?: ?[ap]m| in the (?:morning|afternoon|evening)| at night| tonight)"
_SIDE_OF_HOUR = (
    r"(?:(?:half(?: past)?|(?:a )?quarter (?:past|after|to|till|before)"
    r"|\d{1,2}(?: minutes?)? (?:past|after|to|till|before)) )"
)
_CLOCK = (
    rf"(?:(?:{_SIDE_OF_HOUR}\d{{1,2}}|\d{{1,2}}(?:[:.]| oh | o | )\d{{1,2}}|\d{{3,4}}|\d{{1,2}})"
    rf"(?: o'clock)?{_SUFFIX}?|noon|midday|midnight)"
)
_PARTS_OF_DAY = {"morning": time(9), "afternoon": time(15), "evening": time(19), "night": time(21)}
"""When a part of the day is, if no hour is said."""

_NO_HOUR_SAID = time(9)
_PART_OF_DAY = rf"(?:{'|'.join(_PARTS_OF_DAY)})"
_DATE = (
    rf"(?:on )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})"
    rf"|(?:{'|'.join(MONTHS)}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)"
)
_DAY = (
    rf"(?:(?:today|tomorrow|the day after tomorrow|(?:on |next |this )?(?:{'|'.join(WEEKDAYS)}))"
    rf"(?: {_PART_OF_DAY})?|tonight|this {_PART_OF_DAY}|in the morning|{_DATE})"
)
MOMENT = (
    rf"(?:in {DURATION}|{_DAY},? (?:at )?{_CLOCK}|(?:at |by )?{_CLOCK} {_DAY}|at {_CLOCK}|{_DAY})"
)

_AFTER_A_WHILE = pattern(rf"in ({DURATION})")
_DAY_THEN_CLOCK = pattern(rf"({_DAY}) (?:at )?({_CLOCK})")
_CLOCK_THEN_DAY = pattern(rf"(?:at |by )?({_CLOCK})(?: ({_DAY}))?")
_ONLY_DAY = pattern(_DAY)

_CLOCK_PARTS = pattern(
    rf"(?P<side>{_SIDE_OF_HOUR})?(?:(?P<run>\d{{3,4}})"
    r"|(?P<hour>\d{1,2})(?:(?:[:.]| oh | o | )(?P<minute>\d{1,2}))?)"
    rf"(?: o'clock)?(?P<suffix>{_SUFFIX})?"
)
_EARLIEST_MORNING_HOUR = 7
"""On another day "at 7" is in the morning and "at 6" in the evening, unless said otherwise."""


def parse_moment(text: str, now: datetime, morning: bool = False) -> datetime | None:
    """The moment `text` names, seen from `now`; None if it names none.

    An hour that could be before or after noon is the next one to come, or with `morning` (a person
    who wants to be woken) the one before noon.  The result may lie in the past ("today at 9").
    now: timezone-aware; so is the result, in the same zone.
    """
    if found := _AFTER_A_WHILE.fullmatch(text):
        seconds = parse_duration(found[1])
        return None if seconds is None else later(now, seconds)
    if found := _CLOCK_THEN_DAY.fullmatch(text):
        return _at(found[2], found[1], now, morning)
    if found := _DAY_THEN_CLOCK.fullmatch(text):
        return _at(found[1], found[2], now, morning)
    return _at(text, None, now, morning) if _ONLY_DAY.fullmatch(text) else None


def later(now: datetime, seconds: float) -> datetime | None:
    """The moment so many real seconds after `now`, in its zone; None beyond the calendar."""
    try:
        return (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)
    except OverflowError:
        return None


def _at(day_text: str | None, clock: str | None, now: datetime, morning: bool) -> datetime | None:
    day, part = _parse_day_and_part(day_text, now)
    if day is None:
        return None
    if clock is None:
        hour = _PARTS_OF_DAY[part] if part else _NO_HOUR_SAID
        return _moment(day, hour, now)
    hours = _parse_clock(clock, part)
    if not hours:
        return None
    candidates = [_moment(day, hour, now) for hour in hours]
    if morning or (day_text and day != now.date() and len(candidates) > 1):
        usual = 1 if morning else _EARLIEST_MORNING_HOUR
        candidates = candidates[:1] if hours[0].hour >= usual else candidates[1:]
    to_come = [candidate for candidate in candidates if candidate > now]
    if to_come:
        return to_come[0]
    if day_text is None:
        tomorrow = now.date() + timedelta(days=1)
        return _moment(tomorrow, candidates[0].time(), now)
    if _ONLY_WEEKDAY.fullmatch(day_text):
        return _moment(day + timedelta(weeks=1), candidates[0].time(), now)
    return candidates[-1]


_ONLY_WEEKDAY = pattern(rf"(?:on |next |this )?(?:{'|'.join(WEEKDAYS)})(?: {_PART_OF_DAY})?")
_PART_AT_END = pattern(rf"(?:(.*) )?(?:this )?({_PART_OF_DAY})")


def _parse_day_and_part(text: str | None, now: datetime) -> tuple[date | None, str]:
    today = now.date()
    if text is None:
        return today, ""
    text = text.lower().removeprefix("on ")
    if text == "tonight":
        return today, "evening"
    if text == "in the morning":
        next_morning = now.time() >= _PARTS_OF_DAY["morning"]
        return today + timedelta(days=next_morning), "morning"
    if found := _PART_AT_END.fullmatch(text):
        day = (found[1] or "").removesuffix("this").strip()
        return (parse_day(day, today) if day else today), found[2]
    return parse_day(text, today), ""


def _moment(day: date, hour: time, now: datetime) -> datetime:
    local = datetime.combine(day, hour, tzinfo=now.tzinfo)
    # Through UTC, so that an hour the clock change leaves out becomes one that exists.
    return local.astimezone(UTC).astimezone(now.tzinfo)


def _parse_clock(text: str, part: str) -> tuple[time, ...]:
    """The times of day `text` may mean, the earlier one first; none if there is no such time."""
    text = text.lower()
    if text in ("noon", "midday"):
        return (time(12),)
    if text == "midnight":
        return (time(0),)
    found = _CLOCK_PARTS.fullmatch(text)
    if found is None:
        return ()
    if found["run"]:  # "730"
        hour, minute = divmod(int(found["run"]), 100)
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["side"]:
        hour, minute = _beside(hour, found["side"])
    if hour > 23 or not 0 <= minute < 60:
        return ()
    half = _half_of_day(found["suffix"] or part)
    if half is None:
        if hour == 0 or hour > 12:
            return (time(hour, minute),)
        return (time(hour % 12, minute), time(hour % 12 + 12, minute))
    if half == "pm" and hour <= 12:
        return (time(hour % 12 + 12, minute),)
    return (time(hour % 12 if half == "am" else hour, minute),)


def _beside(hour: int, side: str) -> tuple[int, int]:
    words = side.split()
    if words[0] == "half":
        return hour, 30
    distance = 15 if "quarter" in words else int(words[0])
    if words[-1] in ("past", "after"):
        return hour, distance
    return ((hour - 1) % 24 if hour > 1 else 12), 60 - distance


def _half_of_day(words: str) -> str | None:
    for half, signs in (("am", ("am", "morning")), ("pm", ("pm", "afternoon", "evening", "night"))):
        if words.endswith(signs):
            return half
    return None
