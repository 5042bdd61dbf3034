"""One turn of a person, as it is given on the command line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.capture.video_file import Film
from omni_core.media import Image


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """Sound: samples float32 [n], mono, 16 kHz, -1..1, n >= 1."""

    samples: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Typed:
    """Text, not empty."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What the person shows first, the film they then play, and what they say after it.

    said: None where the film alone is the turn, as what is seen and heard of a person is.
    """

    said: Spoken | Typed | None
    shown: tuple[Image, ...] = ()
    film: Film | None = None
