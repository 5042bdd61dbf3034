"""The talk key as a busy X11 tells of it: a release and a press for every repetition."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.bar.talk_key import FIRST_REPEAT_SECONDS, TalkKey


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
