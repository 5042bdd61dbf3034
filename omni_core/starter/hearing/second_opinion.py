"""Asks a thorough recogniser where a quick one is in doubt, and believes the surer of the two.

Moonshine answers in a tenth of a second and tells by its confidence when it guesses; Whisper
takes half a second more and makes other mistakes.  On clear speech nothing is lost.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.starter.hearing.language import MAYBE_FOREIGN
from omni_core.starter.hearing.transcript import Recogniser, Transcript

_DOUBT = -0.2
"""Confidence below which a second opinion is worth its time: four of five clear sentences of
real English lie above, nearly all wrong ones below."""


class SecondOpinion:
    """A recogniser made of two; owns the quick one."""

    def __init__(self, quick: Recogniser, thorough: Recogniser) -> None:
        self.quick = quick
        self._thorough = thorough

    def transcribe(self, samples: NDArray[np.float32], cancel: Cancel | None) -> Transcript:
        """As `Recogniser.transcribe`; names the language only of what may be foreign."""
        first = self.quick.transcribe(samples, cancel)
        if first.confidence >= _DOUBT or (cancel is not None and cancel.is_set):
            return first
        second = self._thorough.transcribe(samples, cancel)
        surer = second if second.text and second.confidence > first.confidence else first
        language = second.language if first.confidence < MAYBE_FOREIGN else None
        return replace(surer, language=language)

    def close(self) -> None:
        """Free the quick one."""
        self.quick.close()
