"""The settings' screen by keys, clicks and assistive programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from tests.ui.settings_screen.conftest import choose, control, kept, type_in
from ui.models.settings_page import SettingsPage
from ui.settings_screen.screen import SettingsScreen
from ui.settings_screen.switch import Switch
from ui.window import MainWindow


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


def test_a_value_with_a_label_is_an_empty_line(
    screen: SettingsScreen, page: SettingsPage, tmp_path: Path
) -> None:
    line = control(screen, page, "playback.device", QLineEdit)
    assert (line.text(), line.placeholderText()) == ("", "Automatic")
    type_in(line, "Headphones")
    assert kept(tmp_path) == {"playback": {"device": "Headphones"}}
    type_in(line, "")
    assert page.settings.playback.device == "auto"


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
