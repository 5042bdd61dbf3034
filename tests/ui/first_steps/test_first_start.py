from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.capture.audio_check import AudioCheck
from app.capture.cameras import CameraName
from app.capture.devices import Device, DeviceList
from app.computer import Computer
from app.engine_advice import PUBLISHED, Fit
from app.live.events import Level, StateChanged
from app.sound.events import DeviceEvent
from app.starter_packs import PackLine
from app.turns.events import TalkKey
from app.turns.states import State, Trigger
from tests.ui.conftest import ENGINE, Given
from tests.ui.test_text_fits import cut_off
from ui.bridge.events import CameraNews, CouldNotOpen, SoundChecked
from ui.desk import Desk
from ui.first_steps.finding import in_words
from ui.first_steps.overlay import Overlay
from ui.models.device_test import Phase
from ui.models.engine_step import EngineFacts
from ui.models.first_steps import Step
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme
from ui.window import MainWindow

DESK_MIC = Device("microphone", "desk", "ALSA", "Desk", 1, 48_000)
SPARE_MIC = Device("microphone", "spare", "ALSA", "Spare", 1, 48_000)
BOX = Device("speaker", "box", "ALSA", "Box", 2, 48_000)
GOOD = AudioCheck(0.012, 34.0, -62.0, "good")
GB = 1_000_000_000
SIZES = [tokens.SMALLEST_WINDOW, tokens.FIRST_WINDOW]


class Sound:
    """Devices that remember what was chosen among them."""

    def __init__(self, check: AudioCheck | None = None) -> None:
        self.devices = DeviceList((DESK_MIC, SPARE_MIC, BOX), DESK_MIC, BOX)
        self.check = check
        self.chosen: list[tuple[str, str]] = []

    def choose(self, kind: str, name: str) -> None:
        self.chosen.append((kind, name))


@pytest.fixture
def sound(given: Given) -> Sound:
    given.sound = Sound()
    return given.sound


@pytest.fixture
def overlay(qtbot: QtBot, window: MainWindow, sound: Sound) -> Overlay:
    """The first steps over a conversation that has begun."""
    window.first_steps.show()
    made = window.first_steps.overlay
    assert made is not None
    made.devices.cameras = lambda: [CameraName("0", "Webcam"), CameraName("2", "Document camera")]
    return made


def go(overlay: Overlay, step: Step) -> None:
    while overlay.steps.step is not step:
        overlay.next.click()


def facts(graphics: int | None = None, *, here: bool = True) -> EngineFacts:
    computer = Computer(16 * GB, 4, graphics)
    how = Fit.NOT if graphics is None else Fit.GRAPHICS
    packs = [PackLine(f"A model, number {n}", 10**n, "Apache-2.0", here) for n in range(2, 9)]
    return EngineFacts(computer, packs, [(model, how) for model in PUBLISHED])


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(type(widget.heading)))


# -- when they come and go -------------------------------------------------------------------------


def start(theme: Theme, page: SettingsPage, place: QSettings) -> MainWindow:
    desk = Desk(lambda _: None, "0")  # type: ignore[arg-type, return-value]
    return MainWindow(theme, desk, page, ENGINE, place)


def test_the_first_start_shows_them_and_the_next_does_not(
    qtbot: QtBot, theme: Theme, page: SettingsPage, tmp_path: Path
) -> None:
    place = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings = tmp_path / "settings.toml"
    first = start(theme, page, place)
    qtbot.addWidget(first)
    first.first_steps.show_if_first(settings)
    first.show()
    assert first.first_steps.shown
    qtbot.waitUntil(first.isActiveWindow)
    overlay = first.first_steps.overlay
    assert overlay is not None
    assert overlay.mood.text() == "Getting ready"
    assert first.focusWidget() is overlay.next
    qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Escape)
    assert not first.first_steps.shown
    second = start(theme, page, place)
    qtbot.addWidget(second)
    second.first_steps.show_if_first(settings)
    assert not second.first_steps.shown


def test_whoever_has_set_something_is_spared_them(
    qtbot: QtBot, theme: Theme, page: SettingsPage, tmp_path: Path
) -> None:
    place = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings = tmp_path / "settings.toml"
    settings.write_text("")
    window = start(theme, page, place)
    qtbot.addWidget(window)
    window.first_steps.show_if_first(settings)
    assert not window.first_steps.shown


@pytest.mark.parametrize("step", list(Step))
def test_escape_leaves_at_every_step_and_the_settings_show_them_again(
    qtbot: QtBot, window: MainWindow, overlay: Overlay, step: Step
) -> None:
    go(overlay, step)
    qtbot.keyClick(overlay.next, Qt.Key.Key_Escape)
    assert not window.first_steps.shown
    assert window.screens.currentWidget() is window.screen_
    window.open_settings()
    assert window.settings_screen is not None
    qtbot.mouseClick(window.settings_screen.steps, Qt.MouseButton.LeftButton)
    assert window.first_steps.shown
    assert overlay.steps.step is Step.WELCOME


