"""The talk key: in the window, and as a busy X11 tells of it, which repeats it as new presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.turns.events import TalkKey as Pressed
from tests.ui.conftest import Given
from ui.bar.talk_key import FIRST_REPEAT_SECONDS, TalkKey
from ui.desk import Desk
from ui.window import MainWindow


class Held:
    def __init__(self) -> None:
        self.now = 10.0
        self.told: list[bool] = []
        self.key = TalkKey(self.told.append, clock=lambda: self.now)


@pytest.fixture
def held(qtbot: QtBot) -> Held:
    made = Held()
    made.key.press()
    assert made.told == [True]
    return made


def test_a_key_that_repeats_is_held(qtbot: QtBot, held: Held) -> None:
    held.now += 0.66
    for _ in range(20):
        held.key.release()
        held.key.press()
    assert held.told == [True]
    held.key.release()
    qtbot.waitUntil(lambda: held.told == [True, False])
    held.key.press()
    assert held.told == [True, False, True]


def test_a_tap_is_over_at_once(held: Held) -> None:
    held.now += FIRST_REPEAT_SECONDS / 2
    held.key.release()
    assert held.told == [True, False]


def test_what_is_let_go_for_certain_is_told_once(qtbot: QtBot, held: Held) -> None:
    held.now += 1.0
    held.key.release()
    held.key.let_go()
    held.key.let_go()
    held.key.release()
    assert held.told == [True, False]


def test_space_is_the_talk_key_while_it_is_held(
    qtbot: QtBot, window: MainWindow, given: Given
) -> None:
    stage = window.screen_.stage
    stage.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyPress(stage, Qt.Key.Key_Space)
    assert given.events == [Pressed(True)]
    assert window.screen_.bar.talk_button.text() == "Talking"
    qtbot.keyRelease(stage, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: given.events == [Pressed(True), Pressed(False)])
    assert window.screen_.bar.talk_button.text() == "Hold to talk"


def test_a_held_talk_key_is_let_go_wherever_the_keyboard_is(
    qtbot: QtBot, window: MainWindow, given: Given
) -> None:
    stage, button = window.screen_.stage, window.screen_.bar.settings_button
    stage.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyPress(stage, Qt.Key.Key_Space)
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Space)
    assert not button.isDown()
    qtbot.keyRelease(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: given.events == [Pressed(True), Pressed(False)])


def test_leaving_the_window_lets_the_talk_key_go(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    desk.hold_to_talk(True)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    assert given.events == [Pressed(True), Pressed(False)]
