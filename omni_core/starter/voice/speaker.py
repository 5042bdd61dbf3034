"""Speaks clauses of a reply: written text in, sound that joins without a seam out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel, EngineError
from omni_core.starter.voice.catalogue import VOICES, VoiceFiles, VoiceInfo
from omni_core.starter.voice.polish import pause_after, polish
from omni_core.starter.voice.spoken import spoken
from omni_core.starter.voice.worker import Description, Sound, VoiceWorker

UNHEARD = (
    "The sea is wide and blue, and in the evening the boats come home with the last of the light."
)
"""Said to warm a voice up: as long as clauses get, so that its memory is all taken at the start."""


class Speaker:
    """All installed voices behind one worker process, shared by any number of conversations.

    Any thread may call it; each waits for its own sound.
    """

    def __init__(self, worker: VoiceWorker, voices: Mapping[str, Description]) -> None:
        """Speak by `worker`, which this owns from now on.

        voices: name of each voice and its description in the worker's terms.
        """
        self._worker = worker
        self._voices = dict(voices)

    @classmethod
    def load(
        cls,
        files: VoiceFiles,
        worker_command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
    ) -> Speaker:
        """Start the worker and offer every voice whose files are given.

        Returns at once: the worker starts on its own, and a voice opens at `warm` or at its
        first clause.
        worker_command: e.g. [sys.executable, "-m", "voice_worker"].
        environment: variables added for the worker, e.g. PYTHONPATH.
        Raises: EngineError("device") if the worker can't be started.
        """
        described = {voice.name: files.describe(voice) for voice in VOICES}
        installed = {name: words for name, words in described.items() if words is not None}
        return cls(VoiceWorker(worker_command, environment), installed)

    @property
    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can speak, the most natural first; "espeak" always."""
        return tuple(self._voices)

    @property
    def infos(self) -> tuple[VoiceInfo, ...]:
        """What is known of these voices, in the same order."""
        return tuple(info for info in VOICES if info.name in self._voices)

    def description(self, voice: str) -> Description:
        """What the voice is made of, in the worker's terms.

        Raises: EngineError("input") for a voice that is not installed.
        """
        if voice not in self._voices:
            offered = ", ".join(self._voices)
            raise EngineError("input", f"There is no voice {voice!r} here; choose from {offered}.")
        return self._voices[voice]

    def warm(self, voice: str, cancel: Cancel) -> None:
        """Let a voice say what nobody hears, so that the first sound to be heard comes soon.

        Opening the voice takes a second, and a network's first run several times as long as the
        later ones.
        Raises: EngineError as `speak`.
        """
        self.synthesise(UNHEARD, voice=voice, speed=1.0, cancel=cancel)

    def speak(
        self, text: str, *, voice: str, speed: float, volume: float, cancel: Cancel
    ) -> NDArray[np.float32]:
        """Speak one clause as it is written (numbers, symbols and markdown are made speakable).

        speed: 0.5 .. 2, 1 is the voice's own; volume: 0 .. 1, linear.
        Returns float32 [n], mono, 24 kHz, -1..1, with the pause its last mark asks for; empty if
        there is nothing to say, and within 50 ms of `cancel`.
        Raises: EngineError("input") for a voice that is not installed, ("model") for one whose
        files are damaged, ("device") if the worker can't be kept running.
        """
        words = spoken(text)
        if not words:
            return np.zeros(0, np.float32)
        sound = self.synthesise(words, voice=voice, speed=speed, cancel=cancel)
        if sound is None:
            return np.zeros(0, np.float32)
        pause = pause_after(text) / speed
        return polish(sound.samples, sound.rate, pause=pause, volume=volume)

    def synthesise(self, words: str, *, voice: str, speed: float, cancel: Cancel) -> Sound | None:
        """What the voice itself makes of speakable `words`, unpolished; None if cancelled.

        Raises: EngineError as `speak`.
        """
        return self._worker.say(self.description(voice), words, speed, cancel)

    def close(self) -> None:
        """End the worker in less than a second.  May be called twice."""
        self._worker.close()
