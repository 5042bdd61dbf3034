"""Where the words that were looked for stand in a text, so that they can be shown emphasised.

As the index finds them (`app.history.words`): whole words or their beginnings, without capitals
and accents, and any letters in a row of scripts that have no spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.history.words import STANDS_ALONE

Span = tuple[int, int]
"""From, to: characters of a text."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_SPACED = r"[^\W_](?:[^\W_]+|[\u0300-\u036f]+)*"
_WORD = re.compile(_SPACED)
"""Letters and digits in a row, with their accents."""

_ANY_WORD = re.compile(
    rf"(?=[^\W_]){STANDS_ALONE}|(?!{STANDS_ALONE})[^\W_]"
    rf"(?:(?!{STANDS_ALONE})(?:[^\W_]|[\u0300-\u036f]))*"
)
"""The same; a letter that stands alone is a word."""

_ALONE = re.compile(STANDS_ALONE)

_Word = tuple[str, int, int]
"""A word as it counts, and where it stands."""


class _Folds(dict[int, str]):
    """Of each character the one that it counts as: without its capital and its accent."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        folded, *marks = unicodedata.normalize("NFD", letter)
        # A Korean syllable falls apart too, but into letters, not into one with its accents.
        self[code] = folded if all(map(_ACCENTS.fullmatch, marks)) else letter[0]
        return self[code]


_FOLDS = _Folds()


def found_in(text: str, asked: str) -> tuple[Span, ...]:
    """The words of `text` that `asked`, as a person typed it, finds; in order, none twice."""
    words = _words(text)
    spans: set[Span] = set()
    for piece in asked.replace("\0", " ").replace('"', " ").split():
        phrase = [word for word, _, _ in _words(piece)]
        if len(phrase) == 1:
            spans |= {(first, end) for word, first, end in words if word.startswith(phrase[0])}
        elif phrase:
            spans |= _phrases(words, phrase)
    return _joined(sorted(spans))


def _phrases(words: Sequence[_Word], phrase: Sequence[str]) -> set[Span]:
    """Where the words of `phrase` stand in a row, of the last one its beginning."""
    *whole, beginning = phrase
    spans: set[Span] = set()
    for at in range(len(words) - len(whole)):
        last, _, end = words[at + len(whole)]
        if last.startswith(beginning) and all(
            words[at + n][0] == word for n, word in enumerate(whole)
        ):
            spans.add((words[at][1], end))
    return spans


def _words(text: str) -> list[_Word]:
    folded = text.translate(_FOLDS)
    pattern = _ANY_WORD if _ALONE.search(text) else _WORD
    return [(_ACCENTS.sub("", word[0]), *word.span()) for word in pattern.finditer(folded)]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that overlap made one."""
    joined: list[Span] = []
    for first, end in spans:
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return tuple(joined)
