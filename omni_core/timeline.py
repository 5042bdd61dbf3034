"""The clock of what a conversation hears: gaps filled or refused, overlaps refused.

Every engine keeps one `SoundTimeline`, an immutable value that a mark can hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import MAX_FILLED_GAP, GapError, OverlapError
from omni_core.media import HEARING_RATE, AudioBlock


@dataclass(frozen=True, slots=True)
class SoundTimeline:
    """Where the next sample belongs, and whether this turn has heard anything yet.

    Nothing is fed between turns, so the first block of a turn may start at any later time.
    """

    next_sample: int = 0
    turn_begun: bool = False

    def accept(self, block: AudioBlock) -> tuple[SoundTimeline, NDArray[np.float32]]:
        """The timeline after `block`, and a copy of its samples with the gap before, [gap + n].

        Starts are rounded to the nearest sample: callers compute them in floating point.

        Raises: GapError above `MAX_FILLED_GAP` within a turn, OverlapError below zero.
        """
        start = round(block.start * HEARING_RATE)
        gap = start - self.next_sample
        if gap < 0:
            raise OverlapError(
                f"This sound starts {-gap / HEARING_RATE:.3f} s before the end of the last block."
            )
        if not self.turn_begun:
            gap = 0
        if gap > round(MAX_FILLED_GAP * HEARING_RATE):
            raise GapError(f"{gap / HEARING_RATE:.3f} s of sound are missing before this block.")
        after = SoundTimeline(start + block.samples.size, turn_begun=True)
        return after, np.concatenate((np.zeros(gap, np.float32), block.samples))

    def after_turn(self) -> SoundTimeline:
        """The person's turn is over: the next block may come after any pause."""
        return SoundTimeline(self.next_sample)
