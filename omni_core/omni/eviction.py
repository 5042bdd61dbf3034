"""Which stretches leave a context that has grown full, between two turns.

At 75 % of the limit whole stretches go until 50 % is left: the oldest pictures and sounds first,
then the oldest turns with their replies.  The system prompt and the last turn's words stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from omni_core.omni.context import Stretch

FULL = 0.75
"""Share of the limit above which something must go (DESIGN section 3)."""

LEFT = 0.5
"""Share of the limit that may stay."""


ROOM_FOR_A_TURN = 2048
"""Positions that must be left when a turn begins: a minute of speech and a reply."""


def is_worn(next_position: int, most: int) -> bool:
    """Whether positions run out: they only ever grow, also where content was dropped.

    next_position: of the next turn, and as many more as its reply's codes may take.
    """
    return next_position + ROOM_FOR_A_TURN > most


def is_full(length: int, limit: int) -> bool:
    """Whether a context of `length` tokens must be thinned out before the next turn."""
    return length > FULL * limit


def kept(stretches: Sequence[Stretch], limit: int) -> list[Stretch]:
    """The stretches that stay, in their order."""
    staying = list(stretches)
    surplus = sum(stretch.size for stretch in staying) - LEFT * limit
    last_turn = max((stretch.place.turn for stretch in staying), default=0)
    media = [stretch for stretch in staying if stretch.place.kind == "media"]
    words = [
        stretch
        for stretch in staying
        if stretch.place.kind in ("text", "reply") and stretch.place.turn < last_turn
    ]
    turns = sorted({stretch.place.turn for stretch in words})
    leaving = [[stretch] for stretch in media]
    leaving += [[stretch for stretch in words if stretch.place.turn == turn] for turn in turns]
    for group in leaving:
        if surplus <= 0:
            break
        for stretch in group:
            staying.remove(stretch)
            surplus -= stretch.size
    return staying
