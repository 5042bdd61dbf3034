"""Tray, closing and the report of a crash, over the window without a screen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.crash_note import REPORT_FILE
from app.folders import Folders
from app.live.events import StateChanged
from app.sound.events import DeviceEvent
from app.turns.events import Mute, SleepKey, WakeKey
from app.turns.states import State, Trigger
from tests.ui.conftest import Given
from tests.ui.test_text_fits import SIZES, cut_off
from ui.around.around import Around
from ui.around.crash_card import CrashCard
from ui.around.tray import TOLD, Tray
from ui.around.tray_icon import SIZES as ICON_SIZES
from ui.around.tray_icon import tray_icon
from ui.bridge.events import CouldNotOpen
from ui.desk import Desk
from ui.models.conversation import ConversationModel
from ui.models.settings_page import SettingsPage
from ui.models.tray import Face, face_of
from ui.theme.style import Theme
from ui.window import MainWindow

SMALL_ICON = 16
PIXELS = list(itertools.product(range(SMALL_ICON), repeat=2))


def state(to: State) -> StateChanged:
    return StateChanged(to, Trigger.ONSET, 0.0)


@pytest.fixture
def place(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def tray(window: MainWindow, place: QSettings) -> Tray:
    return Tray(window, place, lambda: True)


@pytest.fixture
def around(
    qapp: QApplication, window: MainWindow, theme: Theme, page: SettingsPage, place: QSettings,
    tmp_path: Path,
) -> Iterator[Around]:  # fmt: skip
    made = Around(Folders.under(tmp_path))
    made.surround(qapp, window, theme, page, place)
    yield made
    qapp.setQuitOnLastWindowClosed(True)


def test_every_state_has_its_face(window: MainWindow, desk: Desk) -> None:
    model = desk.model
    assert face_of(ConversationModel()) is Face.OPENING
    for to, face in (
        (State.LISTENING, Face.LISTENING), (State.HEARING, Face.LISTENING),
        (State.THINKING, Face.THINKING), (State.SPEAKING, Face.SPEAKING),
        (State.PAUSED, Face.HELD), (State.STANDBY, Face.ASLEEP),
    ):  # fmt: skip
        desk.tell(state(to))
        assert face_of(model) is face
    desk.tell(state(State.LISTENING))
    desk.switch_microphone()
    assert face_of(model) is Face.MUTED
    desk.switch_microphone()
    desk.tell(DeviceEvent("microphone", "lost", None))
    assert face_of(model) is Face.MUTED
    desk.tell(CouldNotOpen("The disk is full."))
    assert face_of(model) is Face.FAILED


def test_faces_differ_by_shape_and_not_by_colour_alone(qapp: QApplication) -> None:
    def shape(face: Face) -> list[bool]:
        """Where the drawing stands out from its ground, whatever the colours are."""
        image = tray_icon(face).pixmap(SMALL_ICON, SMALL_ICON).toImage()
        grey = [image.pixelColor(x, y).lightness() for y, x in PIXELS]
        ground, light = sorted(grey)[len(grey) // 2], max(grey)
        return [value > (ground + light) / 2 for value in grey]

    for size in ICON_SIZES:
        assert tray_icon(Face.ASLEEP).pixmap(size, size).width() == size
    for one, other in itertools.combinations(Face, 2):
        differing = sum(a != b for a, b in zip(shape(one), shape(other), strict=True))
        assert differing > len(PIXELS) / 20, (one, other)


def test_its_menu_does_what_the_bar_does(tray: Tray, desk: Desk, given: Given) -> None:
    assert tray.microphone_action.isChecked()
    tray.microphone_action.trigger()
    assert not tray.microphone_action.isChecked()
    tray.microphone_action.trigger()
    assert given.events == [Mute(True), Mute(False)]
    given.events.clear()
    tray.sleep_action.trigger()
    desk.tell(state(State.STANDBY))
    assert tray.icon.toolTip() == "Visavis: Asleep"
    assert tray.sleep_action.text() == "Wake"
    tray.sleep_action.trigger()
    assert given.events == [SleepKey(), WakeKey()]
    desk.tell(CouldNotOpen("The disk is full."))
    assert not tray.microphone_action.isEnabled()
    assert not tray.sleep_action.isEnabled()


def test_a_click_hides_and_shows(tray: Tray, window: MainWindow) -> None:
    click = QSystemTrayIcon.ActivationReason.Trigger
    tray.icon.activated.emit(click)
    assert window.isHidden()
    assert tray.show_action.text() == "Show the window"
    tray.icon.activated.emit(click)
    assert window.isVisible()
    assert tray.show_action.text() == "Hide the window"


def test_where_it_went_is_said_once(
    tray: Tray, window: MainWindow, place: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(tray.icon, "supportsMessages", lambda: True)
    monkeypatch.setattr(tray.icon, "showMessage", lambda *words: said.append(words[0]))
    for _ in range(3):
        window.hide()
        window.come_forward()
    assert said == ["Visavis is still here"]
    place.sync()
    assert place.value(TOLD, False, bool)


def test_quitting_says_nothing(
    tray: Tray, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(tray.icon, "supportsMessages", lambda: True)
    monkeypatch.setattr(tray.icon, "showMessage", lambda *words: said.append(words))
    tray.quit_action.trigger()
    assert said == []


def test_closing_ends_it_as_long_as_nothing_else_is_set(
    qtbot: QtBot, around: Around, window: MainWindow, given: Given
) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
    assert given.ended.wait(10)


def test_closing_hides_it_where_that_is_set_and_there_is_a_tray(
    qtbot: QtBot, around: Around, window: MainWindow, page: SettingsPage, given: Given
) -> None:
    assert around.tray is not None
    around.tray._available = lambda: True
    page.set("window.close_to_tray", "true")
    window.desk.hold_to_talk(True)
    window.close()
    assert window.isHidden()
    assert not window.gone
    assert not window.desk.model.talk_held
    assert not given.ended.is_set()
    around.come_forward()
    assert window.isVisible()
    around.tray._available = lambda: False  # a desktop that lost its tray
    with qtbot.waitSignal(window.closed):
        window.close()
    assert given.ended.wait(10)


@pytest.mark.parametrize("way", ["quit", "desktop", "session"])
def test_what_hides_on_closing_can_still_be_ended(
    qtbot: QtBot, qapp: QApplication, around: Around, window: MainWindow, page: SettingsPage,
    way: str,
) -> None:  # fmt: skip
    assert around.tray is not None
    around.tray._available = lambda: True
    page.set("window.close_to_tray", "true")
    window.close()
    assert not window.gone
    with qtbot.waitSignal(window.closed):
        if way == "quit":
            qtbot.mouseMove(window)
            around.tray.quit_action.trigger()
        elif way == "desktop":
            window.eventFilter(qapp, QEvent(QEvent.Type.Quit))
            window.close()
        else:
            window.let_go()
            window.close()


def test_it_starts_out_of_sight(around: Around, window: MainWindow) -> None:
    assert around.tray is not None
    window.hide()
    around.show(window, minimised=True)
    assert window.isMinimized()
    window.hide()
    window.setWindowState(Qt.WindowState.WindowNoState)
    around.tray._available = lambda: True
    around.show(window, minimised=True)
    assert window.isHidden()
    around.show(window, minimised=False)
    assert window.isVisible()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = Folders.under(tmp_path).data / REPORT_FILE
    path.parent.mkdir(parents=True)
    path.write_text("Visavis stopped unexpectedly")
    return path


@pytest.mark.parametrize("size", SIZES)
def test_a_crash_is_offered_as_a_report(
    qtbot: QtBot, report: Path, around: Around, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    card = window.findChild(CrashCard)
    assert isinstance(card, CrashCard)
    qtbot.wait(1)
    assert card.isVisible()
    assert cut_off(window) == []
    qtbot.mouseClick(card.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Visavis stopped unexpectedly"
    assert card.copy_button.text() == "Copied"
    assert report.exists()
    qtbot.mouseClick(card.dismiss_button, Qt.MouseButton.LeftButton)
    assert not card.isVisible()
    assert not report.exists()


def test_without_a_crash_there_is_no_report(around: Around, window: MainWindow) -> None:
    assert window.findChild(CrashCard) is None
