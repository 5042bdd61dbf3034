"""The voices there are, what each is made of, and which of their files are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

EngineName = Literal["kokoro", "piper", "espeak"]


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """One voice a person can choose.

    pack: the model pack its network comes in, "" if none is needed.
    style: of Kokoro, a name inside the styles file; "" otherwise.
    language: espeak-ng's name of the accent, which all engines pronounce by.
    """

    name: str
    engine: EngineName
    pack: str
    style: str
    language: str
    about: str
    licence: str


_KOKORO = "network and style Apache-2.0; pronounced by espeak-ng (GPL-3.0-or-later)"

VOICES: tuple[VoiceInfo, ...] = (
    VoiceInfo(
        "heart", "kokoro", "voice-kokoro", "af_heart", "en-us", "American woman, warm", _KOKORO
    ),
    VoiceInfo("michael", "kokoro", "voice-kokoro", "am_michael", "en-us", "American man", _KOKORO),
    VoiceInfo("emma", "kokoro", "voice-kokoro", "bf_emma", "en-gb", "British woman", _KOKORO),
    VoiceInfo(
        "joe",
        "piper",
        "voice-joe",
        "",
        "en-us",
        "American man, quick on any machine",
        "recordings CC0, but trained on from the voice Lessac, whose terms restrict commercial"
        " speech synthesis; Piper is GPL-3.0-or-later",
    ),
    VoiceInfo(
        "espeak",
        "espeak",
        "",
        "",
        "en-us",
        "robotic, needs no download",
        "GPL-3.0-or-later",
    ),
)
"""Every voice, the most natural first."""


@dataclass(frozen=True, slots=True)
class VoiceFiles:
    """Where the files of the voices lie; None for what is not installed.

    kokoro_model: kokoro-v1.0.int8.onnx.
    kokoro_styles: kokoro.npz, the styles in float32 [length, 1, 256] each.
    piper_model: en_US-joe-medium.onnx, its configuration beside it as NAME.json.
    """

    kokoro_model: Path | None = None
    kokoro_styles: Path | None = None
    piper_model: Path | None = None

    def describe(self, voice: VoiceInfo) -> Mapping[str, str] | None:
        """The voice in the worker's terms (voice_worker/README.md), or None if not installed."""
        match voice.engine:
            case "kokoro":
                if self.kokoro_model is None or self.kokoro_styles is None:
                    return None
                return {
                    "engine": "kokoro",
                    "model": str(self.kokoro_model),
                    "styles": str(self.kokoro_styles),
                    "style": voice.style,
                    "language": voice.language,
                }
            case "piper":
                if self.piper_model is None:
                    return None
                return {
                    "engine": "piper",
                    "model": str(self.piper_model),
                    "config": f"{self.piper_model}.json",
                }
            case "espeak":
                return {"engine": "espeak", "language": voice.language}
