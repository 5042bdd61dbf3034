"""Which blocks are computed together, and which of them are kept.

Kept blocks need one more block of codes behind them, because one layer looks a block ahead.
What lies before them is either computed again from its noise, two blocks of it (`reference`, the
schedule of the published server), or remembered as keys and values (`cached`, ours).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PAST_BLOCKS = 2
"""How far the layers that look back reach together."""

AHEAD_BLOCKS = 1
"""How far the layer that looks ahead reaches."""


class Schedule(Enum):
    """How a reply's blocks are shared out among windows."""

    REFERENCE = "reference"
    CACHED = "cached"


@dataclass(frozen=True, slots=True)
class Window:
    """Blocks [first, stop) are computed, [own, own_stop) of them kept; all count from the reply."""

    first: int
    own: int
    own_stop: int
    stop: int

    @property
    def blocks(self) -> int:
        """How many are computed."""
        return self.stop - self.first


def next_window(
    schedule: Schedule, done: int, known: int, finished: bool, chunk: int
) -> Window | None:
    """The window that keeps the next blocks, or None while it has to wait.

    done: blocks kept so far.  known: blocks whose codes are all there; the last one of a finished
    reply may hold fewer codes.  chunk: the most blocks to keep, 1 or more.
    """
    own_stop = min(done + chunk, known)
    if own_stop == done or (not finished and known < done + chunk + AHEAD_BLOCKS):
        return None
    first = max(done - PAST_BLOCKS, 0) if schedule is Schedule.REFERENCE else done
    return Window(first, done, own_stop, min(own_stop + AHEAD_BLOCKS, known))
