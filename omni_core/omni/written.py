"""What a reply makes: text, codes of speech, and what these sounded like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import TextDelta


@dataclass(frozen=True, slots=True)
class Code:
    """The next code of the reply's speech; it may lie outside the codebook.

    alone: the text is over, so nobody reads meanwhile and the next one may wait for its time.
    """

    code: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class CodesDone:
    """There are no more codes; text may still come."""


Written = TextDelta | Code | CodesDone
"""What a reply makes, in the order it makes it."""


@dataclass(frozen=True, slots=True, eq=False)
class Sounds:
    """What became of a reply's codes, for a dump.

    mel: float32 [frames, bins], at the voice's own speed, and the noise it was drawn out of.
    wave: float32 [n], 24 kHz, as it was handed out.
    """

    mel: NDArray[np.float32]
    noise: NDArray[np.float32]
    wave: NDArray[np.float32]
