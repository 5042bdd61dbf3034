"""Kokoro: a more natural voice, for machines that are fast enough."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from kokoro_onnx import Kokoro
from kokoro_onnx.config import SAMPLE_RATE
from numpy.typing import NDArray

from voice_worker.session import StoppableSession
from voice_worker.stop import Stop


class KokoroModel:
    """The network and all of its styles (an .npz file of float32 [length, 1, 256] each)."""

    def __init__(self, model: Path, styles: Path) -> None:
        self.session = StoppableSession(model)
        self.kokoro = Kokoro.from_session(self.session, str(styles))


class KokoroVoice:
    """One style of a Kokoro network."""

    def __init__(self, model: KokoroModel, style: str, language: str) -> None:
        self._model = model
        self._style = model.kokoro.get_voice_style(style)
        self._language = language

    @property
    def rate(self) -> int:
        """Samples a second."""
        return SAMPLE_RATE

    def say(self, text: str, speed: float, stop: Stop) -> NDArray[np.float32]:
        """Speak `text`: float32 [n], mono."""
        kokoro = self._model.kokoro
        phonemes = kokoro.tokenizer.phonemize(text, self._language)
        if not phonemes:
            return np.zeros(0, np.float32)
        with self._model.session.heeding(stop):
            # Silence is trimmed by whoever asked, alike for all voices, and far more cheaply.
            samples, _ = kokoro.create(
                phonemes, self._style, speed=speed, is_phonemes=True, trim=False
            )
        return samples
