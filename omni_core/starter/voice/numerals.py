"""Numbers, years, times and fractions in words, American style: "two hundred thirty-four"."""

from __future__ import annotations

from decimal import Decimal

from num2words import num2words

MOST_DIGITS = 15
"""A longer row of digits is no quantity but a code, and is read digit by digit."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def digits(text: str) -> str:
    """The ASCII digits of `text` one by one; anything else between them is a short halt."""
    return " ".join(_DIGITS[int(sign)] if sign in "0123456789" else "," for sign in text)


def cardinal(text: str) -> str:
    """A whole number, given as ASCII digits with or without thousands commas."""
    plain = text.replace(",", "")
    if len(plain) > MOST_DIGITS or (len(plain) > 1 and plain.startswith("0")):
        return digits(plain)
    return _american(num2words(int(plain)))


def number(text: str) -> str:
    """A number as `cardinal` takes it, with or without a decimal part."""
    whole, dot, decimals = text.partition(".")
    if not dot:
        return cardinal(whole)
    return f"{cardinal(whole or '0')} point {digits(decimals)}"


def ordinal(text: str) -> str:
    """Turn "21" into "twenty-first"."""
    if len(text) > MOST_DIGITS:
        return digits(text)
    return _american(num2words(int(text), to="ordinal"))


def year(text: str) -> str:
    """Turn "1999" into "nineteen ninety-nine", "2005" into "two thousand five"."""
    return _american(num2words(int(text), to="year")).replace("oh-", "oh ")


def decade(text: str) -> str:
    """Turn "1990" (of "1990s") into "nineteen nineties", "80" into "eighties"."""
    words = year(text) if len(text) > 2 else cardinal(text)
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + "s"


def clock(hours: int, minutes: int) -> str:
    """The time of day: "five thirty", "nine oh five", "five o'clock", "seventeen hundred"."""
    if hours == minutes == 0:
        return "midnight"
    hour = cardinal(str(hours))
    if minutes == 0:
        return f"{hour} o'clock" if hours <= 12 else f"{hour} hundred"
    minute = cardinal(str(minutes))
    return f"{hour} oh {minute}" if minutes < 10 else f"{hour} {minute}"


def fraction(over: int, under: int) -> str:
    """Say "one half", "three quarters", "five over twelve"."""
    names = {2: ("half", "halves"), 4: ("quarter", "quarters")}
    if 0 < over < under <= 10:
        one, more = names.get(under, (ordinal(str(under)), ordinal(str(under)) + "s"))
        return f"{cardinal(str(over))} {one if over == 1 else more}"
    return f"{cardinal(str(over))} over {cardinal(str(under))}"


def is_one(text: str) -> bool:
    """Whether a number as `number` takes it calls for the singular."""
    return Decimal(text.replace(",", "") or "0") == 1


def _american(words: str) -> str:
    return words.replace(" and ", " ").replace(",", "")
