"""What the pictures of the window show: a few moments of conversations, as a session tells them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from screen_acts import (
    LOUD,
    PHOTO,
    QUIET,
    SCREEN,
    ask_about_pictures,
    ask_to_delete,
    begin_line,
    diagnose,
    drag_pictures,
    first_step,
    open_group,
    open_history,
    reach_camera,
    refuse_picture,
    search_settings,
    show_pictures,
    tell_of_crash,
)
from screen_history import CONVERSATIONS, REFUSED, Kept, made_history, small_picture

from app.capture.camera import CameraEvent
from app.live.events import (
    Caption,
    ContextUse,
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
from app.sentences import say
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from ui.bridge.events import CameraNews, CouldNotOpen, DeskEvent, Glimpsed, Opened
from ui.bridge.picture_thread import stage_image
from ui.desk import Desk
from ui.models.pictures import Thumbnail
from ui.models.settings_page import SettingsPage
from ui.start import engine_in_words
from ui.theme.style import Theme
from ui.theme.tokens import FIRST_WINDOW, SMALLEST_WINDOW
from ui.window import MainWindow

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
            if self.camera and isinstance(event, PersonSaid):
                seen = Thumbnail("", small_picture(self.seen), glimpse=True)
                desk.tell(Glimpsed(event.epoch, seen))
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
        then=lambda window: begin_line(window, "And how far away is it tonight?"),
    ),
    Scene(
        "showing",
        SHOWN,
        first=lambda window: show_pictures(window, PHOTO, PHOTO, SCREEN),
        then=lambda window: ask_about_pictures(window, "What differs here?"),
    ),
    Scene(
        "showing-small",
        SPEAKING,
        speech=LOUD,
        size=SMALLEST_WINDOW,
        then=lambda window: ask_about_pictures(window, ""),
    ),
    Scene("showing-refused", TALK, then=refuse_picture),
    Scene("dropping", TALK, then=drag_pictures),
    Scene("screen-shared", TALK, camera=True, seen=SCREEN),
    Scene("network-camera", [*TALK, ContextUse(2314, 32768)], camera=True, then=reach_camera),
    Scene("crashed", [Opened(), state(State.LISTENING)], then=tell_of_crash),
    Scene("settings", TALK, then=lambda window: window.open_settings()),
    Scene("settings-turns", TALK, then=lambda window: open_group(window, "turns")),
    Scene("settings-search", TALK, then=lambda window: search_settings(window, "voice")),
    Scene("first-welcome", [Opened(), state(State.LISTENING)], then=lambda w: first_step(w, 0)),
    Scene("first-devices", FOUND, level=LOUD, then=lambda w: first_step(w, 1, picture=True)),
    Scene("first-no-microphone", NO_DEVICES, then=lambda w: first_step(w, 1)),
    Scene("first-engine", [Opened(), state(State.LISTENING)], then=lambda w: first_step(w, 2)),
    Scene(
        "first-small", FOUND, then=lambda w: first_step(w, 1, picture=True), size=SMALLEST_WINDOW
    ),
    Scene("diagnostics", TALK, then=diagnose),
    Scene("diagnostics-small", TALK, then=diagnose, size=SMALLEST_WINDOW),
    Scene("history", TALK, kept=CONVERSATIONS, then=open_history),
    Scene(
        "history-search",
        TALK,
        kept=CONVERSATIONS,
        then=lambda window: open_history(window, lambda screen: screen.search.setText("moon ri")),
    ),
    Scene(
        "history-pictures",
        TALK,
        kept=CONVERSATIONS,
        then=lambda window: open_history(window, lambda screen: screen.search.setText("lamp")),
    ),
    Scene("history-delete", TALK, kept=CONVERSATIONS, then=ask_to_delete),
    Scene("history-off", TALK, kept=(), keeps=False, then=open_history),
    Scene("history-empty", TALK, kept=(), then=open_history),
    Scene("history-refused", TALK, kept=REFUSED, then=open_history),
    Scene("history-small", TALK, kept=CONVERSATIONS, size=SMALLEST_WINDOW, then=open_history),
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
