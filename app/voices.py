"""The program's voices: those whose packs are here, and the one to speak with."""

from __future__ import annotations

import sys
from pathlib import Path

from app.errors import UserError
from app.folders import Folders
from app.models.store import ModelStore, PackState
from app.sentences import say
from app.settings import AUTO, Settings
from omni_core.conversation import Cancel
from omni_core.starter.voice.catalogue import VoiceFiles
from omni_core.starter.voice.choice import choose_voice
from omni_core.starter.voice.speaker import Speaker

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
VOICE_MEMORY = "voice.json"
"""In the cache folder: how fast the voices were measured to be here."""


def speaker_of(store: ModelStore) -> Speaker:
    """The voices whose packs are here, in a process of their own."""

    def installed(pack: str) -> Path | None:
        if store.state(pack) is not PackState.READY:
            return None
        return store.path(pack) / store.manifest.pack(pack).files[0].name

    files = VoiceFiles(
        kokoro_model=installed("voice-kokoro"),
        kokoro_styles=RESOURCES / "voices" / "kokoro.npz",
        piper_model=installed("voice-joe"),
    )
    return Speaker.load(
        files,
        [sys.executable, "-P", "-m", "voice_worker"],
        environment={"PYTHONPATH": str(RESOURCES.parent)},
    )


def open_voice(speaker: Speaker, settings: Settings, folders: Folders) -> str:
    """The person's voice, or the best that keeps pace here; opened, so that it speaks at once.

    Raises: UserError if the person's voice is not here.
    """
    voice = settings.speech.voice
    if voice == AUTO:
        voice = choose_voice(speaker, folders.cache / VOICE_MEMORY)
    elif voice not in speaker.voices:
        raise UserError(
            say(
                "There is no voice {voice}; choose from {known}.",
                voice=voice,
                known=", ".join(speaker.voices),
            )
        )
    speaker.warm(voice, Cancel())
    return voice