def test_the_last_ones_button_ends_them(window: MainWindow, overlay: Overlay) -> None:
    go(overlay, Step.ENGINE)
    assert overlay.next.text() == "Done"
    overlay.next.click()
    assert not window.first_steps.shown


# -- what is behind --------------------------------------------------------------------------------


def test_the_conversation_goes_on_behind_them(
    window: MainWindow, overlay: Overlay, desk: Desk
) -> None:
    assert desk.model.opened
    desk.tell(StateChanged(State.SPEAKING, Trigger.SOUNDS, 0.0))
    assert overlay.mood.text() == "Speaking"
    assert window.screen_.stage.presence.accessibleName() == "Speaking"


def test_the_talk_key_is_not_taken_away_from_their_controls(
    qtbot: QtBot, window: MainWindow, overlay: Overlay, given: Given
) -> None:
    go(overlay, Step.DEVICES)
    overlay.devices.microphone.setFocus()
    qtbot.keyPress(overlay.devices.microphone, Qt.Key.Key_Space)
    assert TalkKey(True) not in given.events
    overlay.devices.microphone.hidePopup()


def test_the_keyboard_stays_within_them(qtbot: QtBot, window: MainWindow, overlay: Overlay) -> None:
    go(overlay, Step.DEVICES)
    qtbot.waitUntil(window.isActiveWindow)
    seen = set()
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert focus is not None
        assert overlay.isAncestorOf(focus)
        seen.add(focus)
    step = overlay.devices
    assert {step.microphone, step.speaker, step.camera, step.try_camera, step.check} <= seen
    assert {overlay.skip, overlay.back, overlay.next} <= seen
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert overlay.isAncestorOf(window.focusWidget())


def test_every_control_has_a_name(overlay: Overlay) -> None:
    for control in (*overlay.findChildren(QAbstractButton), *overlay.findChildren(QComboBox)):
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text


# -- devices ---------------------------------------------------------------------------------------


def test_devices_are_chosen_by_name_at_once_and_kept(
    overlay: Overlay, page: SettingsPage, sound: Sound
) -> None:
    go(overlay, Step.DEVICES)
    step = overlay.devices
    assert [step.microphone.itemText(row) for row in range(3)] == [
        "System default: Desk", "Desk", "Spare",
    ]  # fmt: skip
    step.microphone.activated.emit(2)
    assert sound.chosen == [("microphone", SPARE_MIC.key)]
    assert page.settings.microphone.device == SPARE_MIC.key
    assert page.waiting == set(), "it counts already"
    step.camera.activated.emit(1)
    assert page.settings.camera.source == "2"


def test_the_settings_show_what_was_chosen_there(
    window: MainWindow, overlay: Overlay, page: SettingsPage
) -> None:
    window.open_settings()
    screen = window.settings_screen
    assert screen is not None
    screen.show_group("camera")
    window.first_steps.show()
    go(overlay, Step.DEVICES)
    overlay.devices.camera.activated.emit(1)
    window.open_settings()
    assert [line.text() for line in screen.shown_rows()[0].findChildren(QLineEdit)] == ["2"]


def test_the_level_moves_and_says_so(overlay: Overlay, desk: Desk) -> None:
    go(overlay, Step.DEVICES)
    step = overlay.devices
    assert step.meter.running
    assert "Say something" in step.hears.text()
    desk.tell(Level(-18.0, 0.97))
    step.look()
    assert step.hears.text() == "I hear you."
    overlay.back.click()
    assert not step.meter.running


def test_the_sound_is_checked_and_the_verdict_is_in_plain_words(
    qtbot: QtBot, overlay: Overlay, desk: Desk
) -> None:
    go(overlay, Step.DEVICES)
    step = overlay.devices
    overlay.test.begin()
    desk.tell(Level(-50.0, 0.0))
    step.follow()
    assert not step.check.isEnabled()
    assert step.finding.verdict.text() == "You will hear a chime"
    desk.tell(SoundChecked(GOOD))
    assert step.check.isEnabled()
    assert "hands-free" in step.finding.accessibleName()
    assert step.finding.numbers.text() == "Noise -62 dB · echo 34 dB fainter, 12 ms late"


