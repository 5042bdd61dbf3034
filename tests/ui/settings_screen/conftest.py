"""The settings' screen over a file of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.models.settings_page import SettingsPage
from ui.settings_screen.row_view import RowView
from ui.settings_screen.screen import SettingsScreen
from ui.theme.style import Theme


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
