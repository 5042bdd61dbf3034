"""From a voice's raw sound to a clause that joins its neighbours: rate, silence, level, edges."""

from __future__ import annotations

import re

import numpy as np
import soxr
from numpy.typing import NDArray

from omni_core.media import SPEECH_RATE

FRAME = SPEECH_RATE // 100
"""Samples of a frame of 10 ms, over which loudness is taken."""
SILENCE_BELOW_PEAK = 10 ** (-40 / 20)
"""Frames this much quieter than the loudest one are silence; breath and soft endings are not."""
LEAD = 2 * FRAME
"""Samples kept before the voice, so that the onset of the first sound is whole."""
TAIL = 4 * FRAME
"""Samples kept after it, so that the last sound dies away."""

PAUSES = {
    **dict.fromkeys(".!?…", 0.30),
    **dict.fromkeys(":;", 0.20),
    **dict.fromkeys(",-\N{EN DASH}\N{EM DASH}", 0.12),
}
"""Seconds of quiet after a clause, by its last mark; about what a calm reader leaves."""
NO_PAUSE = 0.0
"""After a clause that was cut between two words."""

_LAST_MARK = re.compile(rf"([{re.escape(''.join(PAUSES))}])\W*$")
"""The last mark with nothing but quotes, brackets and the like after it."""

LEVEL = 10 ** (-21 / 20)
"""Target loudness (root mean square over voiced frames): middle of what speech players use."""
MOST_GAIN = 10 ** (9 / 20)
"""Up or down; more would lift a whisper or a hiss to a shout."""
PEAK = 10 ** (-1 / 20)
"""No sample beyond this, so that later resampling does not clip."""
FADE = FRAME // 2
"""Samples of fade at both edges (5 ms): silent as a click, inaudible as a fade."""


def at_speech_rate(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The sound [n] at 24 kHz; broken samples (not a number) become silence."""
    samples = np.nan_to_num(samples, posinf=0.0, neginf=0.0)
    if rate == SPEECH_RATE or samples.size == 0:
        return samples
    return soxr.resample(samples, rate, SPEECH_RATE).astype(np.float32, copy=False)


def voiced(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The part [m <= n] of 24 kHz sound between its first and last audible frame, and a hair."""
    loudness = _loudness(samples)
    loud = np.flatnonzero(loudness > SILENCE_BELOW_PEAK * loudness.max(initial=0.0))
    if loud.size == 0:
        return samples[:0]
    begin = max(0, int(loud[0]) * FRAME - LEAD)
    end = min(samples.size, (int(loud[-1]) + 1) * FRAME + TAIL)
    return samples[begin:end]


def level(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sound [n] brought near the common loudness, its peak within bounds."""
    loudness = _loudness(samples)
    spoken = loudness[loudness > SILENCE_BELOW_PEAK * loudness.max(initial=0.0)]
    if spoken.size == 0:
        return samples
    gain = LEVEL / float(np.sqrt(np.mean(spoken**2)))
    gain = min(max(gain, 1 / MOST_GAIN), MOST_GAIN)
    gain = min(gain, PEAK / float(np.abs(samples).max()))
    return samples * np.float32(gain)


def pause_after(text: str) -> float:
    """Seconds of quiet that the end of a clause asks for."""
    last = _LAST_MARK.search(text)
    return PAUSES[last[1]] if last else NO_PAUSE


def polish(
    samples: NDArray[np.float32], rate: int, *, pause: float, volume: float
) -> NDArray[np.float32]:
    """A clause ready to be played after another: float32 [n], 24 kHz, -1..1.

    samples: float32 [m] as the voice made them, at `rate`.
    pause: seconds of quiet appended.
    volume: 0..1, linear.
    """
    sound = level(voiced(at_speech_rate(samples, rate)))
    if sound.size == 0:
        return np.zeros(0, np.float32)
    ramp = np.sin(np.linspace(0, np.pi / 2, min(FADE, sound.size), dtype=np.float32)) ** 2
    sound = sound * np.float32(volume)
    sound[: ramp.size] *= ramp
    sound[-ramp.size :] *= ramp[::-1]
    quiet = np.zeros(round(pause * SPEECH_RATE), np.float32)
    return np.concatenate([sound, quiet])


def _loudness(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Root mean square of each frame; the last one may be padded with zeros."""
    frames = np.pad(samples, (0, -samples.size % FRAME)).reshape(-1, FRAME)
    return np.sqrt(np.mean(frames**2, axis=1))
