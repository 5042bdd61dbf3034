"""Loads an engine by name: finds its files, reads what the settings say of it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.errors import UserError
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore, PackState
from app.settings import AUTO, Settings
from omni_core.conversation import Cancel, Engine, EngineError
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.engine import NAME as STARTER
from omni_core.starter.engine import StarterEngine
from omni_core.starter.hearing.listener import Ears
from omni_core.starter.sight.eyes import Eyes
from omni_core.starter.skills.all import Skills
from omni_core.starter.skills.camera import CameraFacts
from omni_core.starter.voice.catalogue import VoiceFiles
from omni_core.starter.voice.choice import choose_voice
from omni_core.starter.voice.speaker import Speaker

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
VOICE_MEMORY = "voice.json"
"""In the cache folder: how fast the voices were measured to be here."""


def load_engine(name: str, settings: Settings, folders: Folders) -> Engine:
    """Load the engine called `name`.

    Raises: UserError if there is no such engine or a model pack is missing; EngineError if a
    file is damaged.
    """
    if name != STARTER:
        raise UserError(f"There is no engine called {name}; this version has {STARTER}.")
    store = ModelStore(folders.models, Manifest.of_program())
    return _load_starter(store, settings, folders)


def _load_starter(store: ModelStore, settings: Settings, folders: Folders) -> StarterEngine:
    """All parts at once: most of the time each waits for the disk."""
    with ThreadPoolExecutor(thread_name_prefix="load") as loaders:
        ears = loaders.submit(_ears, store, settings)
        chat = loaders.submit(_chat, store, settings)
        speaker = loaders.submit(speaker_of, store)
        eyes = loaders.submit(Eyes.load, RESOURCES / "sight")
    try:
        return StarterEngine(
            ears=ears.result(),
            eyes=eyes.result(),
            skills=Skills({"camera": CameraFacts()}).answer,
            chat=chat.result(),
            speaker=speaker.result(),
            voice=_voice(speaker.result(), settings, folders),
        )
    except (UserError, EngineError):
        for part in (ears, chat, speaker):
            if part.exception() is None:
                part.result().close()
        raise


def _ears(store: ModelStore, settings: Settings) -> Ears:
    whisper = store.state("hear-whisper-base") is PackState.READY
    return Ears.load(
        vad=store.path("vad-silero"),
        moonshine=store.path("hear-moonshine-tiny"),
        whisper=store.path("hear-whisper-base") if whisper else None,
        recogniser=settings.hearing.recogniser,
    )


def _chat(store: ModelStore, settings: Settings) -> LlamaChat:
    threads = None if settings.chat.threads == AUTO else settings.chat.threads
    return LlamaChat(_chat_file(store, settings.chat.model), threads=threads)


def _chat_file(store: ModelStore, model: str) -> Path:
    """The file of a chat pack, or any GGUF file the person named."""
    if model in store.manifest.packs:
        return store.path(model) / store.manifest.pack(model).files[0].name
    path = Path(model).expanduser()
    if not path.is_file():
        raise UserError(
            f"The chat model {model} is neither a model pack nor a file; "
            "`visavis models list` shows the packs."
        )
    return path


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
        [sys.executable, "-m", "voice_worker"],
        environment={"PYTHONPATH": str(RESOURCES.parent)},
    )


def _voice(speaker: Speaker, settings: Settings, folders: Folders) -> str:
    """The person's voice, or the best that keeps pace here; opened, so that it speaks at once."""
    voice = settings.speech.voice
    if voice == AUTO:
        voice = choose_voice(speaker, folders.cache / VOICE_MEMORY)
    elif voice not in speaker.voices:
        raise UserError(f"There is no voice {voice}; choose from {', '.join(speaker.voices)}.")
    speaker.warm(voice, Cancel())
    return voice
