"""Numbers: their units, decimals and words, and what is being typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QLocale, Qt, QTimer
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.setting import all_settings
from app.settings import Settings
from benchmarks.monkey_faults import faults
from tests.ui.settings_screen.conftest import control, kept
from ui.models.settings_page import SettingsPage
from ui.settings_screen.number_box import NumberBox
from ui.settings_screen.screen import SettingsScreen
from ui.window import MainWindow


def test_a_number_has_its_unit_and_the_locale_s_format(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    box = control(screen, page, "turns.silence", NumberBox)
    assert box.text() == "0.2 s"
    box.setLocale(QLocale("de_DE"))
    box.setValue(0.35)
    assert box.text() == "0,35 s"
    box.editingFinished.emit()
    share = control(screen, page, "speech.volume", NumberBox)
    assert share.text() == "100%"
    share.setValue(37)
    share.editingFinished.emit()
    assert kept(tmp_path) == {"turns": {"silence": 0.35}, "speech": {"volume": 0.37}}


def test_a_number_may_have_a_word_beside(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage
) -> None:
    box = control(screen, page, "history.days", NumberBox)
    assert box.text() == "Forever"
    for typed, shown, value in (("1", "1 day", 1), ("30", "30 days", 30), ("", "Forever", None)):
        box.setFocus()
        box.selectAll()
        qtbot.keyClick(box, Qt.Key.Key_Delete)
        qtbot.keyClicks(box, typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert (box.text(), page.settings.history.days) == (shown, value or "forever")


def test_a_number_s_box_that_goes_as_the_keyboard_comes_is_not_reached_for_later(
    qapp: QApplication,
) -> None:
    setting = next(one for one in all_settings() if one.key == "history.days")
    box = NumberBox(setting)
    box.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    assert box.text() == "Forever"  # which is to be selected in the event loop's next turn
    delete(box)
    with faults() as found:
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
    assert found == []


def test_a_number_that_was_not_touched_keeps_all_its_decimals(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    page.set("speech.speed", "1.2345")
    box = control(screen, page, "speech.speed", NumberBox)
    assert box.text() == "1.23×"  # noqa: RUF001 - it is the sign that is meant
    box.editingFinished.emit()
    assert kept(tmp_path) == {"speech": {"speed": 1.2345}}


def test_a_number_that_is_being_typed_is_kept_when_the_page_is_made_anew(
    qtbot: QtBot, window: MainWindow, page: SettingsPage
) -> None:
    window.open_settings()
    screen = window.settings_screen
    assert screen is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box = control(screen, page, "turns.silence", NumberBox)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.7")
    assert page.settings.turns.silence == Settings().turns.silence
    window.open_settings()  # by Ctrl+, the keyboard does not leave the box first
    assert page.settings.turns.silence == 0.7
    assert control(screen, page, "turns.silence", NumberBox).text() == "0.7 s"


def test_a_number_that_an_assistive_program_sets_is_kept(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    box = control(screen, page, "window.caption_size", QDoubleSpinBox)
    interface = QAccessible.queryAccessibleInterface(box)
    interface.valueInterface().setCurrentValue(1.5)
    assert kept(tmp_path) == {"window": {"caption_size": 1.5}}
