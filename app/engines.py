"""Loads an engine by name: finds its files, reads what the settings say of it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from app.capture.chosen_file import shown
from app.command import command
from app.errors import UserError
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore, PackState
from app.omni_libraries import load_libraries
from app.sentences import say
from app.settings import AUTO, Settings
from app.voices import RESOURCES, open_voice, speaker_of
from omni_core.conversation import Engine, Options
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.engine import NAME as STARTER
from omni_core.starter.engine import StarterEngine
from omni_core.starter.hearing.listener import Ears
from omni_core.starter.sight.eyes import Eyes
from omni_core.starter.skills.all import Skills
from omni_core.starter.skills.camera import CameraFacts
from omni_core.starter.voice.speaker import Speaker

OMNI = "omni"


def load_engine(
    name: str, settings: Settings, folders: Folders, *, keeps_inputs: bool = False
) -> Engine:
    """Load the engine called `name`.

    keeps_inputs: the omni engine's conversations keep what its encoders got, for a dump.
    Raises: UserError if there is no such engine or a model pack is missing; EngineError if a
    file is damaged.
    """
    if name == OMNI:
        return _load_omni(settings, folders, keeps_inputs)
    if name != STARTER:
        raise UserError(f"There is no engine called {name}; this version has {STARTER} and {OMNI}.")
    store = ModelStore(folders.models, Manifest.of_program())
    return _load_starter(store, settings, folders)


def options_of(settings: Settings, engine_name: str) -> Options:
    """How a conversation with the engine called `engine_name` is held."""
    # The starter engine is loaded with the voice of the settings.
    own_voice = engine_name == OMNI and settings.omni.voice != AUTO
    return Options(
        voice=settings.omni.voice if own_voice else None,
        speed=settings.speech.speed,
        volume=settings.speech.volume,
        persona=settings.conversation.persona,
        max_reply_tokens=settings.conversation.max_reply_tokens,
    )


def _load_omni(settings: Settings, folders: Folders, keeps_inputs: bool) -> Engine:
    """The only place that brings torch into the program, and only when it is asked for."""
    omni = settings.omni
    if not omni.model:
        raise UserError(
            say(
                "Say where the checkpoint is: --model FOLDER, or the setting omni.model.  "
                "`{command} models random FOLDER --shape tiny` makes one up to try.",
                command=command(),
            )
        )
    folder = Path(omni.model).expanduser()
    if not folder.is_dir():
        raise UserError(
            say(
                "There is no folder {folder}; check the name of the checkpoint.",
                folder=shown(folder),
            )
        )
    load_libraries()
    from omni_core.omni.engine import OmniEngine
    from omni_core.omni.talking import SpeechOptions

    return OmniEngine.load(
        folder,
        device=omni.device,
        dtype=omni.dtype,
        context=None if omni.context == AUTO else omni.context,
        keeps_inputs=keeps_inputs,
        speech=SpeechOptions(folders.cache, None if omni.solver == AUTO else omni.solver)
        if omni.speaks
        else None,
    )


def _load_starter(store: ModelStore, settings: Settings, folders: Folders) -> StarterEngine:
    """All parts at once: most of the time each waits for the disk."""
    with ThreadPoolExecutor(thread_name_prefix="load") as loaders, ExitStack() as undo:
        ears = loaders.submit(load_ears, store, settings)
        chat = loaders.submit(_chat, store, settings)
        speech = loaders.submit(_speech, store, settings, folders)
        eyes = loaders.submit(Eyes.load, RESOURCES / "sight")
        skills = loaders.submit(Skills, {"camera": CameraFacts()})
        undo.callback(_close_loaded, ears, chat, speech)
        speaker, voice = speech.result()
        engine = StarterEngine(
            ears=ears.result(),
            eyes=eyes.result(),
            skills=skills.result().answer,
            chat=chat.result(),
            speaker=speaker,
            voice=voice,
        )
        undo.pop_all()
        return engine


def _close_loaded(
    ears: Future[Ears], chat: Future[LlamaChat], speech: Future[tuple[Speaker, str]]
) -> None:
    """One part failed: wait for the others and free them."""
    if ears.exception() is None:
        ears.result().close()
    if chat.exception() is None:
        chat.result().close()
    if speech.exception() is None:
        speech.result()[0].close()


def _speech(store: ModelStore, settings: Settings, folders: Folders) -> tuple[Speaker, str]:
    with ExitStack() as undo:
        speaker = speaker_of(store)
        undo.callback(speaker.close)
        voice = open_voice(speaker, settings, folders)
        undo.pop_all()
        return speaker, voice


def load_ears(store: ModelStore, settings: Settings) -> Ears:
    """The starter's hearing by itself, for a conversation with another engine.

    Raises: UserError if a pack is missing; EngineError if a file is damaged.
    """
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
            say(
                "The chat model {model} is neither a model pack nor a file; "
                "`{command} models list` shows the packs.",
                model=model,
                command=command(),
            )
        )
    return path
