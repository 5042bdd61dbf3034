"""Arithmetic as it is spoken, turned into a formula a calculator takes.

The grammar is that of speech: operands are numbers with words before ("the square root of",
"half of", "15 percent of") or after them ("squared"), joined by operators.  Anything else is
refused, so that a sentence which merely holds numbers is never calculated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from omni_core.starter.skills.words import pattern

_NUMBER = pattern(r"\d+(?:\.\d+)?(?![\d.:])")
_HUNDREDS_AND_MORE = pattern(r"([1-9]\d*00) and (\d{1,2})(?![\d.:])")
"""144 as some recognisers write it: "100 and 44"."""

_HOMOPHONES = {"won": "1", "to": "2", "too": "2", "for": "4", "ate": "8"}
"""Words a recogniser writes for a number; believed only where nothing but a number can stand."""

_HOMOPHONE = pattern(rf"(?:{'|'.join(_HOMOPHONES)})\b")

_MAX_DEPTH = 20
"""Operands within operands; nobody says more."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A phrase, what it becomes in the formula, and how it is said back."""

    heard: re.Pattern[str]
    becomes: str
    said: str


# By their code: en dash 2013, minus 2212; times 00d7, dot 00b7; division 00f7, fraction 2044.
_SIGN = _Word(pattern(r"(?:minus|negative)\b|[-\u2013]"), "-{}", "minus {}")
_BEFORE = (
    _Word(pattern(r"(?:the )?(?:square )?root of\b|√"), "sqrt({})", "the square root of {}"),
    _Word(pattern(r"(?:the )?cub(?:e|ic) root of\b"), "cbrt({})", "the cube root of {}"),
    _Word(pattern(r"(?:an? |1 )?half (?:of )?(?!past\b)"), "({}/2)", "half of {}"),
    _Word(pattern(r"(?:a |1 )?(?:third|3rd) of\b"), "({}/3)", "a third of {}"),
    _Word(pattern(r"(?:a |1 )?quarter of\b"), "({}/4)", "a quarter of {}"),
    _Word(pattern(r"2 (?:thirds|3rds) of\b"), "({}*2/3)", "two thirds of {}"),
    _Word(pattern(r"3 quarters of\b"), "({}*3/4)", "three quarters of {}"),
    _Word(pattern(r"(?:double|twice)\b"), "(2*{})", "twice {}"),
)
_AFTER = (
    _Word(pattern(r"squared\b"), "({})**2", "{} squared"),
    _Word(pattern(r"cubed\b"), "({})**3", "{} cubed"),
)
_BETWEEN = (
    _Word(pattern(r"(?:plus|added to)\b|\+"), "+", "plus"),
    _Word(pattern(r"(?:minus|less|take away)\b|[-\u2013\u2212]"), "-", "minus"),
    _Word(pattern(r"(?:raised )?to the power(?: of)?\b|\*\*|\^"), "**", "to the power of"),
    _Word(pattern(r"(?:times|multiplied by)\b|[*\u00d7\u00b7]|x(?![^\W\d])"), "*", "times"),
    _Word(pattern(r"(?:divided by|over)\b|[/\u00f7\u2044]"), "/", "divided by"),
    _Word(pattern(r"(?:modulo|mod)\b"), "%", "modulo"),
)
_PERCENT_OF = pattern(r"(?:per ?cent|%) of\b")
_ORDINAL_POWER = pattern(r"(?:raised )?to the (\d+)(?:st|nd|rd|th)(?: power)?\b")
_TURNED_ROUND = (
    (pattern(r"(?:the )?sum of (.+) and (.+)"), r"\1 plus \2"),
    (pattern(r"add (.+) (?:and|to|with) (.+)"), r"\1 plus \2"),
    (pattern(r"(?:the )?product of (.+) and (.+)"), r"\1 times \2"),
    (pattern(r"multiply (.+) (?:by|with|and) (.+)"), r"\1 times \2"),
    (pattern(r"(?:the )?difference (?:between|of) (.+) and (.+)"), r"\1 minus \2"),
    (pattern(r"(?:subtract|take) (.+) from (.+)"), r"\2 minus \1"),
    (pattern(r"divide (.+) by (.+)"), r"\1 divided by \2"),
    (pattern(r"(?:the )?remainder of (.+) divided by (.+)"), r"\1 modulo \2"),
    (pattern(r"(\S+) ?(?:per ?cent|%) off (?:of )?(.+)"), r"\2 minus \1 percent of \2"),
)


