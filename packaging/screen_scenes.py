"""What the pictures of the window show: a few moments of conversations, as a session tells them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication
from screen_history import CONVERSATIONS, REFUSED, Kept, made_history

from app.capture.audio_check import AudioCheck
from app.capture.camera import CameraEvent
from app.capture.cameras import CameraName
from app.capture.devices import SOUND_SERVER, Device, DeviceList
from app.capture.shown_picture import read_shown, thumbnail
from app.computer import Computer
from app.engine_advice import PUBLISHED, fit
from app.live.events import (
    Caption,
    ContextUse,
    EndJudged,
    Level,
    PersonSaid,
    PicturesSeen,
    ReplyOver,
    ReplyText,
    SessionEvent,
    StateChanged,
    Told,
    TurnTimings,
)
from app.live.session import LiveSession
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.network import CameraStream
from app.sentences import say
from app.setting import all_settings
from app.settings import Settings, groups
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from app.sound.events import DeviceEvent
from app.starter_packs import starter_packs
from app.turns.states import State, Trigger
from ui.around.around import offer_report
from ui.asking.picture_reader import THUMBNAIL
from ui.bridge.events import CameraNews, CouldNotOpen, DeskEvent, Opened, SoundChecked
from ui.bridge.picture_thread import stage_image
from ui.desk import Desk
from ui.history_screen.screen import HistoryScreen
from ui.models.conversation import Part
from ui.models.engine_step import EngineFacts
from ui.models.pictures import Thumbnail
from ui.models.report import Background
from ui.models.settings_page import SettingsPage
from ui.start import engine_in_words
from ui.theme.style import Theme
from ui.theme.tokens import FIRST_WINDOW, SMALLEST_WINDOW
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
SCREEN = ROOT / "docs" / "screens" / "settings-light.png"

LOUD, QUIET = -18.0, -60.0

HISTORY_SECONDS = 0.5
"""Until what is kept is listed and read."""

LONG_REPLY = (
    "A full moon rises at sunset, because it then stands opposite the sun. Each day after that it "
    "rises about fifty minutes later, so by the weekend you will see it only late in the evening."
)


def state(to: State, trigger: Trigger = Trigger.ONSET) -> StateChanged:
    """Somebody else has the floor."""
    return StateChanged(to, trigger, 0.0)


def turn(epoch: int, person: str, reply: str, heard: int | None = None) -> list[SessionEvent]:
    """A question and its answer, of which so much was heard."""
    wait = 0.55 + 0.13 * (epoch * 7 % 5)
    return [
        PersonSaid(epoch, person, by_engine=True),
        TurnTimings(epoch, 0.21, 0.34 + 0.02 * epoch, wait, 0),
        ReplyText(epoch, reply),
        ReplyOver(epoch, reply, len(reply) if heard is None else heard),
    ]


TALK: list[DeskEvent] = [
    Opened(),
    *turn(1, "Good morning. What time is it?", "It is seven minutes past nine."),
    *turn(
        2,
        "Tell me something about the moon.",
        "The moon is about three hundred and eighty thousand kilometres away, and it moves away "
        "from us by almost four centimetres a year. Its far side was first seen in 1959.",
        heard=121,
    ),
    Told(say("Your timer for {label} is done.", label="the tea")),
    *turn(3, "Thank you. And when does it rise tonight?", "At about twenty past eight."),
]


@dataclass(frozen=True)
class Scene:
    """events: what the session tells.  level: of the microphone, in decibels.

    camera: it is on.  first: what is done before the events, then: after them.
    kept: the history, as `screen_history` makes it.  keeps: it is on.
    """

    name: str
    events: list[DeskEvent]
    level: float = QUIET
    speech: float = QUIET
    camera: bool = False
    size: tuple[int, int] = FIRST_WINDOW
    first: Callable[[MainWindow], None] = lambda _: None
    kept: Kept | None = None
    keeps: bool = True
    then: Callable[[MainWindow], None] = lambda _: None
    seen: Path = PHOTO

    def play(self, desk: Desk, window: MainWindow) -> None:
        """Let it happen."""
        if self.camera:
            desk.model.camera_on = True
            desk.model.screen_shared = self.seen == SCREEN
        self.first(window)
        for event in self.events:
            desk.tell(event)
        if self.camera:
            stage, ratio = window.screen_.stage, window.devicePixelRatioF()
            size = (round(stage.width() * ratio), round(stage.height() * ratio), ratio)
            pixels = np.asarray(Image.open(self.seen).convert("RGB"))
            mirrored = not desk.model.screen_shared
            stage.show_picture(stage_image(pixels, size, mirrored))
        self.then(window)

    def keep_up(self, desk: Desk) -> None:
        """The levels of the moment."""
        desk.tell(Level(self.level, 1.0 if self.level > QUIET else 0.03))
        desk.model.speaking.hear(self.speech)


def make_window(theme: Theme, scene: Scene) -> tuple[MainWindow, Desk]:
    """A window without a session behind it."""
    page = SettingsPage(SettingsFile(Path("build") / "screens"), resolve_nothing())
    if scene.kept is not None:
        page.settings = page.settings.replace({"history.keep": scene.keeps})
    desk = Desk(lambda _: _no_session, "0")
    name = engine_in_words("starter", page.settings)
    window = MainWindow(theme, desk, page, name, None, made_history(scene.kept))
    window.resize(*scene.size)
    return window, desk


def resolve_nothing() -> Resolved:
    """Every setting at its default."""
    return Resolved(Settings(), {setting.key: Origin.DEFAULT for setting in all_settings()}, ())


def _no_session(show: Callable[[DeskEvent], None]) -> AbstractContextManager[LiveSession]:
    raise NotImplementedError


def _group(window: MainWindow, name: str) -> None:
    window.open_settings()
    if window.settings_screen is not None:
        window.settings_screen.groups.setCurrentRow([group for group, _ in groups()].index(name))


def _search(window: MainWindow, words: str) -> None:
    window.open_settings()
    if window.settings_screen is not None:
        window.settings_screen.search.setText(words)


def _show(window: MainWindow, *files: Path) -> None:
    """Let these pictures wait."""
    pictures = window.desk.model.pictures
    for file in files:
        image = read_shown(file)
        pictures.begin()
        pictures.came(image, Thumbnail(file.name, thumbnail(image, *THUMBNAIL)))


def _type(window: MainWindow, words: str) -> None:
    """Begin a line."""
    window.asking.open_line()
    window.screen_.asking.line.insert(words)
    window.desk.changed.emit(frozenset(Part))


def _ask(window: MainWindow, words: str) -> None:
    """Show two pictures, and begin a line about them."""
    _show(window, PHOTO, SCREEN)
    _type(window, words)


def _refuse(window: MainWindow) -> None:
    _show(window, PHOTO)
    window.desk.model.pictures.refuse(
        "holiday.mov is not a photo that can be read; JPEG, PNG, WebP and similar files can."
    )
    _type(window, "")


def _drag(window: MainWindow) -> None:
    veil = window.asking.drops.veil
    veil.setGeometry(window.screen_.stage.rect())
    veil.show()
    veil.raise_()


def _reach(window: MainWindow) -> None:
    window.desk.model.reached = (CameraStream("192.168.1.20"),)
    window.desk.changed.emit(frozenset(Part))


COMPARED = "The first is the same photo, the other one a page of settings."

SHOWN: list[DeskEvent] = [
    Opened(),
    PersonSaid(1, "What is in this picture?", by_engine=False),
    PicturesSeen(1, (1,)),
    ReplyText(1, "A woman in an orange suit, who smiles. There is a flag behind her."),
    ReplyOver(1, "A woman in an orange suit, who smiles. There is a flag behind her.", 200),
    PicturesSeen(2, (2, 3)),
    ReplyOver(2, COMPARED, len(COMPARED)),
    ContextUse(2314, 32768),
]


def _step(window: MainWindow, number: int, *, picture: bool = False) -> None:
    """The first steps, one of them, on a computer like many."""
    window.first_steps.show()
    overlay = window.first_steps.overlay
    if overlay is None:
        return
    computer = Computer(memory=16_700_000_000, cores=8, graphics=None)
    official = [(model, fit(model, computer)) for model in PUBLISHED]
    packs = starter_packs(ModelStore(Path("build") / "screens", Manifest.of_program()))
    here = [replace(pack, here=True) for pack in packs]
    overlay.show_engine(EngineFacts(computer, here, official))
    for _ in range(number):
        overlay.next.click()
    step = overlay.devices
    step.cameras = lambda: [CameraName("0", "Integrated Camera")] if picture else []
    window.desk.model.camera_on = number == 1
    if picture:
        step.listed = lambda: DEVICES
        window.desk.tell(SoundChecked(AudioCheck(0.012, 34.0, -62.0, "good")))
        window.desk.tell(Level(LOUD, 0.98))
        pixels = np.asarray(Image.open(PHOTO).convert("RGB"))
        upper = np.ascontiguousarray(pixels[: pixels.shape[1] * 9 // 16])
        window.desk.pictures.made.emit(stage_image(upper, (960, 540, 1.0), mirrored=True))
    step.look()


def _diagnose(window: MainWindow) -> None:
    """A minute of a conversation, as it would have been heard."""
    diagnosis, now = window.diagnostics.diagnosis, time.monotonic()
    at = datetime(2026, 5, 4, 9, 49, tzinfo=UTC)
    hiss = np.random.default_rng(7)
    for tick in range(600):
        second = tick / 10
        person, reply = second % 20 < 5, 6.5 < second % 20 < 14
        wave = 6 * math.sin(second * 7) + 4 * math.sin(second * 17)
        near = (-24 + wave if person else -52) + hiss.normal(0, 1.5)
        far = -20 + wave + hiss.normal(0, 2) if reply else None
        speech = min(1.0, max(0.0, (0.95 if person else 0.04) + hiss.normal(0, 0.04)))
        moment = now - 60 + second
        diagnosis.apply(Level(near, speech), moment, at, lambda _, far=far: far)
        for offset, probability in ((5.2, 0.42), (5.6, 0.93)):
            if abs(second % 20 - offset) < 0.05:
                diagnosis.apply(EndJudged(probability, moment), moment, at, lambda _: None)
        for offset, to, trigger in MOVES:
            if abs(second % 20 - offset) < 0.05:
                moved = StateChanged(to, trigger, moment)
                diagnosis.apply(moved, moment, at + timedelta(seconds=second), lambda _: None)
    window.diagnostics.ask = lambda: BACKGROUND
    window.diagnostics.open()


DESK_MICROPHONE = Device("microphone", "usb", SOUND_SERVER, "USB Microphone", 1, 48_000)
DESK_SPEAKER = Device("speaker", "hdmi", SOUND_SERVER, "Built-in Speakers", 2, 48_000)
DEVICES = DeviceList((DESK_MICROPHONE, DESK_SPEAKER), DESK_MICROPHONE, DESK_SPEAKER)

MOVES = (
    (0.3, State.HEARING, Trigger.ONSET),
    (5.2, State.WAITING, Trigger.SILENCE),
    (5.6, State.THINKING, Trigger.FINISHED),
    (6.5, State.SPEAKING, Trigger.SOUNDS),
    (14.0, State.LISTENING, Trigger.PLAYED),
)

BACKGROUND = Background(
    versions=(("visavis", "0.1.0"),),
    memory=1_690_000_000,
    log=(
        "2026-05-04 09:48:12,031 INFO app.voices: The voice kokoro takes 0.41 of real time",
        "2026-05-04 09:48:13,377 INFO app.live.opening: A conversation was opened in 3.9 s",
        "2026-05-04 09:49:40,120 WARNING app.capture.check_store: The audio checks cannot be "
        "read; they begin anew",
    ),
)


def _history(window: MainWindow, act: Callable[[HistoryScreen], object] = lambda _: None) -> None:
    window.open_history()
    screen = window.history_screen
    if screen is None:
        return
    act(screen)
    until = time.monotonic() + HISTORY_SECONDS
    while time.monotonic() < until:
        QApplication.processEvents()


def _ask_to_delete(window: MainWindow) -> None:
    _history(window)
    if window.history_screen is not None:
        window.history_screen.ask_to_delete()


def _crashed(window: MainWindow) -> None:
    offer_report(window, window._theme, "Visavis stopped unexpectedly")


SPEAKING: list[DeskEvent] = [
    *TALK,
    state(State.HEARING),
    PersonSaid(4, "Why does it come later every evening?", by_engine=True),
    state(State.THINKING, Trigger.FINISHED),
    ReplyText(4, LONG_REPLY),
    state(State.SPEAKING, Trigger.SOUNDS),
    Caption(4, 104),
]

FOUND: list[DeskEvent] = [
    Opened(),
    DeviceEvent("microphone", "opened", None),
    DeviceEvent("speaker", "opened", None),
]

NO_DEVICES: list[DeskEvent] = [
    Opened(),
    DeviceEvent("microphone", "lost", None),
    DeviceEvent("speaker", "lost", None),
    CameraNews("missing", CameraEvent("missing").sentence),
]

SCENES = (
    Scene("opening", []),
    Scene("ready", [Opened(), state(State.LISTENING)]),
    Scene("listening", [*TALK, state(State.HEARING)], level=LOUD),
    Scene(
        "thinking",
        [
            *TALK,
            state(State.HEARING),
            PersonSaid(4, "Why does it come later every evening?", by_engine=True),
            state(State.THINKING, Trigger.FINISHED),
        ],
    ),
    Scene("speaking", SPEAKING, speech=LOUD),
    Scene("speaking-camera", SPEAKING, speech=LOUD, camera=True),
    Scene("listening-camera", [Opened(), state(State.HEARING)], level=LOUD, camera=True),
    Scene("small", SPEAKING, speech=LOUD, size=SMALLEST_WINDOW),
    Scene("small-camera", SPEAKING, speech=LOUD, size=SMALLEST_WINDOW, camera=True),
    Scene("held", [*SPEAKING, state(State.PAUSED, Trigger.SPEECH_LASTS)]),
    Scene("asleep", [*TALK, state(State.STANDBY, Trigger.UNUSED)]),
    Scene("no-microphone", [Opened(), DeviceEvent("microphone", "lost", None)]),
    Scene(
        "typing",
        [*SPEAKING, ContextUse(2314, 32768)],
        speech=LOUD,
        then=lambda window: _type(window, "And how far away is it tonight?"),
    ),
    Scene(
        "showing",
        SHOWN,
        first=lambda window: _show(window, PHOTO, PHOTO, SCREEN),
        then=lambda window: _ask(window, "What differs here?"),
    ),
    Scene(
        "showing-small",
        SPEAKING,
        speech=LOUD,
        size=SMALLEST_WINDOW,
        then=lambda window: _ask(window, ""),
    ),
    Scene("showing-refused", TALK, then=_refuse),
    Scene("dropping", TALK, then=_drag),
    Scene("screen-shared", TALK, camera=True, seen=SCREEN),
    Scene("network-camera", [*TALK, ContextUse(2314, 32768)], camera=True, then=_reach),
    Scene("crashed", [Opened(), state(State.LISTENING)], then=_crashed),
    Scene("settings", TALK, then=lambda window: window.open_settings()),
    Scene("settings-turns", TALK, then=lambda window: _group(window, "turns")),
    Scene("settings-search", TALK, then=lambda window: _search(window, "voice")),
    Scene("first-welcome", [Opened(), state(State.LISTENING)], then=lambda w: _step(w, 0)),
    Scene("first-devices", FOUND, level=LOUD, then=lambda w: _step(w, 1, picture=True)),
    Scene("first-no-microphone", NO_DEVICES, then=lambda w: _step(w, 1)),
    Scene("first-engine", [Opened(), state(State.LISTENING)], then=lambda w: _step(w, 2)),
    Scene("first-small", FOUND, then=lambda w: _step(w, 1, picture=True), size=SMALLEST_WINDOW),
    Scene("diagnostics", TALK, then=_diagnose),
    Scene("diagnostics-small", TALK, then=_diagnose, size=SMALLEST_WINDOW),
    Scene("history", TALK, kept=CONVERSATIONS, then=_history),
    Scene(
        "history-search",
        TALK,
        kept=CONVERSATIONS,
        then=lambda window: _history(window, lambda screen: screen.search.setText("moon ri")),
    ),
    Scene("history-delete", TALK, kept=CONVERSATIONS, then=_ask_to_delete),
    Scene("history-off", TALK, kept=(), keeps=False, then=_history),
    Scene("history-empty", TALK, kept=(), then=_history),
    Scene("history-refused", TALK, kept=REFUSED, then=_history),
    Scene("history-small", TALK, kept=CONVERSATIONS, size=SMALLEST_WINDOW, then=_history),
    Scene(
        "failed",
        [
            CouldNotOpen(
                "The pack chat-qwen2.5-0.5b is missing; `python3 run.py models pull starter` "
                "fetches it."
            )
        ],
    ),
)
