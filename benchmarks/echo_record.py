"""What a record of the rig shows of its room: whether the echo kept its distance.

A canceller that knows a room lets echo through for a second or two where the way to the microphone
has become shorter.  A busy machine does that to the rig, whose room loses a few milliseconds then.
"""

from __future__ import annotations

from bisect import bisect

import numpy as np

from benchmarks.speaker_record import QUIET, Samples
from tests.rig.correlation import find
from tests.rig.coupler import RATE

PART, STEP, REACH = RATE, RATE // 4, RATE // 5
"""Samples of the speaker whose echo is sought, how far the next ones are on, and how late it may
come."""

LIKENESS = 0.5
"""From which on the echo is found: half of it comes straight, the rest is the room's."""

MOVED = RATE // 1000
"""1 ms: what two crystals part by in ten seconds is none."""


def echo_moves(speaker: Samples, microphone: Samples) -> list[tuple[int, float]]:
    """Where the echo of the speaker came to reach the microphone sooner or later than before.

    speaker, microphone: 48 kHz, on one clock.
    Returns: sample by which it had moved, and by how many milliseconds (< 0: sooner).
    """
    moves: list[tuple[int, float]] = []
    delay = seen = None
    ends = PART // 4
    for begin in range(0, speaker.size - PART - REACH, STEP):
        played = speaker[begin : begin + PART]
        if min(np.abs(played[:ends]).max(), np.abs(played[-ends:]).max()) < QUIET:
            continue
        match = find(played, microphone[begin : begin + PART + REACH])
        if match.likeness < LIKENESS:
            continue
        if seen is not None and abs(match.at - seen) < MOVED:  # twice the same
            if delay is not None and abs(match.at - delay) >= MOVED:
                moves.append((begin, round(1000 * (match.at - delay) / RATE, 1)))
            delay = match.at
        seen = match.at
    return moves


def by_turn(moves: list[tuple[int, float]], begins: list[int]) -> dict[int, list[float]]:
    """The moves in milliseconds of each turn that has any; begins: of the turns, in samples."""
    found: dict[int, list[float]] = {}
    for at, milliseconds in moves:
        turn = bisect(begins, at) - 1
        if turn >= 0:
            found.setdefault(turn, []).append(milliseconds)
    return found
