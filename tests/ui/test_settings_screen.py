from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QLocale, Qt, QTimer
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks.monkey_faults import faults
from ui.models.settings_page import SettingsPage
from ui.settings_screen.number_box import NumberBox
from ui.settings_screen.row_list import RowList
from ui.settings_screen.row_view import RowView
from ui.settings_screen.screen import SettingsScreen
from ui.settings_screen.switch import Switch
from ui.theme.style import Theme
from ui.window import MainWindow


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, page: SettingsPage) -> SettingsScreen:
    made = SettingsScreen(theme, page)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "settings.toml").read_text())


def choose(screen: SettingsScreen, group: str, page: SettingsPage) -> list[RowView]:
    screen.groups.setCurrentRow(page.groups().index(group))
    return finished(screen)


def finished(screen: SettingsScreen) -> list[RowView]:
    """The rows of what was chosen, when all are made."""
    while not screen.whole:
        QApplication.processEvents()
    return screen.shown_rows()


Control = TypeVar("Control", bound=QWidget)


def control(screen: SettingsScreen, page: SettingsPage, key: str, kind: type[Control]) -> Control:
    """The control of a setting, its group chosen."""
    rows = choose(screen, key.partition(".")[0], page)
    found = next(row for row in rows if row.key == key).findChild(kind)
    assert isinstance(found, kind)
    return found


