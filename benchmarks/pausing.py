"""A pause in the middle of what somebody says: the place is found in their own speech.

A voice that is given half a sentence ends it as if that were all; a person who stops to think does
not.  So the whole sentence is spoken, its first half once more by itself, and the half is found in
the whole: by dynamic time warping of both spectrograms, then at the quietest moment nearby.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.cast import Cast
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.mel import STEP, log_mel

PLACE = "|"
NEARBY_SECONDS = 0.06
"""How far the quietest moment may be from where the half seems to end."""

FADE = HEARING_RATE // 200


def halves(cast: Cast, name: str, written: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What is said before and after the `PLACE` in `written`, float32 [n] each, 16 kHz."""
    first, _, second = written.partition(PLACE)
    whole = cast.say(name, f"{first.strip()} {second.strip()}")
    half = cast.say(name, first.strip())
    place = quietest(whole, end_of(half, whole))
    before, after = whole[:place].copy(), whole[place:].copy()
    ramp = np.linspace(0.0, 1.0, FADE, dtype=np.float32)
    before[-FADE:] *= ramp[::-1]
    after[:FADE] *= ramp
    return before, after


def end_of(half: NDArray[np.float32], whole: NDArray[np.float32]) -> int:
    """The sample of `whole` at which it has said what `half` says."""
    spoken, all_of_it = log_mel(half), log_mel(whole)
    distance = np.sqrt(((spoken[:, :, None] - all_of_it[:, None, :]) ** 2).mean(axis=0))
    cost = np.full((spoken.shape[1] + 1, all_of_it.shape[1] + 1), np.inf)
    cost[0, 0] = 0.0
    for row in range(spoken.shape[1]):
        for column in range(all_of_it.shape[1]):
            cost[row + 1, column + 1] = distance[row, column] + min(
                cost[row, column], cost[row, column + 1], cost[row + 1, column]
            )
    # The half's own last sounds die away; it ends where its last loud frame is matched.
    frames = np.sqrt(np.mean(np.pad(half, (0, -half.size % STEP)).reshape(-1, STEP) ** 2, axis=1))
    last = int(np.flatnonzero(frames > 0.05 * frames.max())[-1])
    ends = cost[last + 1, 1:] / np.arange(last + 1, last + 1 + all_of_it.shape[1])
    return int(np.argmin(ends)) * STEP


def quietest(sound: NDArray[np.float32], near: int) -> int:
    """The quietest sample within `NEARBY_SECONDS` of `near`."""
    reach, span = round(NEARBY_SECONDS * HEARING_RATE), STEP
    begin = max(span, near - reach)
    end = min(sound.size - span, near + reach)
    energy = [float(np.sum(sound[at - span : at + span] ** 2)) for at in range(begin, end, 16)]
    return begin + 16 * int(np.argmin(energy))
