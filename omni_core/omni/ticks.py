"""Which camera frame each half-second of a span takes.

The model sees two frames a second, whatever the camera gives: each tick takes the newest frame
taken by then, or repeats the last one.  Two ticks are a temporal grid.  Times are counted in
samples of the hearing rate, so that sound and pictures share one exact clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

Picture = NDArray[np.uint8]
Pair = tuple[Picture, Picture]

TICK = HEARING_RATE // 2
"""Samples between two ticks: the model was trained on 2 frames a second."""

GRID = 2 * TICK
"""Samples a temporal grid lasts: two frames."""


@dataclass(frozen=True, slots=True, eq=False)
class Ticks:
    """The camera of one span; immutable, so that a mark can hold it.

    origin: the sample of tick 0.  resolved: ticks that have taken their frame.
    newest: the newest frame seen, and newest_at the sample it was taken at.
    first: the frame of an even tick that waits for its odd one.
    """

    origin: int
    newest: Picture
    newest_at: int
    resolved: int = 0
    first: Picture | None = None

    def see(self, picture: Picture, taken_at: int) -> tuple[Ticks, list[Pair]]:
        """A newer frame: every tick before it takes the frame known until then.

        Ticks from before the first frame take that one.
        """
        ticks, pairs = self.resolve(-(-(taken_at - self.origin) // TICK))
        return replace(ticks, newest=picture, newest_at=max(taken_at, self.newest_at)), pairs

    def resolve(self, count: int) -> tuple[Ticks, list[Pair]]:
        """The first `count` ticks have passed: no later frame is theirs."""
        ticks, pairs = self, list[Pair]()
        while ticks.resolved < count:
            picture = ticks.newest
            if ticks.first is None:
                ticks = replace(ticks, resolved=ticks.resolved + 1, first=picture)
            else:
                pairs.append((ticks.first, picture))
                ticks = replace(ticks, resolved=ticks.resolved + 1, first=None)
        return ticks, pairs

    def finish(self, end: int) -> list[Pair]:
        """The span ends at sample `end`: the ticks before it take their frames.

        At least the newest frame is shown, and an odd last frame is doubled.
        """
        last = max(end, self.newest_at + 1)
        ticks, pairs = self.resolve(-(-(last - self.origin) // TICK))
        if ticks.first is not None:
            pairs.append((ticks.first, ticks.first))
        return pairs
