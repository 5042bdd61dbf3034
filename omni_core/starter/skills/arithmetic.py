"""Calculation: spoken arithmetic in words or digits."""

from __future__ import annotations

import ast
import math

from simpleeval import DEFAULT_OPERATORS, SimpleEval

from omni_core.starter.skills.expression import Expression, read_expression
from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import digits, pattern, plain
from omni_core.wording import number, sentence

_ASKED = pattern(
    r"(?:(?P<head>(?:what|how much|how many) (?:is|are|does|do|would be|makes?)|what"
    r"|calculate|compute|work out|solve|what do you get if you|what about|how about) )?"
    r"(?:the (?:answer to|result of) )?"
    r"(?P<sum>.+?)"
    r"(?: (?:equals?(?: to)?|makes?|is|give|=|is equal to)| ?=)?(?: what)?"
)
_NAMES = frozenset({"9/11", "24/7", "50/50"})
"""Written like a calculation, but meant as a name."""

_MISHEARD_WORDS = 2
"""So many words after "what" may be anything, if what follows is a calculation and no more."""

_LARGEST_WHOLE = 2**53
"""Up to here every whole number is exact as floating point."""


def _whole_if_exact(result: float) -> float:
    return int(result) if abs(result) <= _LARGEST_WHOLE and result.is_integer() else result


def _power(base: float, exponent: float) -> float:
    """`base` to the power of `exponent`, in bounded time whatever a person asks for.

    Raises: OverflowError if it does not fit a floating point number, ValueError if it is not real.
    """
    return _whole_if_exact(math.pow(base, exponent))


def _square_root(value: float) -> float:
    return _whole_if_exact(math.sqrt(value))


def _cube_root(value: float) -> float:
    return _whole_if_exact(math.cbrt(value))


def _read(text: str, misheard: int) -> Expression | None:
    """The calculation `text` is, or is after up to `misheard` other words ("in 17 plus 25")."""
    expression = read_expression(text)
    if expression is not None or not misheard or not text[:1].isalpha():
        return expression
    return _read(text.partition(" ")[2], misheard - 1)


class Arithmetic:
    """Answers calculations."""

    def __init__(self) -> None:
        self._calculator = SimpleEval(
            operators={**DEFAULT_OPERATORS, ast.Pow: _power},
            functions={"sqrt": _square_root, "cbrt": _cube_root},
            names={},
        )

    def answer(self, words: str, _context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        asked = _ASKED.fullmatch(digits(plain(words)))
        if asked is None or asked["sum"] in _NAMES:
            return None
        expression = _read(asked["sum"], misheard=_MISHEARD_WORDS if asked["head"] else 0)
        if expression is None:
            return None
        try:
            result = number(self._calculator.eval(expression.formula))
        except ZeroDivisionError:
            return Answer("Nothing can be divided by zero.")
        except OverflowError:
            return Answer("That number is too large for me.")
        except ValueError:
            return Answer("That has no answer among the real numbers.")
        if "(" in asked["sum"]:  # brackets cannot be heard
            return Answer(f"That makes {result}.")
        return Answer(sentence(f"{expression.said} is {result}"))
