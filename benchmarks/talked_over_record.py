"""How the record shows that a reply was talked over: lowered, silent, full again, said twice."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.speaker_record import QUIET, STEP, gains
from tests.rig.correlation import find
from tests.rig.coupler import RATE

ALIKE = 0.95
DUCKED = 0.3
"""Gain from which a step counts as ducked: -12 dB are 0.25."""

LOWERED_STEPS = 6
"""So many in a row are no dip within a word."""

FULL = 0.9
HEARD = 0.001
"""Above this a sample of the speaker is sound: 60 dB below the loudest."""

HELD = 0.2
"""Seconds of silence that are no pause between words but a held reply."""

BESIDE = 0.4
"""Seconds before and behind a held reply's silence by which its places are found."""

AFTER_NOISE = 1.2
TAIL = 0.8
"""Seconds behind a noise by when the reply goes on, and how much of it is looked at there."""


def ducked_after(gain: NDArray[np.float64]) -> float | None:
    """Seconds until the last step before a run of lowered ones; steps of silence tell nothing."""
    told = np.flatnonzero(~np.isnan(gain))
    for first in range(told.size - LOWERED_STEPS):
        if (gain[told[first : first + LOWERED_STEPS]] <= DUCKED).all():
            return round(float(told[first - 1] + 1) * STEP / RATE, 3) if first else 0.0
    return None


def first_silence(loud: NDArray[np.float32]) -> int | None:
    """The sample after which nothing sounds for half a second."""
    sounding = np.flatnonzero(loud > HEARD)
    if sounding.size == 0:
        return 0
    for index, gap in zip(sounding, np.diff(np.append(sounding, loud.size)), strict=True):
        if gap > RATE // 2:
            return int(index) + 1
    return None


def going_on(
    noise: int, rendered: NDArray[np.float32], speaker: NDArray[np.float32], here: int, onset: int
) -> dict[str, Any]:
    """Of a reply that went on: when it was full again, and what was repeated (<0: lost).

    noise: samples of what was said over it.  rendered: the whole reply, 48 kHz.  here: its sample
    at the onset, which is sample `onset` of the speaker's record.
    """
    later = onset + noise + round(AFTER_NOISE * RATE)
    tail = speaker[later : later + round(TAIL * RATE)]
    if tail.size < RATE // 2 or float(np.abs(tail).max()) < QUIET:
        return {"went_on": False}
    match = find(tail, rendered) if rendered.size > tail.size else None
    if match is None or match.likeness < ALIKE:
        return {"went_on": False}
    behind = (here + later - onset) - match.at
    aligned = rendered[max(0, here - behind) :]
    gain = gains(aligned, speaker[onset : later + tail.size])
    end = noise // STEP
    not_full = np.flatnonzero(gain[end:] < FULL)
    result: dict[str, Any] = {
        "went_on": True,
        "full_after_end": round((int(not_full[-1]) + 1) * STEP / RATE, 3) if not_full.size else 0.0,
    }
    held = held_silence(np.abs(speaker[onset : later + tail.size]))
    if held is None:
        return result | {"repeated_seconds": round(behind / RATE, 3)}
    stopped, resumed = (onset + sample for sample in held)
    beside = round(BESIDE * RATE)
    before = find(speaker[stopped - beside : stopped], rendered)
    after = find(speaker[resumed : resumed + beside], rendered)
    result["held_seconds"] = round((resumed - stopped) / RATE, 3)
    if min(before.likeness, after.likeness) >= ALIKE:
        result["repeated_seconds"] = round((before.at + beside - after.at) / RATE, 3)
    return result


def held_silence(loud: NDArray[np.float32]) -> tuple[int, int] | None:
    """The longest silence between two sounds: its first sample, and the first behind it."""
    sounding = np.flatnonzero(loud > HEARD)
    if sounding.size < 2:
        return None
    gaps = np.diff(sounding)
    longest = int(np.argmax(gaps))
    if gaps[longest] < HELD * RATE:
        return None
    return int(sounding[longest]) + 1, int(sounding[longest + 1])
