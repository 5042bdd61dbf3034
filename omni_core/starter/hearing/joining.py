"""Putting the words of a turn's segments together into sentences.

A recogniser ends every segment like a sentence, but people pause in the middle of one ("Set a
timer. For five minutes.").  Where the words around a pause show that the sentence goes on, its
full stop and the capital after it are taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _words(
    "a an and are as at because but by for from if in is my of or our than that the their to was "
    "were what when which with your"
)
"""Words that end no sentence (or hardly ever, for those that also ask or stand alone)."""

_NEVER_FIRST = _words("and by for from in into of on or than to until with")
"""Words that, after a pause, go on with the sentence before."""

_SMALL = _NEVER_LAST | _NEVER_FIRST | _words("he his how it its she so there they this we you")
"""Words whose capital comes from their place alone: unlike a name they may lose it."""

_ENDS = (".", "!", "?", "…")
_FULL_STOPS = (".", "…")
_DOUBLED_COMMA = re.compile(r",(\s*,)+")
_SENTENCE_START = re.compile(r"(?<=[.!?] )[a-z]")


def join(texts: Iterable[str]) -> str:
    """The texts of successive segments as one, every sentence with a capital."""
    whole = ""
    for text in filter(None, texts):
        whole = _goes_on(whole, text) if whole else text
    whole = _DOUBLED_COMMA.sub(",", whole)
    return _SENTENCE_START.sub(lambda letter: letter[0].upper(), whole)


def _goes_on(before: str, after: str) -> str:
    first, space, rest = after.partition(" ")
    start = first.lower()
    dangling = before.rsplit(" ", 1)[-1].rstrip("".join(_FULL_STOPS)).lower() in _NEVER_LAST
    if before.endswith(_FULL_STOPS) and (dangling or start.rstrip(",") in _NEVER_FIRST):
        before = before.rstrip("".join(_FULL_STOPS))
    if not before.endswith(_ENDS) and start.rstrip(",") in _SMALL:
        first = start
    return f"{before} {first}{space}{rest}"
