"""Piper: one small network, fast on any machine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

from voice_worker.session import StoppableSession
from voice_worker.stop import Stop


class PiperEngineVoice:
    """A Piper voice file and its configuration."""

    def __init__(self, model: Path, config: Path) -> None:
        self._config = PiperConfig.from_dict(json.loads(config.read_text(encoding="utf-8")))
        self._session = StoppableSession(model)
        self._voice = PiperVoice(session=self._session, config=self._config)

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._config.sample_rate

    def say(self, text: str, speed: float, stop: Stop) -> NDArray[np.float32]:
        """Speak `text`: float32 [n], mono."""
        how = SynthesisConfig(
            length_scale=self._config.length_scale / speed,
            # Left as the network made it: scaling each sentence to its own peak would make the
            # clauses of one reply unequally loud.
            normalize_audio=False,
        )
        with self._session.heeding(stop):
            pieces = [chunk.audio_float_array for chunk in self._voice.synthesize(text, how)]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
