"""How the record shows that a reply was talked over: lowered, silent, full again, said twice."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.speaker_record import FULL, QUIET, STEP, gains
from tests.rig.correlation import find
from tests.rig.coupler import RATE

ALIKE = 0.95
DUCKED = 0.3
"""Gain from which a step counts as ducked: -12 dB are 0.25."""

LOWERED_STEPS = 6
"""So many in a row are no dip within a word."""

HEARD = 0.001
"""Above this a sample of the speaker is sound: 60 dB below the loudest."""

HELD = 0.2
"""Seconds of silence that are no pause between words but a held reply."""

_BESIDE = round(0.2 * RATE)
"""Samples before and behind a held reply's silence by which its places are found: before it, all of
them were lowered already."""

_AROUND = round(1.2 * RATE)
"""How far from the expected place they may be."""

ALIKE_IN_SHORT = 0.9
"""Likeness of so little sound, which begins or ends with a ramp."""

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
    result["held_seconds"] = round((resumed - stopped) / RATE, 3)
    stop = _place(speaker[stopped - _BESIDE : stopped], rendered, here + stopped - onset - _BESIDE)
    again = _place(speaker[resumed : resumed + _BESIDE], rendered, here + stopped - onset)
    if stop is not None and again is not None:
        left_out = rendered[stop + _BESIDE : again]  # empty if the same was said again
        pauses = left_out.size > 0 and float(np.abs(left_out).max()) <= QUIET
        result["repeated_seconds"] = 0.0 if pauses else round((stop + _BESIDE - again) / RATE, 3)
    return result


def _place(sound: NDArray[np.float32], rendered: NDArray[np.float32], near: int) -> int | None:
    """The sample of `rendered` at which `sound` begins, about `near`; None if it is not there."""
    begin = max(0, near - _AROUND)
    part = rendered[begin : near + sound.size + _AROUND]
    if part.size <= sound.size:
        return None
    match = find(sound, part)
    return begin + match.at if match.likeness >= ALIKE_IN_SHORT else None


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