@dataclass(frozen=True, slots=True)
class Expression:
    """`formula` for a calculator that knows `sqrt` and `cbrt`; `said` for the answer."""

    formula: str
    said: str


class _NotArithmeticError(Exception):
    """The words are not an expression."""


def read_expression(text: str) -> Expression | None:
    """Read plain `text` with numbers as digits; None if it is not a calculation.

    A lone number is none: there must be an operator, or a word such as "squared".
    """
    for turned, into in _TURNED_ROUND:
        if turned.fullmatch(text):
            text = turned.sub(into, text)
            break
    reader = _Reader(_ORDINAL_POWER.sub(r"to the power of \1", text))
    try:
        formula, said = reader.whole()
    except _NotArithmeticError:
        return None
    return Expression(formula, said) if reader.calculates else None


class _Reader:
    """Reads a text from left to right; `calculates` once there is more than a number in it."""

    def __init__(self, text: str) -> None:
        self._rest = text.strip()
        self._depth = 0
        self.calculates = False

    def whole(self) -> tuple[str, str]:
        """The formula of the whole text, and how it is said."""
        formula, said = self._chain()
        if self._rest:
            raise _NotArithmeticError
        return formula, said

    def _chain(self) -> tuple[str, str]:
        formula, said = self._operand()
        while (word := self._take(_BETWEEN)) is not None:
            right, right_said = self._operand()
            formula, said = f"{formula}{word.becomes}{right}", f"{said} {word.said} {right_said}"
        return formula, said

    def _operand(self) -> tuple[str, str]:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _NotArithmeticError
        try:
            return self._part()
        finally:
            self._depth -= 1

    def _part(self) -> tuple[str, str]:
        if self._drop(_SIGN.heard):
            formula, said = self._operand()
            return _SIGN.becomes.format(formula), _SIGN.said.format(said)
        if (word := self._take(_BEFORE)) is not None:
            formula, said = self._operand()
            return word.becomes.format(formula), word.said.format(said)
        formula, said = self._bracket() or self._number()
        if self._drop(_PERCENT_OF):
            self.calculates = True
            whole, whole_said = self._operand()
            return f"({formula}*{whole}/100)", f"{said} percent of {whole_said}"
        while (word := self._take(_AFTER)) is not None:
            formula, said = word.becomes.format(formula), word.said.format(said)
        return formula, said

    def _bracket(self) -> tuple[str, str] | None:
        if not self._drop(_OPENING):
            return None
        formula, said = self._chain()
        if not self._drop(_CLOSING):
            raise _NotArithmeticError
        return f"({formula})", said

    def _number(self) -> tuple[str, str]:
        if found := self._drop(_HUNDREDS_AND_MORE):
            whole = str(int(found[1]) + int(found[2]))
            return whole, whole
        if found := self._drop(_NUMBER):
            # "007" is no number to a calculator.
            return found[0].lstrip("0") or "0", found[0]
        if found := self._drop(_HOMOPHONE):
            meant = _HOMOPHONES[found[0].lower()]
            return meant, meant
        raise _NotArithmeticError

    def _take(self, words: tuple[_Word, ...]) -> _Word | None:
        for word in words:
            if self._drop(word.heard):
                self.calculates = True
                return word
        return None

    def _drop(self, beginning: re.Pattern[str]) -> re.Match[str] | None:
        found = beginning.match(self._rest)
        if found:
            self._rest = self._rest[found.end() :].lstrip()
        return found


_OPENING, _CLOSING = pattern(r"\("), pattern(r"\)")
