"""What a recogniser is and what it returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one stretch of speech.

    text: as written by the recogniser, stripped; "" if it wrote nothing.
    confidence: mean natural logarithm of the probability of its tokens, <= 0; 0 without tokens.
    tokens: how many there were.
    language: ISO 639-1 code and its probability, from a recogniser that can tell.
    """

    text: str
    confidence: float
    tokens: int
    language: tuple[str, float] | None = None


NOTHING = Transcript("", 0.0, 0)


class Recogniser(Protocol):
    """Turns speech into English words."""

    def transcribe(self, samples: NDArray[np.float32], cancel: Cancel | None) -> Transcript:
        """Write down `samples` (float32 [n], 16 kHz, -1..1).

        After `cancel` it returns within 50 ms with what it has, which may be nothing.
        """
        ...

    def close(self) -> None:
        """Free the weights."""
        ...


_LONGEST_PHRASE = 12
"""Tokens of the longest phrase whose repetition is noticed."""

_REPEATS = 4
"""A phrase of several words is not said more often than this in a row..."""

_REPEATS_OF_ONE_TOKEN = 9
"""...but a digit may be: a card number can hold it eight times."""


def loop_start(tokens: Sequence[int]) -> int | None:
    """Where a recogniser fell into repeating itself, or None.

    Returns the number of tokens to keep: everything up to the first of the phrases repeated
    without end, and that phrase once.
    """
    for length in range(1, _LONGEST_PHRASE + 1):
        repeats = _REPEATS_OF_ONE_TOKEN if length == 1 else _REPEATS
        span = length * (repeats + 1)
        if len(tokens) < span:
            continue
        tail = tokens[-span:]
        if all(tail[i] == tail[i % length] for i in range(span)):
            return len(tokens) - span + length
    return None
