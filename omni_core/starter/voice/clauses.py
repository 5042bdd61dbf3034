"""Cuts a reply into clauses while it is still being written, so that speech can begin early.

A cut is decided by the text up to some character alone, and as soon as that character is there;
so the clauses are the same however the text arrives in pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the reply to be spoken in one breath.

    text: as written, with the space around it; the clauses joined are the reply.
    end: its end, in characters from the beginning of the whole reply.
    """

    text: str
    end: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a clause may be, in characters.

    soft: a comma, colon or dash ends a clause that is at least this long.
    linked: a linking word begins the next clause if this one is at least this long.
    longest: a clause longer than this is cut between two words.
    """

    soft: int
    linked: int
    longest: int


LENGTHS = (
    Lengths(10, 28, 40),
    Lengths(24, 48, 72),
    Lengths(32, 110, 110),
    Lengths(56, 180, 180),
)
"""Of the first, second, third, and each later clause.  The first is short, so that sound starts
soon; each one's sound then covers the making of the next, which is about twice as long, for a
voice speaks a longer one better.

Twenty letters are a second of speech, and a third of a second of writing on two slow cores.
"""

LONGEST_WORD = 300
"""Characters; a run without any space is cut after this many."""

_CLOSERS = r"[\"'”\u2019»)\]}*_`~]*"
_SENTENCE_END = re.compile(rf"[.!?…]{_CLOSERS}$")
_PHRASE_END = re.compile(rf"(?:[,;:]{_CLOSERS}|(?<!\S)(?:[-\u2013—]+)|—|[)\]])$")
_DOTTED_WORD = re.compile(r"(?<![\w'\u2019])([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,3}\.$")

_NEVER_LAST = re.compile(
    r"dr|mr|mrs|ms|prof|sen|rep|gov|gen|col|capt|lt|sgt|st|mt|messrs|e\.g|i\.e|eg|ie|cf|vs|figs?|eq"
    r"|pp|vol|ca",
    re.IGNORECASE,
)
"""Abbreviations after which a sentence goes on."""
_SOMETIMES_LAST = re.compile(
    r"jr|sr|etc|al|inc|ltd|co|corp|dept|est|approx|min|max|nos?|ave|blvd|rd|a\.m|p\.m|am|pm"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun",
    re.IGNORECASE,
)
"""Abbreviations that may end a sentence: the next character tells."""
_NUMBER_SIGN = re.compile(r"nos?", re.IGNORECASE)
"""As an abbreviation this stands before a number only."""

_LINKING_WORD = re.compile(
    r"\s(?=(?:and|or|but|because|so|which|who|that|when|while|where|if|as|than|then|for|with"
    r"|from|in|on|at|by|to|of|about|between|into|over|under|after|before|until|since)\s)"
)
_BREAKS = (
    _LINKING_WORD,
    re.compile(r"(?<![\d.])\s(?![\dA-Z])"),
    re.compile(r"\s"),
)
"""Where a long run is cut, best first: before a linking word, where speakers may pause; where no
number or name is torn from its neighbour; between any two words."""


class ClauseSplitter:
    """Takes the text of one reply as it comes, gives its clauses as soon as they are known."""

    def __init__(self) -> None:
        self._rest = ""
        self._decided = 0  # characters of the rest that hold no cut
        self._end = 0
        self._count = 0

    def push(self, text: str) -> list[Clause]:
        """Add the next piece of the reply; the clauses that are complete now."""
        self._rest += text
        clauses: list[Clause] = []
        while self._decided < len(self._rest):
            self._decided += 1
            cut = self._cut(self._rest[: self._decided])
            if cut is not None:
                clauses.append(self._take(cut))
        return clauses

    def finish(self) -> list[Clause]:
        """The reply is complete: what remains of it, if that is more than space."""
        return [self._take(len(self._rest))] if self._rest.strip() else []

    def _take(self, length: int) -> Clause:
        clause = self._rest[:length]
        self._rest = self._rest[length:]
        self._decided = 0
        self._end += length
        self._count += 1
        return Clause(clause, self._end)

    def _cut(self, text: str) -> int | None:
        """Where to cut the clause begun by `text`, now that its last character is known."""
        lengths = LENGTHS[min(self._count, len(LENGTHS) - 1)]
        if not any(map(str.isalnum, text)):
            return None
        if text[-1].isspace():
            return self._cut_at_space(text, lengths)
        doubtful = _after_doubtful_abbreviation(text)
        if doubtful is not None:
            return doubtful
        return _cut_long_run(text) if len(text) > lengths.longest else None

    def _cut_at_space(self, text: str, lengths: Lengths) -> int | None:
        said = text[:-1]
        if text[-1] == "\n" and not _LIST_NUMBER.search(said):
            return len(text)
        if _SENTENCE_END.search(said):
            return len(text) if _ends_sentence(said) else None
        if _PHRASE_END.search(said) and len(said.strip()) >= lengths.soft:
            return len(text)
        linking = _LINKING_WORD.search(text, lengths.linked)
        return linking.end() if linking else None


def _abbreviation(text: str) -> str | None:
    """The word before the dot that ends `text`, or None if that is no dotted word."""
    word = _DOTTED_WORD.search(text)
    return word[1] if word else None


def _is_initial(word: str) -> bool:
    """Whether this is an initial ("J") or a row of them ("U.S"): these seldom end a sentence."""
    return word != "I" and all(len(part) == 1 and part.isupper() for part in word.split("."))


def _ends_sentence(text: str) -> bool:
    """Whether the mark at the end of `text` surely ends a sentence, whatever follows."""
    if _LIST_NUMBER.search(text):
        return False
    word = _abbreviation(text)
    if word is None:
        return True
    if _is_initial(word) or "." in word:
        return False
    return not (_NEVER_LAST.fullmatch(word) or _SOMETIMES_LAST.fullmatch(word))


def _after_doubtful_abbreviation(text: str) -> int | None:
    """The cut before the last character of `text`, if it shows that "p.m. " ended a sentence."""
    before, letter = text[:-1], text[-1]
    said = before.rstrip()
    word = _abbreviation(said) if said != before else None
    if word is None or _is_initial(word) or _NEVER_LAST.fullmatch(word):
        return None
    if _NUMBER_SIGN.fullmatch(word):
        return None if letter.isdigit() else len(before)
    return len(before) if letter.isupper() else None


def _cut_long_run(text: str) -> int | None:
    """Where a clause that has become too long is best cut; None to wait for a space."""
    begin = len(text) // 3  # an earlier cut would leave a scrap
    for breaks in _BREAKS:
        found = [place.end() for place in breaks.finditer(text, begin)]
        if found:
            return found[-1]
    return len(text) if len(text) >= LONGEST_WORD else None
