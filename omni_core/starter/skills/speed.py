"""Speaking slower and faster."""

from __future__ import annotations

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import pattern, plain

SLOWEST, FASTEST = 0.5, 2.0
"""The range of `Options.speed`."""

STEP = 1.25
"""How much faster one "faster" is: clearly heard, and four of them stay in the range."""

_SPEAK = r"(?:(?:speak|talk|go|be|say it|read|reply|answer) )?"
_DEGREE = r"(?:a (?:little|bit|little bit) |even |much |still |(?:a )?lot )?"
_A_BIT = r"(?: a (?:bit|little))?"
_YOU_ARE = (
    r"(?:(?:that is|that was|you (?:are|speak|talk)|you are (?:talking|speaking)) )?"
    r"(?:much |a bit )?"
)
_SLOWER = pattern(
    rf"{_SPEAK}{_DEGREE}(?:slower|more slowly|less fast|less quickly)|(?:speak|talk|go) slow(?:ly)?"
    rf"|slow(?: it)? down{_A_BIT}|{_YOU_ARE}too (?:fast|quick(?:ly)?)|not so fast"
)
_FASTER = pattern(
    rf"{_SPEAK}{_DEGREE}(?:faster|more quickly|quicker|less slowly)"
    rf"|(?:speak|talk|go) (?:fast|quickly)|speed(?: it)? up{_A_BIT}|hurry up"
    rf"|{_YOU_ARE}too slow(?:ly)?|not so slow(?:ly)?"
)
_NORMAL = pattern(
    r"(?:(?:speak|talk) )?(?:at |in |with |back (?:to|at) |go back to )?(?:a |the |your )?"
    r"normal (?:speed|pace)(?: again)?"
    r"|(?:speak|talk)(?: again)? normal(?:ly)?(?: again)?|(?:normal|usual|default) speed"
)


def slower(speed: float) -> float:
    """One step slower than `speed`, at the slowest `SLOWEST`."""
    return max(SLOWEST, round(speed / STEP, 2))


def faster(speed: float) -> float:
    """One step faster than `speed`, at the fastest `FASTEST`."""
    return min(FASTEST, round(speed * STEP, 2))


class Speed:
    """Changes how fast the voice speaks."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence spoken at the new speed, or None."""
        text = plain(words)
        if _SLOWER.fullmatch(text):
            if context.speed <= SLOWEST:
                return Answer("I already speak as slowly as I can.")
            return Answer("I will speak slower.", speed=slower(context.speed))
        if _FASTER.fullmatch(text):
            if context.speed >= FASTEST:
                return Answer("I already speak as fast as I can.")
            return Answer("I will speak faster.", speed=faster(context.speed))
        if _NORMAL.fullmatch(text):
            return Answer("I will speak at my normal speed.", speed=1.0)
        return None
