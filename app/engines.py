"""Loads an engine by name: finds its files, reads what the settings say of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.capture.chosen_file import shown
from app.command import command
from app.errors import UserError
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.omni_libraries import load_libraries
from app.sentences import say
from app.settings import AUTO, Settings
from app.starter import load_starter
from omni_core.conversation import Engine, Options
from omni_core.starter import NAME as STARTER

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
    return load_starter(store, settings, folders)


class LoadingEngine:
    """An engine that is being loaded, on threads of its own, while others get ready as well."""

    def __init__(self, load: Callable[[], Engine]) -> None:
        """Begin."""
        loader = ThreadPoolExecutor(1, thread_name_prefix="engine")
        self._engine = loader.submit(load)
        loader.shutdown(wait=False)

    def wait(self) -> Engine:
        """The engine, once it is there.

        Raises: as `load` does.
        """
        return self._engine.result()

    def close(self) -> None:
        """Wait for it and close it; nothing if it could not be loaded."""
        if self._engine.exception() is None:
            self._engine.result().close()


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
