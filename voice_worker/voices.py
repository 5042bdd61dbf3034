"""What a voice is here, and how a request's description of one becomes an open voice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from voice_worker.stop import Stop

if TYPE_CHECKING:
    from voice_worker.kokoro_voice import KokoroModel

Description = Mapping[str, str]
"""Of a voice, as a request gives it: "engine" and what that engine needs."""


class Voice(Protocol):
    """An open voice."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    def say(self, text: str, speed: float, stop: Stop) -> NDArray[np.float32]:
        """Speak `text` at `speed` times the voice's own pace: float32 [n], mono.

        May raise anything if `stop` is set meanwhile.
        """
        ...


class Voices:
    """Opens voices at their first use; libraries are imported no sooner either."""

    def __init__(self) -> None:
        self._open: dict[tuple[tuple[str, str], ...], Voice] = {}
        self._kokoro: dict[tuple[str, str], KokoroModel] = {}

    def get(self, description: Description) -> Voice:
        """The voice described, opened if need be.

        Raises: ValueError or KeyError for a description that is none, OSError and the library's
        own errors for files that are missing or damaged.
        """
        key = tuple(sorted(description.items()))
        voice = self._open.get(key)
        if voice is None:
            voice = self._make(description)
            self._open[key] = voice
        return voice

    def _make(self, description: Description) -> Voice:
        # Imported here so that a voice costs the start-up time and memory of its own library only.
        match description["engine"]:
            case "piper":
                from voice_worker.piper_voice import PiperEngineVoice

                return PiperEngineVoice(Path(description["model"]), Path(description["config"]))
            case "kokoro":
                from voice_worker.kokoro_voice import KokoroVoice

                return KokoroVoice(
                    self._kokoro_model(description["model"], description["styles"]),
                    description["style"],
                    description["language"],
                )
            case "espeak":
                from voice_worker.espeak_voice import EspeakVoice

                return EspeakVoice(description["language"])
            case other:
                raise ValueError(f"no such speech engine: {other}")

    def _kokoro_model(self, model: str, styles: str) -> KokoroModel:
        """One network serves all of its styles."""
        from voice_worker.kokoro_voice import KokoroModel

        if (model, styles) not in self._kokoro:
            self._kokoro[model, styles] = KokoroModel(Path(model), Path(styles))
        return self._kokoro[model, styles]
