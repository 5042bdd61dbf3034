"""What is done to the window before its picture is taken."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.capture.audio_check import AudioCheck
from app.capture.cameras import CameraName
from app.capture.devices import SOUND_SERVER, Device, DeviceList
from app.capture.shown_picture import read_shown, thumbnail
from app.computer import Computer
from app.engine_advice import PUBLISHED, fit
from app.live.events import EndJudged, Level, StateChanged
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.network import CameraStream
from app.settings import groups
from app.starter_packs import starter_packs
from app.turns.states import State, Trigger
from ui.around.around import offer_report
from ui.asking.picture_reader import THUMBNAIL
from ui.bridge.events import SoundChecked
from ui.bridge.picture_thread import stage_image
from ui.history_screen.screen import HistoryScreen
from ui.models.conversation import Part
from ui.models.engine_step import EngineFacts
from ui.models.pictures import Thumbnail
from ui.models.report import Background
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
SCREEN = ROOT / "docs" / "screens" / "settings-light.png"

LOUD, QUIET = -18.0, -60.0

HISTORY_SECONDS = 0.5
"""Until what is kept is listed and read."""


def open_group(window: MainWindow, name: str) -> None:
    """One group of the settings."""
    window.open_settings()
    if window.settings_screen is not None:
        window.settings_screen.groups.setCurrentRow([group for group, _ in groups()].index(name))


def search_settings(window: MainWindow, words: str) -> None:
    """What is found among the settings."""
    window.open_settings()
    if window.settings_screen is not None:
        window.settings_screen.search.setText(words)


def show_pictures(window: MainWindow, *files: Path) -> None:
    """Let these pictures wait."""
    pictures = window.desk.model.pictures
    for file in files:
        image = read_shown(file)
        pictures.begin()
        pictures.came(image, Thumbnail(file.name, thumbnail(image, *THUMBNAIL)))


def begin_line(window: MainWindow, words: str) -> None:
    """Begin a line."""
    window.asking.open_line()
    window.screen_.asking.line.insert(words)
    window.desk.changed.emit(frozenset(Part))


def ask_about_pictures(window: MainWindow, words: str) -> None:
    """Show two pictures, and begin a line about them."""
    show_pictures(window, PHOTO, SCREEN)
    begin_line(window, words)


def refuse_picture(window: MainWindow) -> None:
    """Show a picture, and something that is none."""
    show_pictures(window, PHOTO)
    window.desk.model.pictures.refuse(
        "holiday.mov is not a photo that can be read; JPEG, PNG, WebP and similar files can."
    )
    begin_line(window, "")


def drag_pictures(window: MainWindow) -> None:
    """Files are held over the window."""
    veil = window.asking.drops.veil
    veil.setGeometry(window.screen_.stage.rect())
    veil.show()
    veil.raise_()


def reach_camera(window: MainWindow) -> None:
    """The camera is reached over the network."""
    window.desk.model.reached = (CameraStream("192.168.1.20"),)
    window.desk.changed.emit(frozenset(Part))


def first_step(window: MainWindow, number: int, *, picture: bool = False) -> None:
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


def diagnose(window: MainWindow) -> None:
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


def open_history(
    window: MainWindow, act: Callable[[HistoryScreen], object] = lambda _: None
) -> None:
    """The history, and something done in it; waits until that is listed."""
    window.open_history()
    screen = window.history_screen
    if screen is None:
        return
    act(screen)
    until = time.monotonic() + HISTORY_SECONDS
    while time.monotonic() < until:
        QApplication.processEvents()


def ask_to_delete(window: MainWindow) -> None:
    """The question before a conversation is deleted."""
    open_history(window)
    if window.history_screen is not None:
        window.history_screen.ask_to_delete()


def tell_of_crash(window: MainWindow) -> None:
    """The card that the last time ended badly."""
    offer_report(window, window._theme, "Visavis stopped unexpectedly")
