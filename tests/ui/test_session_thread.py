"""The bridge over a real session: its own threads, a scripted engine, no devices."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from app.capture.audio_check import AudioCheck
from app.errors import UserError
from app.live.events import PersonSaid, PicturesSeen
from app.live.parts import Parts
from app.live.pictures import PictureShown
from app.live.session import LiveSession
from app.playback.player import Player
from app.turns.events import SleepKey, TalkKey, Typed
from app.turns.states import State
from app.turns_settings import TurnsGroup
from omni_core.conversation import Options
from omni_core.media import HEARING_RATE, SPEECH_RATE, Image
from omni_core.starter.hearing.vad import SileroVad
from tests.app.live.devices import FakeSound
from tests.app.live.stage import Actions, Announcer, Block, Ears, Engine, says
from ui.bridge.events import CouldNotOpen, DeskEvent, Ended, Opened, SoundChecked
from ui.bridge.session_thread import FAULT, SessionThread
from ui.models.conversation import ConversationModel

PATIENCE = 30
REPLY = "It is a quarter past ten in the morning and the sun is out over the sea"
BLOCK_SECONDS = 0.01


class QuietRoom:
    """A microphone that hears nothing, as fast as time goes."""

    def __init__(self) -> None:
        self._until = time.monotonic()
        self._pause = threading.Event()

    def take(self, timeout: float = 0.0) -> list[Block]:
        self._pause.wait(BLOCK_SECONDS)
        blocks: list[Block] = []
        while self._until + BLOCK_SECONDS <= time.monotonic():
            silence = np.zeros(round(BLOCK_SECONDS * HEARING_RATE), np.float32)
            blocks.append(Block(silence, self._until))
            self._until += BLOCK_SECONDS
        return blocks


class Loudspeaker:
    """Takes the player's sound as fast as time goes."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        block = np.zeros(round(BLOCK_SECONDS * SPEECH_RATE), np.float32)
        while not self._stop.wait(BLOCK_SECONDS):
            self._player.mixer.fill(block, time.monotonic())

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


class Window:
    """What a window does with what it is told, on the thread that tells it."""

    def __init__(self) -> None:
        self.model = ConversationModel()
        self.told: list[DeskEvent] = []
        self._came = threading.Condition()

    def show(self, event: DeskEvent) -> None:
        with self._came:
            self.told.append(event)
            self._came.notify_all()

    def wait_for(self, holds: Callable[[DeskEvent], bool]) -> None:
        with self._came:
            assert self._came.wait_for(lambda: any(map(holds, self.told)), PATIENCE)


@pytest.fixture(scope="module")
def vad(pack) -> SileroVad:
    return SileroVad(pack("vad-silero"))


def opener(vad: SileroVad):
    @contextmanager
    def opened(show: Callable[[DeskEvent], None]) -> Iterator[LiveSession]:
        player = Player(SPEECH_RATE)
        loudspeaker = Loudspeaker(player)
        parts = Parts(
            engine=Engine(says(REPLY)), microphone=QuietRoom(), player=player, vad=vad,
            ears=Ears(), voice=Announcer(), actions=Actions(), show=show,
        )  # fmt: skip
        session = LiveSession(parts, TurnsGroup(), Options(), time.monotonic())
        try:
            with session:
                yield session
        finally:
            loudspeaker.close()

    return opened


def test_a_whole_turn_comes_through_and_closing_while_it_speaks_ends_every_thread(vad) -> None:
    before = set(threading.enumerate())
    window = Window()
    thread = SessionThread(opener(vad), window.show)
    thread.start()
    window.wait_for(lambda event: event == Opened())
    thread.give(TalkKey(True))
    threading.Event().wait(0.4)  # a real key is held for a while
    thread.give(TalkKey(False))
    window.wait_for(lambda event: getattr(event, "state", None) is State.SPEAKING)
    window.wait_for(lambda event: getattr(event, "heard", 0) > 5)
    level = thread.speech_level(time.monotonic())
    assert level is None or level > -40
    thread.stop()
    assert thread.join(PATIENCE)
    assert window.told[-1] == Ended()
    assert set(threading.enumerate()) == before


def test_what_is_typed_and_shown_comes_through_and_is_answered(vad) -> None:
    window = Window()
    thread = SessionThread(opener(vad), window.show)
    thread.start()
    window.wait_for(lambda event: event == Opened())
    thread.give(PictureShown(7, Image(np.zeros((4, 4, 3), np.uint8))))
    thread.give(Typed("What time is it?"))
    window.wait_for(lambda event: isinstance(event, PersonSaid))
    window.wait_for(lambda event: isinstance(event, PicturesSeen) and event.numbers == (7,))
    window.wait_for(lambda event: getattr(event, "heard", 0) > 5)
    thread.stop()
    assert thread.join(PATIENCE)


class CheckedSound(FakeSound):
    """A quiet room that keeps what was found of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[AudioCheck] = []

    def take_up(self, check: AudioCheck) -> None:
        self.found.append(check)


def sounding(vad: SileroVad, sound: Any):
    @contextmanager
    def opened(show: Callable[[DeskEvent], None]) -> Iterator[LiveSession]:
        parts = Parts(
            engine=Engine(says(REPLY)), microphone=sound, player=sound.player, vad=vad,
            ears=Ears(), voice=Announcer(), actions=Actions(), show=show, sound=sound,
        )  # fmt: skip
        with LiveSession(parts, TurnsGroup(), Options(), time.monotonic()) as session:
            yield session

    return opened


def test_an_audio_check_interrupts_the_conversation_which_goes_on(vad) -> None:
    window, sound = Window(), CheckedSound()
    thread = SessionThread(sounding(vad, sound), window.show)
    thread.start()
    window.wait_for(lambda event: event == Opened())
    assert thread.sound is sound
    thread.check_sound()
    window.wait_for(lambda event: isinstance(event, SoundChecked))
    (checked,) = [event for event in window.told if isinstance(event, SoundChecked)]
    assert checked.check is not None
    assert checked.check.verdict == "separate"
    assert sound.found == [checked.check]
    thread.give(SleepKey())
    window.wait_for(lambda event: getattr(event, "state", None) is State.STANDBY)
    thread.stop()
    assert thread.join(PATIENCE)
    assert thread.sound is None
    assert thread.trace() == ()


def test_closing_breaks_a_check_off(vad) -> None:
    window, sound = Window(), CheckedSound()
    thread = SessionThread(sounding(vad, sound), window.show)
    thread.start()
    window.wait_for(lambda event: event == Opened())
    thread.check_sound()
    thread.stop()
    assert thread.join(PATIENCE)
    assert sound.found == []
    assert sound.player.epoch is None


@pytest.mark.parametrize(
    ("error", "sentence"), [(UserError("The disk is full."), "The disk is full."),
                            (RuntimeError("a bug"), FAULT)],
)  # fmt: skip
def test_what_cannot_be_opened_is_told(error: Exception, sentence: str) -> None:
    @contextmanager
    def refuses(show: Callable[[DeskEvent], None]) -> Iterator[LiveSession]:
        raise error
        yield

    window = Window()
    thread = SessionThread(refuses, window.show)
    thread.start()
    assert thread.join(PATIENCE)
    assert window.told == [CouldNotOpen(sentence), Ended()]


def test_what_is_closed_while_it_opens_never_begins(vad) -> None:
    window = Window()
    thread = SessionThread(opener(vad), window.show)
    thread.stop()
    thread.start()
    assert thread.join(PATIENCE)
    assert window.told == [Ended()]
