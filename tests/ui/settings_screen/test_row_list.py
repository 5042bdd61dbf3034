"""The rows of a group: made one after the other, each where it belongs."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.settings_screen.conftest import choose, control, type_in
from ui.models.settings_page import SettingsPage
from ui.settings_screen.row_list import RowList
from ui.settings_screen.row_view import RowView
from ui.settings_screen.screen import SettingsScreen


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


def test_a_row_that_is_new_lies_below_the_others_at_once(
    screen: SettingsScreen, page: SettingsPage
) -> None:
    screen.groups.setCurrentRow(page.groups().index("turns"))
    lowest = [0]
    while not screen.whole:
        QApplication.processEvents()
        rows = screen.shown_rows()
        if len(rows) > len(lowest):
            lowest.append(rows[-1].y())
    assert lowest == sorted(set(lowest))
    assert len(lowest) > 30
