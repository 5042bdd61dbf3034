"""What a record of the rig shows: when a reply sounded, how loud, and which samples are missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE, SPEECH_RATE
from tests.rig.correlation import find
from tests.rig.coupler import RATE

Samples = NDArray[np.float32]

QUIET = 0.01
"""Below this a sample counts as silence, as in `benchmarks.spoken_questions`."""

STEP = RATE // 100
"""10 ms, in which loudness is looked at."""

FADE = RATE // 50
"""Samples at a reply's beginning that fade in."""

BROKEN = 0.1
"""Share of a reply's loudness by which 10 ms of the record may differ from what was rendered."""

SOFTEST, FULL = 0.2, 0.9
"""Gain of a lowered reply at least (-12 dB are 0.25), and from which on it is not lowered."""

EXACT = 0.999
"""Likeness of the record to what was rendered, from which they are the same sound."""


def voiced_end(samples: Samples) -> int:
    """The sample after the last voiced one."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    return int(loud[-1]) + 1 if loud.size else 0


def voiced_begin(samples: Samples) -> int:
    """The first voiced sample; the length if there is none."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    return int(loud[0]) if loud.size else samples.size


def at_speaker(speech: Samples) -> Samples:
    """Speech of the engine (24 kHz) as the speaker is given it."""
    return soxr.resample(speech, SPEECH_RATE, RATE).astype(np.float32)


def place(sound: Samples, record: Samples, near: int, within: float) -> int:
    """Where `sound` (48 kHz) begins in `record`, sought `within` seconds around sample `near`."""
    slack = round(within * RATE)
    begin = max(0, near - slack)
    return begin + find(sound, record[begin : near + sound.size + slack]).at


@dataclass(frozen=True, slots=True)
class Sounded:
    """A reply in the record.

    at: its first sample there.  likeness: to what was rendered.  broken: 10 ms steps that differ.
    lowered: steps that were played more softly, for somebody spoke over them or seemed to.
    """

    at: int
    likeness: float
    broken: int
    lowered: int

    @property
    def has_gap(self) -> bool:
        """Whether anything of it is missing, or came late."""
        return self.broken > 0 or (self.lowered == 0 and self.likeness < EXACT)


def sounded(speech: Samples, record: Samples, begin: int, end: int) -> Sounded | None:
    """How a whole reply (24 kHz) sounds between two samples of the record; None if it does not."""
    rendered = at_speaker(speech)
    part = record[begin:end]
    if rendered.size <= FADE or part.size < rendered.size - FADE:
        return None
    match = find(rendered[FADE:], part)
    there = part[match.at : match.at + rendered.size - FADE]
    size = there.size // STEP * STEP
    meant, given = (part[:size].reshape(-1, STEP) for part in (rendered[FADE:], there))
    loud = np.sqrt(np.square(meant).mean(axis=1)) > QUIET / 2
    gain = (meant * given).sum(axis=1) / np.maximum(np.square(meant).sum(axis=1), 1e-9)
    gain = np.where(loud, np.clip(gain, SOFTEST, 1.0), 1.0)
    off = given - gain[:, np.newaxis] * meant
    differs = np.sqrt(np.square(off).mean(axis=1)) > BROKEN * float(rendered.std())
    lowered = int((gain < FULL).sum())
    return Sounded(begin + match.at - FADE, match.likeness, int(differs.sum()), lowered)


def gains(rendered: Samples, record: Samples) -> NDArray[np.float64]:
    """How loud each 10 ms of `record` is against the same of `rendered` (48 kHz, aligned).

    Steps in which next to nothing was rendered have no loudness of their own: NaN.
    """
    size = min(rendered.size, record.size) // STEP * STEP
    meant = np.sqrt(np.square(rendered[:size].reshape(-1, STEP)).mean(axis=1))
    given = np.sqrt(np.square(record[:size].reshape(-1, STEP)).mean(axis=1))
    return np.where(meant > QUIET / 2, given / np.maximum(meant, 1e-9), np.nan)


@dataclass(frozen=True, slots=True)
class MicrophoneCheck:
    """least: likeness of 2 s of what the program heard to what reached the microphone.

    jumps: how many samples (16 kHz) the two have moved against each other.
    """

    least: float
    jumps: int


def compare_microphone(heard: Samples, record: Samples) -> MicrophoneCheck:
    """heard: 16 kHz, of the program.  record: 48 kHz, of the rig."""
    reached = soxr.resample(record, RATE, HEARING_RATE).astype(np.float32)
    length, slack = 2 * HEARING_RATE, HEARING_RATE // 2
    first = find(heard[:length], reached).at
    offset, least, jumps = first, 1.0, 0
    for begin in range(0, heard.size - length, length):
        near = max(0, begin + offset - slack)
        match = find(heard[begin : begin + length], reached[near : begin + offset + length + slack])
        least = min(least, match.likeness)
        moved = near + match.at - begin
        jumps += abs(moved - offset)
        offset = moved
    return MicrophoneCheck(least, jumps)
