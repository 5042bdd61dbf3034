from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.bar.talk_button import TalkButton
from ui.theme.style import Theme


def test_the_talk_button_is_held_or_pressed_once_to_begin_and_once_to_end(
    qtbot: QtBot, theme: Theme
) -> None:
    now = [0.0]
    button = TalkButton(theme, clock=lambda: now[0])
    qtbot.addWidget(button)
    wanted: list[bool] = []
    button.talk.connect(wanted.append)

    def press(seconds: float) -> None:
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        now[0] += seconds
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)

    press(1.0)
    assert wanted == [True, False]
    press(0.1)
    assert wanted == [True, False, True]
    press(0.1)
    assert wanted == [True, False, True, False]
    press(0.1)
    button.show_held(False)  # the window was left meanwhile
    press(1.0)
    assert wanted == [True, False, True, False, True, True, False]
