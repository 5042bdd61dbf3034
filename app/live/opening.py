"""Opens everything that a hands-free conversation needs, from the settings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.actions.runner import ActionRunner
from app.actions.store import ActionStore
from app.capture.camera import Camera
from app.capture.check_store import CheckStore
from app.engines import LoadingEngine, load_engine, options_of
from app.folders import Folders
from app.history.recording import past_turns, recorded
from app.live.events import SessionEvent, Told
from app.live.loading import no_collecting, not_looked_through
from app.live.parts import Camera as LiveCamera
from app.live.parts import Microphone, Parts
from app.live.session import LiveSession
from app.live.starter_ears import StarterEars
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.recording.recorder import RecordedMicrophone, Recorder, recording_folder
from app.settings import Settings
from app.sleep_watch import SleepWatch
from app.sound.events import DeviceEvent
from app.sound.live_sound import LiveSound, SoundChoice
from app.sound.played_tap import PlayedTap
from app.starter import load_ears
from app.talk.timers import FILE_NAME
from app.turns.end_of_turn import EndOfTurn
from app.turns.events import Notice
from app.voices import open_voice, speaker_of
from omni_core.conversation import Cancel, Engine
from omni_core.starter import NAME as STARTER
from omni_core.starter.engine import StarterEngine
from omni_core.starter.hearing.listener import Ears
from omni_core.starter.voice.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Announcer:
    """The starter's voice, for the program's own sentences."""

    speaker: Speaker
    voice: str
    settings: Settings

    def speak(self, sentence: str) -> NDArray[np.float32]:
        """Speech: float32 [n], mono, 24 kHz, -1..1.

        Raises: EngineError.
        """
        speech = self.settings.speech
        return self.speaker.speak(
            sentence, voice=self.voice, speed=speech.speed, volume=speech.volume, cancel=Cancel()
        )


@contextmanager
def live_session(
    engine_name: str,
    settings: Settings,
    folders: Folders,
    show: Callable[[SessionEvent], None],
    *,
    camera: str | LiveCamera | None = None,
    show_device: Callable[[DeviceEvent], None] = lambda _: None,
    record: Path | None = None,
    resume: int | None = None,
    loading: LoadingEngine | None = None,
) -> Iterator[LiveSession]:
    """A session on this computer's devices, its helpers running; to be stepped by the caller.

    show: is told what a screen shows, on the caller's thread.
    camera: where pictures come from, as `app.capture.picture_source` names it, or an open one.
    show_device: is told what happens to microphone and speaker, on the devices' thread.
    record: the folder that the conversation is recorded in, made here.
    resume: the number of a kept conversation that goes on.
    loading: the engine of that name, if it is being loaded already; it is closed here.

    Raises: UserError if a pack, a device library or that conversation is missing, or the folder
    holds something; EngineError of an engine.
    """
    with ExitStack() as open_things, ExitStack() as uncollected:
        if loading is not None:
            open_things.enter_context(closing(loading))
        uncollected.enter_context(no_collecting())
        folder = None if record is None else recording_folder(record)
        past = () if resume is None else past_turns(folders.data, resume)
        store = ModelStore(folders.models, Manifest.of_program())
        session: LiveSession | None = None
        early: list[Notice] = []

        def notice(sentence: str) -> None:
            if not sentence:
                return
            if session is None:
                early.append(Notice(sentence))
            else:
                session.give(Notice(sentence))

        def device(event: DeviceEvent) -> None:
            show_device(event)
            if event.sentence and event.kind == "speaker" and event.happening == "lost":
                show(Told(event.sentence))  # nothing could be heard
            else:
                notice(event.sentence)

        actions_store = open_things.enter_context(closing(ActionStore(folders.data / FILE_NAME)))
        actions = ActionRunner(actions_store, _now, lambda ring: notice(ring.sentence))
        for sentence in (actions_store.notice, actions.missed()):
            if sentence:
                notice(sentence)
        tap = None if folder is None else PlayedTap()
        sound = LiveSound(
            SoundChoice.from_settings(settings),
            device,
            checks=CheckStore(folders.data),
            played=tap,
        )
        end_of_turn = EndOfTurn(store.path("turn-smart"))
        # All else is there by now.
        if loading is None:  # on this thread, so that Ctrl+C ends it
            engine = open_things.enter_context(closing(load_engine(engine_name, settings, folders)))
        else:
            engine = loading.wait()
        ears, voice = _hearing_and_voice(engine, store, settings, folders, open_things)
        microphone: Microphone = sound.microphone
        if folder is not None and tap is not None:
            recorder = open_things.enter_context(
                Recorder(folder, tap, time.monotonic, lambda sentence: notice(sentence))
            )
            microphone = RecordedMicrophone(sound.microphone.take, recorder)
            show = _both(recorder.show, show)
        show = open_things.enter_context(
            recorded(settings.history, folders.data, engine_name, show, notice, resume)
        )
        session = LiveSession(
            Parts(
                engine=engine,
                microphone=microphone,
                player=sound.player,
                vad=ears.vad,
                ears=StarterEars(ears, end_of_turn),
                voice=voice,
                actions=actions,
                show=show,
                check_microphone=sound.prompt,
                camera=(
                    open_things.enter_context(Camera(camera, lambda e: notice(e.sentence)))
                    if isinstance(camera, str)
                    else camera
                ),
                fallback=_fallback(engine_name, settings, folders, open_things),
                sound=sound,
                slept=SleepWatch().slept,
            ),
            settings.turns,
            options_of(settings, engine_name),
            time.monotonic(),
            history=past,
        )
        for waiting in early:
            session.give(waiting)
        open_things.enter_context(session)
        open_things.enter_context(sound)
        open_things.enter_context(not_looked_through())
        uncollected.close()
        yield session


def _hearing_and_voice(
    engine: Engine,
    store: ModelStore,
    settings: Settings,
    folders: Folders,
    open_things: ExitStack,
) -> tuple[Ears, Announcer]:
    """The starter's ears and voice: the engine's own, if it is the starter."""
    if isinstance(engine, StarterEngine):
        return engine.ears, Announcer(engine.speaker, engine.voice, settings)
    ears = open_things.enter_context(closing(load_ears(store, settings)))
    speaker = open_things.enter_context(closing(speaker_of(store)))
    return ears, Announcer(speaker, open_voice(speaker, settings, folders), settings)


def _fallback(
    name: str, settings: Settings, folders: Folders, open_things: ExitStack
) -> Callable[[], Engine] | None:
    """The starter engine, loaded only if another one fails."""
    if name == STARTER:
        return None

    def load() -> Engine:
        return open_things.enter_context(closing(load_engine(STARTER, settings, folders)))

    return load


def _both(
    first: Callable[[SessionEvent], None], second: Callable[[SessionEvent], None]
) -> Callable[[SessionEvent], None]:
    def show(event: SessionEvent) -> None:
        first(event)
        second(event)

    return show


def _now() -> datetime:
    return datetime.now().astimezone()
