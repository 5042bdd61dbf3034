"""How numbers, times and lists are said in a sentence, by engines and by the program itself."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from num2words import num2words

EXACT_DECIMALS = 4
"""A number with no more decimals than these is said as it is."""

ROUNDED_DECIMALS = 2
SMALL = 0.1
"""Below this a rounded number keeps significant digits instead of decimals."""

SIGNIFICANT = 3
LARGEST_SAID = 10**15
"""From here on a number is said as a power of ten."""

SMALLEST_SAID = 10**-6
_TOLERANCE = 1e-9

MOST_LISTED = 3
"""A spoken list of more things than these is not listened to."""

MINUTE, HOUR, DAY = 60, 3600, 86_400
"""In seconds."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""Named here, not by `strftime`, whose names follow the system's language."""


def _decimal(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number(value: float) -> str:
    """`value` as it is said: "42", "2.5", "about 3.33", "about 1.27 times 10 to the power of 30".

    A negative number begins with "minus".
    """
    if value < 0:
        said = number(-value)
        about = "about " if said.startswith("about ") else ""
        return f"{about}minus {said.removeprefix('about ')}"
    if value and not SMALLEST_SAID <= value < LARGEST_SAID:
        exponent = math.floor(math.log10(value))
        lead = _decimal(value / 10.0**exponent, ROUNDED_DECIMALS)
        power = f"minus {-exponent}" if exponent < 0 else str(exponent)
        return f"about {lead} times 10 to the power of {power}"
    exact = round(value, EXACT_DECIMALS)
    if math.isclose(exact, value, rel_tol=_TOLERANCE):
        return str(value) if isinstance(value, int) else _decimal(value, EXACT_DECIMALS)
    if value >= SMALL:
        return f"about {_decimal(value, ROUNDED_DECIMALS)}"
    decimals = SIGNIFICANT - 1 - math.floor(math.log10(value))
    return f"about {_decimal(value, decimals)}"


def counted(count: int, noun: str) -> str:
    """Such as "1 minute", "5 minutes"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def duration(seconds: float) -> str:
    """Such as "1 hour and 30 minutes"; rounded to seconds, which are left out from an hour on."""
    whole = round(seconds)
    days, rest = divmod(whole, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    named = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    if whole < HOUR:
        named.append((rest, "second"))
    return listing([counted(count, noun) for count, noun in named if count]) or "0 seconds"


def listing(things: Sequence[str]) -> str:
    """Such as "a", "a and b", "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def shortened(things: Sequence[str]) -> str:
    """The first `MOST_LISTED` things as a listing, and how many more there are."""
    if len(things) <= MOST_LISTED:
        return listing(things)
    return listing([*things[:MOST_LISTED], f"{len(things) - MOST_LISTED} more"])


def timer_name(label: str, seconds: float = 0.0) -> str:
    """Such as "your timer for the eggs", "your egg timer", "your timer of 5 minutes".

    seconds: what it was set to, said where there is no label; 0 says nothing.
    """
    if not label:
        return f"your timer of {duration(seconds)}" if seconds else "your timer"
    return f"your timer for {label}" if has_article(label) else f"your {label} timer"


def has_article(label: str) -> bool:
    """Whether a timer's label is "the eggs" and not "egg"."""
    return label.lower().startswith(("the ", "your ", "my ", "a ", "an "))


def clock_time(when: datetime) -> str:
    """Such as "ten past six in the evening", "noon", "six thirteen in the morning"."""
    hour, minute = when.hour, when.minute
    if (hour, minute) == (0, 0):
        return "midnight"
    if (hour, minute) == (12, 0):
        return "noon"
    return f"{_on_the_dial(hour, minute)} {_part_of_day(hour)}"


def _on_the_dial(hour: int, minute: int) -> str:
    def named(hour: int) -> str:
        return num2words((hour - 1) % 12 + 1)

    if minute == 0:
        return f"{named(hour)} o'clock"
    if minute == 30:
        return f"half past {named(hour)}"
    if minute % 5 == 0:
        side, distance = ("past", minute) if minute < 30 else ("to", 60 - minute)
        distance = "quarter" if distance == 15 else num2words(distance).replace("-", " ")
        return f"{distance} {side} {named(hour if side == 'past' else hour + 1)}"
    spoken = num2words(minute).replace("-", " ")
    return f"{named(hour)} {spoken}" if minute > 9 else f"{named(hour)} oh {spoken}"


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "in the morning"
    if hour < 18:
        return "in the afternoon"
    return "in the evening" if hour < 22 else "at night"


def ordinal(day: int) -> str:
    """Such as "1st", "22nd"."""
    return num2words(day, to="ordinal_num")


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """The name of the month."""
    return MONTHS[day.month - 1]


def calendar_day(day: date) -> str:
    """Such as "Tuesday, the 4th of March 2025"."""
    return f"{weekday(day)}, the {ordinal(day.day)} of {month(day)} {day.year}"


def moment(when: datetime, now: datetime) -> str:
    """When something is or was, seen from `now`: "at noon", "tomorrow at ten past six ...".

    Both are timezone-aware; the result is in the zone of `now`.
    """
    local = when.astimezone(now.tzinfo)
    at = f"at {clock_time(local)}"
    days = (local.date() - now.date()).days
    if days == 0:
        return at
    if days == 1:
        return f"tomorrow {at}"
    if days == -1:
        return f"yesterday {at}"
    if abs(days) < timedelta(weeks=1).days:
        return f"on {'last ' if days < 0 else ''}{weekday(local)} {at}"
    year = "" if local.year == now.year else f" {local.year}"
    return f"on the {ordinal(local.day)} of {month(local)}{year} {at}"


_SIDES = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "am": "are",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
}
_SIDE = re.compile(rf"\b(?:{'|'.join(_SIDES)})\b(?!')", re.IGNORECASE)


def from_your_side(text: str) -> str:
    """The person's words as the program says them back: "call my mum" -> "call your mum"."""
    text = re.sub(r"\bI was\b", "you were", text, flags=re.IGNORECASE)
    return _SIDE.sub(lambda found: _SIDES[found[0].lower()], text)


def sentence(text: str) -> str:
    """`text` with a capital at its beginning and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}."
