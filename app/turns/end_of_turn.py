"""Has the person finished?  Smart Turn listens to how the last words were said.

Its features are Whisper's spectrogram of the last eight seconds, after the sound was brought to
zero mean and unit variance; what is missing is silence at the beginning, as in its training.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.mel import log_mel
from omni_core.starter.hearing.networks import Network

LISTENS_SECONDS = 8
"""What the model hears at a time; earlier sound says nothing about this moment."""

_SAMPLES = LISTENS_SECONDS * HEARING_RATE
_LEAST_VARIANCE = 1e-7
"""Keeps silence from being divided by zero."""

_FILE = "smart-turn-v3.2-cpu.onnx"


def features(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the model looks at: float32 [80, 800], from any sound (float32 [n], 16 kHz, n >= 0)."""
    last = samples[-_SAMPLES:]
    window = np.pad(last, (_SAMPLES - last.size, 0))
    return log_mel((window - window.mean()) / np.sqrt(window.var() + _LEAST_VARIANCE))


class EndOfTurn:
    """The model's weights; stateless."""

    def __init__(self, folder: Path) -> None:
        """Load the pack in `folder`.

        Raises: EngineError of kind "model".
        """
        self._network = Network(folder / _FILE)

    def probability(self, samples: NDArray[np.float32]) -> float:
        """How likely the person has finished, 0..1.

        samples: their turn up to now (float32 [n], mono, 16 kHz), with about 0.2 s of the silence
            after the last word; only the last eight seconds count.
        """
        (finished,) = self._network.run(None, {"input_features": features(samples)[np.newaxis]})
        return float(finished[0, 0])
