"""When a reply can first be heard, from the moments its pieces came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.media import SPEECH_RATE

AUDIBLE = 10 ** (-50 / 20)
"""Samples below -50 dB of full scale are the voice's lead-in, not yet sound."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A piece of speech (float32 [n], 24 kHz) and the moment it came, in seconds."""

    samples: NDArray[np.float32]
    moment: float


def first_sound(arrivals: Sequence[Arrival]) -> float | None:
    """The earliest moment at which a listener hears the reply begin and then hears no break.

    Playing starts as early as it can without running dry before the end; the silence that the
    voice begins with counts as waiting.  None if nothing audible came.
    """
    start = float("-inf")
    played = lead = 0
    audible = False
    for arrival in arrivals:
        start = max(start, arrival.moment - played / SPEECH_RATE)
        if not audible:
            loud = np.flatnonzero(np.abs(arrival.samples) >= AUDIBLE)
            audible = loud.size > 0
            lead = played + int(loud[0]) if audible else 0
        played += arrival.samples.size
    return start + lead / SPEECH_RATE if audible else None
