"""Turns for the measurement of the mel floor: every recording, at many levels, after many leads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

DATA = Path(__file__).parent.parent / "tests" / "data"
RECORDINGS = DATA / "recordings"

PEAKS = (-30, -20, -10, 0)
"""dB of the loudest sample: from a person far from a microphone to one just not clipped."""

LONGEST = 8 * HEARING_RATE
"""Of a turn's speech, so that one long reading does not outweigh the short questions."""

ROOM = -50
"""dB of a room's noise below the loudest sample; it goes on under the speech."""

LEADS = {
    "none": (0, False),
    "silence 1 s": (1, False),
    "silence 3 s": (3, False),
    "room 1 s": (1, True),
    "room 3 s": (3, True),
}
"""What comes before the speech: seconds, and whether it is a room's noise or zeros."""

STEPS = 32767
"""Of a 16-bit microphone, from silence to the loudest sample."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Turn:
    """One recording at one level after one lead."""

    recording: str
    peak: int
    lead: str
    samples: Samples


def recordings(two_cities: Path) -> dict[str, Samples]:
    """Every packaged recording of a person, 16 kHz, at most `LONGEST` of each."""
    files = {
        str(path.relative_to(RECORDINGS)): path
        for path in sorted(RECORDINGS.rglob("*"))
        if path.suffix in {".wav", ".flac"}
    }
    files["two_cities.wav"] = two_cities
    read: dict[str, Samples] = {}
    for name, path in files.items():
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        read[name] = soxr.resample(samples.mean(axis=1), rate, HEARING_RATE)[:LONGEST]
    return read


def turn(name: str, speech: Samples, peak: int, lead: str) -> Turn:
    """As a 16-bit microphone gives it."""
    seconds, noisy = LEADS[lead]
    samples = np.pad(speech / np.abs(speech).max(), (seconds * HEARING_RATE, 0))
    if noisy:
        samples = samples + room_noise(samples.size)
    samples = samples * (10 ** (peak / 20) / np.abs(samples).max())
    return Turn(name, peak, lead, (np.rint(samples * STEPS) / STEPS).astype(np.float32))


def room_noise(size: int) -> Samples:
    """Noise that falls by 3 dB an octave, as that of rooms does, `ROOM` dB loud."""
    spectrum = np.fft.rfft(np.random.default_rng(0).normal(size=size))
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(spectrum.size) + 1), size)
    return (pink * (10 ** (ROOM / 20) / pink.std())).astype(np.float32)
