"""TMRoPE: where every token stands in time, height and width, one piece of prompt after another.

arXiv 2503.20215, section 2.1; the rules are those of the reference's `get_rope_index`, brought
into a form that never needs to know what comes next (docs/positions.md):

* text, and each marker that opens or closes a span, takes one id on all three axes; the two
  markers of sound and picture together share one;
* sound takes one id a token (40 ms) from the span's start on;
* a picture's tokens share the time of their temporal grid and count rows and columns from the
  span's start; a grid lasts one second, 25 ids;
* whatever follows stands one behind the largest id of the *last piece*, which is not always the
  largest of all: a film outlasted by its rows, or by its sound, is overlapped.  Only a reply
  begins behind everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

PositionIds = NDArray[np.int64]
"""[3, n]: time, height and width of n tokens."""


@dataclass(frozen=True, slots=True)
class Positions:
    """How far a prompt's positions have come; immutable, so that a mark can hold it.

    ids_a_grid: temporal ids a grid lasts.  next: what the next piece begins with.
    highest: the largest id so far.  start: the open media span's first id, and sounds and grids
    how many tokens and temporal grids it has had.
    """

    ids_a_grid: int
    next: int = 0
    highest: int = -1
    start: int = 0
    sounds: int = 0
    grids: int = 0

    def text(self, count: int) -> tuple[Positions, PositionIds]:
        """`count` tokens of text."""
        return self._laid(np.arange(self.next, self.next + count))

    def opened(self, markers: int) -> tuple[Positions, PositionIds]:
        """The markers that open a span; together they take one id."""
        after, ids = self._laid(np.full(markers, self.next))
        return replace(after, start=after.next, sounds=0, grids=0), ids

    def sound(self, tokens: int) -> tuple[Positions, PositionIds]:
        """The next tokens of the span's sound."""
        first = self.start + self.sounds
        after, ids = self._laid(np.arange(first, first + tokens))
        return replace(after, sounds=self.sounds + tokens), ids

    def grid(self, rows: int, columns: int) -> tuple[Positions, PositionIds]:
        """The span's next temporal grid, of rows x columns tokens; a still is its only one."""
        time = self.start + self.grids * self.ids_a_grid
        ids = np.empty((3, rows, columns), np.int64)
        ids[0] = time
        ids[1] = self.start + np.arange(rows)[:, None]
        ids[2] = self.start + np.arange(columns)
        after, flat = self._laid(ids.reshape(3, -1))
        return replace(after, grids=self.grids + 1), flat

    def closed(self, markers: int) -> tuple[Positions, PositionIds]:
        """The markers that close a span; together they take one id."""
        return self._laid(np.full(markers, self.next))

    def reply(self) -> Positions:
        """A reply begins behind everything, as it does in the reference's decoding."""
        return replace(self, next=self.highest + 1)

    def _laid(self, ids: NDArray[np.int64]) -> tuple[Positions, PositionIds]:
        """After a piece with these ids, [n] for all axes or [3, n]."""
        if not ids.size:
            return self, np.empty((3, 0), np.int64)
        last = int(ids.max())
        after = replace(self, next=last + 1, highest=max(self.highest, last))
        return after, np.broadcast_to(ids, (3, ids.shape[-1])).astype(np.int64)
