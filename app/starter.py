"""Loads the starter engine from its packs: first what runs in processes of its own.

The chat model and the voices load beside this process, which meanwhile imports what hears and sees
(half a second); so nothing of that is imported with this module.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.command import command
from app.errors import UserError
from app.folders import Folders
from app.models.store import ModelStore, PackState
from app.sentences import say
from app.settings import AUTO, Settings
from app.voices import RESOURCES, open_voice, speaker_of
from omni_core.starter.chat.llama import LlamaChat
from omni_core.starter.chat.prompt import messages
from omni_core.starter.voice.speaker import Speaker

if TYPE_CHECKING:
    from omni_core.starter.engine import StarterEngine
    from omni_core.starter.hearing.listener import Ears
    from omni_core.starter.sight.eyes import Eyes
    from omni_core.starter.skills.all import Skills
    from omni_core.starter.skills.skill import Answer, Context


def load_starter(store: ModelStore, settings: Settings, folders: Folders) -> StarterEngine:
    """All parts at once; what few first words need comes behind them, and who needs it waits.

    These are the skills and the recogniser of a second opinion, a second of the processor.
    Raises: UserError if a pack is missing; EngineError if a file of the others is damaged.
    """
    with ThreadPoolExecutor(thread_name_prefix="load") as loaders, ExitStack() as undo:
        chat = loaders.submit(_chat, store, settings)
        speech = loaders.submit(_speech, store, settings, folders)
        ears = loaders.submit(load_ears, store, settings, rest_later=True)
        eyes = loaders.submit(_eyes)
        undo.callback(_close_loaded, ears, chat, speech)
        from omni_core.starter.engine import StarterEngine

        speaker, voice = speech.result()
        hearing, sight, writing = ears.result(), eyes.result(), chat.result()
        engine = StarterEngine(
            ears=hearing,
            eyes=sight,
            skills=skills_behind(),
            chat=writing,
            speaker=speaker,
            voice=voice,
        )
        hearing.load_rest()
        undo.pop_all()
        return engine


def skills_behind() -> Callable[[str, Context], Answer | None]:
    """The skills, which need half a second more: nobody has asked for anything yet.

    An answer waits for them.
    """
    reader = ThreadPoolExecutor(1, thread_name_prefix="skills")
    skills = reader.submit(_skills)
    reader.shutdown(wait=False)
    return lambda words, context: skills.result().answer(words, context)


def _skills() -> Skills:
    from omni_core.starter.skills.all import Skills
    from omni_core.starter.skills.camera import CameraFacts

    return Skills({"camera": CameraFacts()})


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


def load_ears(store: ModelStore, settings: Settings, *, rest_later: bool = False) -> Ears:
    """The starter's hearing by itself, for a conversation with another engine.

    rest_later: see `Ears.load`.
    Raises: UserError if a pack is missing; EngineError if a file is damaged.
    """
    from omni_core.starter.hearing.listener import Ears

    whisper = store.state("hear-whisper-base") is PackState.READY
    return Ears.load(
        vad=store.path("vad-silero"),
        moonshine=store.path("hear-moonshine-tiny"),
        whisper=store.path("hear-whisper-base") if whisper else None,
        recogniser=settings.hearing.recogniser,
        rest_later=rest_later,
    )


def _eyes() -> Eyes:
    from omni_core.starter.sight.eyes import Eyes

    return Eyes.load(RESOURCES / "sight")


def _chat(store: ModelStore, settings: Settings) -> LlamaChat:
    threads = None if settings.chat.threads == AUTO else settings.chat.threads
    chat = LlamaChat(_chat_file(store, settings.chat.model), threads=threads)
    # What every conversation begins with takes two seconds to read; nothing waits for it here, and
    # if it fails the conversation reads it again.
    persona, today = settings.conversation.persona, datetime.now().astimezone()
    chat.prefill(messages((), "", persona=persona, facts={}, today=today))
    return chat


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