def test_the_button_asks_the_session_for_the_check(
    overlay: Overlay, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(overlay, Step.DEVICES)
    asked: list[bool] = []
    monkeypatch.setattr(desk, "check_sound", lambda: asked.append(True) or True)
    overlay.devices.check.click()
    assert asked == [True]
    assert overlay.test.phase is Phase.RUNNING


def test_an_earlier_verdict_is_recalled(overlay: Overlay, sound: Sound) -> None:
    sound.check = GOOD
    go(overlay, Step.DEVICES)
    assert overlay.test.finding == GOOD


@pytest.mark.parametrize("verdict", ["good", "separate", "loud", "noisy", "dead"])
def test_every_verdict_has_words(verdict: str) -> None:
    said, advice = in_words(verdict)
    assert said
    assert advice.endswith(".")


def test_what_is_missing_says_what_to_do(overlay: Overlay, desk: Desk) -> None:
    go(overlay, Step.DEVICES)
    step = overlay.devices
    desk.tell(DeviceEvent("microphone", "lost", None))
    desk.tell(DeviceEvent("speaker", "busy", None))
    desk.tell(CameraNews("missing", "I cannot see through the camera; connect it."))
    assert "connect one" in step.microphone_trouble.text()
    assert "close that program" in step.speaker_trouble.text()
    assert "connect it" in step.camera_trouble.text()
    assert not step.check.isEnabled()
    desk.tell(DeviceEvent("microphone", "returned", DESK_MIC))
    desk.tell(DeviceEvent("speaker", "returned", BOX))
    assert not step.microphone_trouble.isVisible()
    assert step.check.isEnabled()


def test_a_conversation_that_is_not_there_is_told(overlay: Overlay, desk: Desk) -> None:
    go(overlay, Step.DEVICES)
    desk.tell(CouldNotOpen("A model is missing."))
    assert overlay.devices.hears.text() == "A model is missing."
    assert not overlay.devices.check.isEnabled()


# -- the camera ------------------------------------------------------------------------------------


@pytest.fixture
def switched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the camera was told, in place of opening one."""
    told: list[bool] = []
    monkeypatch.setattr(desk, "camera", SimpleNamespace(
        switch=told.append, close=lambda patience: None, use=lambda source: None,
    ))  # fmt: skip
    return told


def test_the_camera_is_open_only_while_the_step_wants_it(
    overlay: Overlay, desk: Desk, switched: list[bool]
) -> None:
    go(overlay, Step.DEVICES)
    assert switched == []
    overlay.devices.try_camera.click()
    assert switched == [True]
    desk.pictures.made.emit(QImage(64, 48, QImage.Format.Format_RGB32))
    assert overlay.devices.preview.has_picture
    overlay.next.click()
    assert switched == [True, False]
    assert not overlay.devices.preview.has_picture
    assert not desk.model.camera_on


def test_leaving_the_steps_closes_it_too(
    window: MainWindow, overlay: Overlay, switched: list[bool]
) -> None:
    go(overlay, Step.DEVICES)
    overlay.devices.try_camera.click()
    window.first_steps.end()
    assert switched == [True, False]


def test_a_camera_that_was_on_before_stays_on(
    overlay: Overlay, desk: Desk, switched: list[bool]
) -> None:
    desk.set_camera(True)
    go(overlay, Step.DEVICES)
    overlay.next.click()
    assert switched == [True]
    assert desk.model.camera_on


def test_the_picture_fills_its_frame(overlay: Overlay) -> None:
    go(overlay, Step.DEVICES)
    pixels = np.full((48, 64, 3), 200, np.uint8)
    image = QImage(pixels.data, 64, 48, 192, QImage.Format.Format_RGB888).copy()
    overlay.devices.preview.show_picture(image)
    shot = overlay.devices.preview.grab().toImage()
    centre = shot.pixelColor(shot.width() // 2, shot.height() // 2)
    assert (centre.red(), centre.green(), centre.blue()) == (200, 200, 200)


# -- the engine ------------------------------------------------------------------------------------


def test_the_engines_are_told_with_sizes_and_licences(overlay: Overlay) -> None:
    go(overlay, Step.ENGINE)
    step = overlay.engine
    overlay.show_engine(facts())
    said = texts(step)
    assert "16.0 GB of memory and no graphics card" in step.computer.text()
    assert step.verdict.text() == "Too large for this computer."
    assert "Qwen Research" in said
    assert "12.3 GB" in said
    assert "A model, number 8" in said
    assert "100 MB" in said
    overlay.show_engine(facts(24 * GB, here=False))
    assert "Qwen2.5-Omni-7B suits" in step.verdict.text()
    assert "missing" in step.starter_size.text()


def test_the_engines_settings_open_from_there(window: MainWindow, overlay: Overlay) -> None:
    go(overlay, Step.ENGINE)
    overlay.engine.set_up.click()
    assert not window.first_steps.shown
    assert window.screens.currentWidget() is window.settings_screen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", list(Step))
def test_they_fit(
    qtbot: QtBot, window: MainWindow, overlay: Overlay, desk: Desk, size, step: Step
) -> None:
    window.resize(*size)
    overlay.show_engine(facts())
    desk.tell(SoundChecked(GOOD))
    go(overlay, step)
    qtbot.wait(1)
    wrong = [words for words in cut_off(overlay) if not words.startswith("outside")]
    assert wrong == []  # what is outside can be scrolled to
    page = overlay.pages[step]
    place = page.parentWidget()
    assert place is not None
    assert page.width() <= place.width(), "it scrolls down, not sideways"