def type_in(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.editingFinished.emit()


def test_every_setting_has_a_row_with_a_control(screen: SettingsScreen, page: SettingsPage) -> None:
    seen = [row.key for group in page.groups() for row in choose(screen, group, page)]
    assert seen == [setting.key for setting in all_settings()]


def test_a_switch_writes_at_once(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    switch = control(screen, page, "window.reduce_motion", Switch)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert kept(tmp_path) == {"window": {"reduce_motion": True}}
    assert page.settings.window.reduce_motion
    assert page.waiting == set()


def test_a_choice_a_number_and_a_text_are_written(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    theme = control(screen, page, "window.theme", QComboBox)
    assert theme.itemText(theme.findData("dark")) == "Dark"
    theme.activated.emit(theme.findData("dark"))
    box = control(screen, page, "window.caption_size", QDoubleSpinBox)
    box.setValue(1.5)
    box.editingFinished.emit()
    type_in(control(screen, page, "camera.source", QLineEdit), "screen")
    assert kept(tmp_path) == {
        "window": {"theme": "dark", "caption_size": 1.5},
        "camera": {"source": "screen"},
    }
    assert page.waiting == {"camera.source"}


def test_a_wrong_value_is_refused_with_a_sentence_and_not_kept(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    type_in(control(screen, page, "chat.model", QLineEdit), "")
    row = next(row for row in screen.shown_rows() if row.key == "chat.model")
    assert "must be a text" in row.refusal
    assert not (tmp_path / "settings.toml").exists()


def test_reset_goes_back_to_the_default(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage
) -> None:
    page.set("window.caption_size", "2")
    reset = control(screen, page, "window.caption_size", QPushButton)
    assert reset.isVisible()
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert page.settings.window.caption_size == 1.0
    assert not reset.isVisible()


def test_the_search_finds_by_name_help_and_group(page: SettingsPage) -> None:
    def found(words: str) -> list[str]:
        return [row.setting.key for row in page.found(words)]

    assert "microphone.echo_cancellation" in found("echo cancel")
    assert found("fans and traffic") == ["microphone.noise_suppression"]
    assert "window.theme" in found("window THEME")
    assert found("no such thing at all") == []
    assert found("noise_suppression") == found("microphone.noise") != []
    assert "window.theme" in found("dark")


def test_the_search_finds_the_words_that_are_shown_and_the_declared_ones(
    page: SettingsPage,
) -> None:
    german = {"Volume": "Lautstärke", "Voice": "Stimme", "Dark": "Dunkel"}

    def found(words: str) -> list[str]:
        return [row.setting.key for row in page.found(words, lambda text: german.get(text, text))]

    assert found("LAUTSTÄRKE") == found("stimme volume") == ["speech.volume"]
    assert found("dunkel") == ["window.theme"]


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


def test_a_value_with_a_label_is_an_empty_line(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    line = control(screen, page, "playback.device", QLineEdit)
    assert (line.text(), line.placeholderText()) == ("", "Automatic")
    type_in(line, "Headphones")
    assert kept(tmp_path) == {"playback": {"device": "Headphones"}}
    type_in(line, "")
    assert page.settings.playback.device == "auto"


def test_measured_numbers_come_last_and_under_a_heading(
    screen: SettingsScreen, page: SettingsPage
) -> None:
    choose(screen, "turns", page)
    assert [label.text() for label in screen.findChildren(QLabel, "title")] == ["Fine tuning"]
    choose(screen, "speech", page)
    shown = [label for label in screen.findChildren(QLabel, "title") if label.isVisible()]
    assert shown == []


def test_a_long_group_is_made_a_row_at_a_time(screen: SettingsScreen, page: SettingsPage) -> None:
    everything = [row.setting.key for row in page.rows("turns")]
    screen.groups.setCurrentRow(page.groups().index("turns"))
    made = [len(screen.shown_rows())]
    loop = QEventLoop()
    beside = QTimer()  # what else the window has to do
    beside.timeout.connect(lambda: made.append(len(screen.shown_rows())))
    beside.timeout.connect(lambda: loop.quit() if screen.whole else None)
    beside.start(0)
    loop.exec()
    assert made[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(made))
    assert [row.key for row in screen.shown_rows()] == everything


def test_a_group_that_is_left_before_it_is_made_goes(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage
) -> None:
    screen.groups.setCurrentRow(page.groups().index("turns"))
    gone = screen.shown_rows()[0]
    assert [row.key for row in choose(screen, "chat", page)] == ["chat.model", "chat.threads"]
    assert not isValid(gone) or not gone.isVisible()
    qtbot.waitUntil(lambda: len(screen.findChildren(RowView)) == 2)
    assert len(screen.findChildren(RowList)) == 1


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


def test_what_is_below_makes_room_for_a_refusal(screen: SettingsScreen, page: SettingsPage) -> None:
    screen.resize(900, 700)
    first, second = choose(screen, "chat", page)
    QApplication.processEvents()
    assert second.y() >= first.y() + first.heightForWidth(first.width())
    height, before = first.height(), second.y()
    type_in(control(screen, page, "chat.model", QLineEdit), "")
    first, second = screen.shown_rows()
    QApplication.processEvents()
    assert first.height() > height
    assert second.y() > before


def test_the_search_shows_what_it_finds(
    qtbot: QtBot, screen: SettingsScreen, page: SettingsPage
) -> None:
    screen.search.setText("echo cancel")
    wanted = [row.setting.key for row in page.found("echo cancel")]
    qtbot.waitUntil(lambda: [row.key for row in screen.shown_rows()] == wanted)


def test_what_this_start_was_given_cannot_be_changed(tmp_path: Path) -> None:
    origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
    origins["speech.speed"] = Origin.COMMAND_LINE
    page = SettingsPage(SettingsFile(tmp_path), Resolved(Settings(), origins, ()))
    assert page.row("speech.speed").fixed
    assert not page.row("speech.volume").fixed


def test_what_counts_later_offers_to_begin_anew(
    qtbot: QtBot, window: MainWindow, page: SettingsPage
) -> None:
    window.open_settings()
    screen = window.settings_screen
    assert screen is not None
    type_in(control(screen, page, "camera.source", QLineEdit), "screen")
    with qtbot.waitSignal(window.restart):
        screen.begin_anew.click()
    assert page.waiting == set()


def test_every_control_belongs_to_its_label(screen: SettingsScreen, page: SettingsPage) -> None:
    for group in page.groups():
        for row in choose(screen, group, page):
            labels = [label for label in row.findChildren(QLabel) if label.buddy() is not None]
            assert [label.buddy().accessibleName() for label in labels] == [labels[0].text()]


def test_a_group_that_an_assistive_program_selects_is_shown(
    screen: SettingsScreen, page: SettingsPage
) -> None:
    wanted = page.groups().index("window")
    item = QAccessible.queryAccessibleInterface(screen.groups).child(wanted)
    item.actionInterface().doAction("Toggle")
    assert screen.groups.currentRow() == wanted
    assert {row.key.partition(".")[0] for row in screen.shown_rows()} == {"window"}


def test_a_switch_that_an_assistive_program_toggles_is_kept(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    switch = control(screen, page, "window.reduce_motion", Switch)
    QAccessible.queryAccessibleInterface(switch).actionInterface().doAction("Toggle")
    assert kept(tmp_path) == {"window": {"reduce_motion": True}}


def test_a_number_that_an_assistive_program_sets_is_kept(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    box = control(screen, page, "window.caption_size", QDoubleSpinBox)
    interface = QAccessible.queryAccessibleInterface(box)
    interface.valueInterface().setCurrentValue(1.5)
    assert kept(tmp_path) == {"window": {"caption_size": 1.5}}
