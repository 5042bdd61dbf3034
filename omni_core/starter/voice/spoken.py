"""Written text to words that a voice can say: numbers, signs, units, and what is not said at all.

It works on one clause at a time, so positions in the reply are unaffected.  Each step rewrites
what it knows and leaves the rest to the next; the order matters, the special before the general.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from omni_core.starter.voice import numerals
from omni_core.starter.voice.units import CURRENCIES, MAGNITUDES, POWERS, UNITS, unit

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = rf"({'|'.join(_MONTHS)})"
_NUMBER = r"(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = "|".join(re.escape(sign) for sign in sorted(UNITS, key=len, reverse=True))
_POWER = "".join(POWERS)
_MONEY = "".join(re.escape(sign) for sign in CURRENCIES)
_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))

_SPELLED = re.compile(r"(?:US|UK|EU|UN|AI|IT|ID|TV|PC|OK|[B-DF-HJ-NP-TV-XZ]{2,5}|[A-Z]{3})s?")
"""Words in capitals that are said letter by letter; longer ones with vowels are words (NASA)."""
_SAID_AS_WORDS = re.compile(
    r"RAM|ROM|SIM|PIN|GIF|AND|NOT|BUT|FOR|ALL|ANY|CAN|YES|THE|YOU|ARE|WHY|HOW|NOW|ONE|TWO|NEW"
)
SHOUTED_WORDS = 3
"""So many words in capitals and no small letter are loud speech, not abbreviations."""

_ABBREVIATIONS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "vs.": "versus",
    "approx.": "approximately",
    "Mr.": "Mister",
    "Mrs.": "Missus",
    "Dr.": "Doctor",
    "Prof.": "Professor",
}
_ABBREVIATION = "|".join(map(re.escape, _ABBREVIATIONS))

_Rewrite = Callable[[re.Match[str]], str]


def spoken(text: str) -> str:
    """The words of one clause, with the marks that shape its melody; "" if nothing is said.

    Takes any string at all; returns no control character.
    """
    text = unicodedata.normalize("NFC", text).translate(_PLAIN_SIGNS)
    if text == text.upper() and len(re.findall(r"\b[A-Z]{2,}\b", text)) >= SHOUTED_WORDS:
        text = text.lower()
    for pattern, rewrite in _STEPS:
        text = pattern.sub(rewrite, text)
    text = "".join(sign if _is_sayable(sign) else " " for sign in text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", text).strip(" ,;:-")
    return text if any(map(str.isalnum, text)) else ""


_PLAIN_SIGNS = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{MINUS SIGN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{DEGREE CELSIUS}": "°C",
        "\N{DEGREE FAHRENHEIT}": "°F",
        "\N{VULGAR FRACTION ONE HALF}": " 1/2",
        "\N{VULGAR FRACTION ONE QUARTER}": " 1/4",
        "\N{VULGAR FRACTION THREE QUARTERS}": " 3/4",
    }
)


def _is_sayable(sign: str) -> bool:
    """Letters, marks on letters, digits left over, and plain punctuation."""
    return (sign.isascii() and sign.isprintable()) or unicodedata.category(sign)[0] in "LM"


def _link(found: re.Match[str]) -> str:
    """The site of a bare address: "https://www.a-b.org/x" to "a-b dot org"."""
    end = found[0][len(found[0].rstrip(".,;:!?")) :]
    return found[1].rstrip(".,;:!?").replace(".", " dot ") + end


def _mail(found: re.Match[str]) -> str:
    return f"{found[1].replace('.', ' dot ')} at {found[2].replace('.', ' dot ')}"


def _iso_date(found: re.Match[str]) -> str:
    year, month, day = found[1], int(found[2]), int(found[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return numerals.digits("".join(found.groups()))
    return f"{_MONTHS[month - 1]} {numerals.ordinal(str(day))}, {_year(year)}"


def _clock(found: re.Match[str]) -> str:
    hours, minutes, half = int(found[1]), int(found[2]), found[3] or ""
    if hours > 24 or minutes > 59:
        return f"{numerals.cardinal(found[1])} to {numerals.cardinal(found[2])}"
    if half and minutes == 0:
        return f"{numerals.cardinal(str(hours))} {_half(half)}"
    time = numerals.clock(hours, minutes)
    return f"{time} {_half(half)}" if half else time


def _half(text: str) -> str:
    return "a.m." if text.lower().startswith("a") else "p.m."


def _money(found: re.Match[str]) -> str:
    sign, amount, magnitude = found[1], found[2], found[3]
    one, more, small_one, small_more = CURRENCIES[sign]
    if magnitude:
        return f"{numerals.number(amount)} {MAGNITUDES[magnitude.lower()]} {more}"
    whole, _, small = amount.partition(".")
    words = f"{numerals.cardinal(whole)} {one if numerals.is_one(whole) else more}"
    if not small:
        return words
    if len(small) != 2:
        return f"{numerals.number(amount)} {more}"
    if int(small) == 0:
        return words
    hundredths = (
        f"{numerals.cardinal(str(int(small)))} {small_one if small == '01' else small_more}"
    )
    return hundredths if int(whole.replace(",", "")) == 0 else f"{words} {hundredths}"


def _measure(found: re.Match[str]) -> str:
    amount, sign = found[1], found[2]
    return f"{numerals.number(amount)} {unit(sign, one=numerals.is_one(amount))}"


def _height(found: re.Match[str]) -> str:
    inches = "inch" if found[2] == "1" else "inches"
    return f"{found[1]} {unit('ft', one=found[1] == '1')} {found[2]} {inches}"


def _range(found: re.Match[str]) -> str:
    return f"{found[1]} to {found[2]}"


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    if (over, under) == (24, 7):
        return "twenty-four seven"
    return numerals.fraction(over, under)


def _year(text: str) -> str:
    return numerals.year(text) if int(text) else numerals.digits(text)


def _decade(found: re.Match[str]) -> str:
    return numerals.decade(found[1])


def _acronym(found: re.Match[str]) -> str:
    word = found[0]
    if _SAID_AS_WORDS.fullmatch(word) or not _SPELLED.fullmatch(word):
        return word
    plural = "'s" if word.endswith("s") else ""
    return " ".join(word.removesuffix("s")) + plural


def _dotted_number(found: re.Match[str]) -> str:
    return " point ".join(numerals.cardinal(part) for part in found[0].split("."))


def _step(pattern: str, rewrite: _Rewrite | str) -> tuple[re.Pattern[str], _Rewrite | str]:
    # ASCII: a digit is one of 0..9; others have no place in numbers as they are written here.
    return re.compile(pattern, re.ASCII), rewrite


_STEPS: tuple[tuple[re.Pattern[str], _Rewrite | str], ...] = (
    # Markdown and addresses.
    _step(r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
    _step(r"(?:https?://|\bwww\.)(?:www\.)?([^\s/?#()<>\"]+)[^\s<>\"]*", _link),
    _step(r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", _mail),
    _step(r"```\w*|`|~~|</?[A-Za-z][^<>]*>", " "),
    _step(r"(?m)^\s*(?:[-*+•>]\s+|#{1,6}\s+)", ""),
    _step(r"(?m)^\s*(\d{1,3})[.)]\s+(?=\S)", r"\1, "),
    _step(r"(?<!\d)\*+(?=\S)|(?<=\S)\*+(?!\d)|(?<!\w)_+|_+(?!\w)", ""),
    _step(r"\|", ", "),
    # Abbreviations.
    _step(rf"\b(?:{_ABBREVIATION})(?!\w)", lambda found: _ABBREVIATIONS[found[0]]),
    _step(r"\b([Nn])o\.\s?(?=\d)", r"\1umber "),
    # Dates and times.
    _step(r"\b(\d{4})-(\d{2})-(\d{2})\b", _iso_date),
    _step(
        rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)",
        lambda found: f"{found[1]} {numerals.ordinal(found[2])}",
    ),
    _step(
        rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}\b",
        lambda found: f"the {numerals.ordinal(found[1])} of {found[2]}",
    ),
    _step(r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([AaPp]\.?[Mm]\b\.?))?", _clock),
    _step(
        r"\b(\d{1,2})\s?([AaPp]\.?[Mm]\b\.?)",
        lambda found: f"{numerals.cardinal(str(int(found[1])))} {_half(found[2])}",
    ),
    _step(r"\b(\d+):(\d+)\b", _range),
    # Money, measures, ranges, fractions.
    _step(
        rf"([{_MONEY}])\s?(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?:\s?((?i:{_MAGNITUDE}))\b)?",
        _money,
    ),
    _step(r"\b(\d{3}0|(?<=\bthe )[2-9]0)'?s\b", _decade),
    _step(r"\b(\d)'\s?(\d{1,2})(?:\"|'')", _height),
    _step(r"(?<=\d)\s?x\s?(?=\d)", " times "),
    _step(r"\b(\d+)x\b", r"\1 times"),
    _step(r"\b(\d{3})-(\d{4})\b", lambda found: numerals.digits(f"{found[1]},{found[2]}")),
    _step(r"\b(\d{1,3}|\d{4}(?=\s?[-\u2013]\s?\d{4}))\s?[-\u2013]\s?(\d{1,4})\b(?!-)", _range),
    _step(r"\b(\d{1,4})/(\d{1,4})\b(?!/)", _fraction),
    _step(r"(?<![\w.)])-(?=\.?\d)", "minus "),
    _step(r"(?<!about )~\s?(?=\d)", "about "),
    _step(r"#(?=\d)", "number "),
    _step(
        rf"{_NUMBER}[\s-]?((?:{_UNIT})[{_POWER}]?(?:/(?:{_UNIT})[{_POWER}]?)?)(?![\w²³])",
        _measure,
    ),
    # Numbers.
    _step(
        r"(?<![\w.])(\d+)(?:st|nd|rd|th)\b",
        lambda found: numerals.ordinal(found[1]),
    ),
    _step(r"(?<=\d)(?=[^\W\d_])", " "),
    _step(r"(?<![\w.])\d+(?:\.\d+){2,}", _dotted_number),
    _step(r"(?<![\w.,])(1[1-9]\d\d|20\d\d)\b(?![.,]?\d)", lambda found: _year(found[1])),
    _step(_NUMBER, lambda found: numerals.number(found[1])),
    _step(r"\d+", lambda found: f" {numerals.cardinal(found[0])} "),
    # Signs.
    _step(r"\band/or\b", "and or"),
    _step(r"(?<=\w)/(?=\w)", " or "),
    _step(r"\s*&\s*", " and "),
    _step(r"\s*(?:\xd7|(?<=\w)\s*\*(?=\s*\w))\s*", " times "),
    _step(r"\s*÷\s*", " divided by "),
    _step(r"\s*(?:≈|~=)\s*", " is about "),
    _step(r"\s*(?:≤|<=)\s*", " is at most "),
    _step(r"\s*(?:≥|>=)\s*", " is at least "),
    _step(r"\s*=+\s*", " equals "),
    _step(r"\s*\+\s*(?=\w)", " plus "),
    _step(r"\s*<\s*(?=\w)", " is less than "),
    _step(r"\s+>\s*(?=\w)", " is more than "),
    _step(r"%", " percent "),
    _step(r"°", " degrees "),
    _step(r"\s@\s?", " at "),
    _step(r"\s*(?:—|\s[-\u2013]+\s|\u2013)\s*", ", "),
    _step(r"\b[A-Z]{2,}s?\b", _acronym),
    _step(r"[*_#^~|\\<>{}\[\]=+@/]", " "),
    _step(r"\.{2,}", "..."),
)
