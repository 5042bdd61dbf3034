from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.live.events import (
    Caption,
    ContextUse,
    PersonSaid,
    ReplyOver,
    ReplyText,
    StateChanged,
    Told,
    TurnTimings,
)
from app.sound.events import DeviceEvent
from app.turns.events import Mute, SleepKey, StopKey, WakeKey
from app.turns.states import State, Trigger
from tests.ui.conftest import Given
from ui.bridge.events import CouldNotOpen, Opened
from ui.desk import Desk
from ui.models.mood import Mood
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.window import MainWindow

LONG = "A long reply that says a great deal about very little. " * 12


def state(to: State, trigger: Trigger = Trigger.ONSET) -> StateChanged:
    return StateChanged(to, trigger, 0.0)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.focusWidget() or window, key)


def test_what_the_session_tells_is_shown(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    for event in (
        state(State.HEARING), PersonSaid(1, "What time is it?", True),
        TurnTimings(1, 0.2, 0.3, 0.62, 0), ReplyText(1, "It is seven o'clock."),
        state(State.SPEAKING, Trigger.SOUNDS), Caption(1, 5),
    ):  # fmt: skip
        given.show(event)
    screen = window.screen_
    qtbot.waitUntil(lambda: screen.stage.captions.shown == ("What time is it?", "It is"))
    assert desk.model.mood is Mood.SPEAKING
    assert screen.stage.presence.accessibleName() == "Speaking"
    assert screen.status.latency.text() == "First sound after 0.62 s"
    model = screen.panel.view.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["What time is it?", "It is"]


def test_keys_and_buttons_do_the_same(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    bar = window.screen_.bar
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.mouseClick(bar.microphone_button, Qt.MouseButton.LeftButton)
    assert given.events == [Mute(True), Mute(False)]
    given.events.clear()
    press(qtbot, window, Qt.Key.Key_Z)
    desk.tell(state(State.STANDBY))
    qtbot.mouseClick(bar.sleep_button, Qt.MouseButton.LeftButton)
    assert given.events == [SleepKey(), WakeKey()]
    given.events.clear()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert given.events == []  # there is nothing to stop
    desk.tell(state(State.SPEAKING))
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.mouseClick(bar.stop_button, Qt.MouseButton.LeftButton)
    assert given.events == [StopKey(), StopKey()]


def test_screen_readers_are_told_of_lasting_states_and_of_cards_once(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    for module in ("stage", "notice_card", "captions"):
        monkeypatch.setattr(
            f"ui.stage.{module}.announce", lambda _, words, **__: told.append(words)
        )
    for event in (
        state(State.HEARING), state(State.THINKING), state(State.SPEAKING), state(State.LISTENING),
    ):  # fmt: skip
        desk.tell(event)
    assert told == []  # who talks is heard; a reader's voice would be in the way
    desk.tell(state(State.STANDBY))
    desk.tell(state(State.LISTENING))
    assert told == ["Asleep", "Ready"]
    desk.tell(DeviceEvent("microphone", "lost", None))
    desk.tell(state(State.LISTENING))
    card = window.screen_.stage.card.accessibleName()
    assert told == ["Asleep", "Ready", "Not listening", card]
    assert window.screen_.stage.accessibleName() == "Not listening"


def test_space_on_a_button_presses_it(qtbot: QtBot, window: MainWindow, given: Given) -> None:
    button = window.screen_.bar.microphone_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert given.events == [Mute(True)]


def test_every_control_can_be_reached_and_is_named(window: MainWindow, desk: Desk) -> None:
    desk.tell(state(State.SPEAKING))
    desk.tell(Told("Hello"))
    for button in window.screen_.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for button in window.screen_.bar.buttons:
        assert button.accessibleName()
        assert button.toolTip()
    seen: list[QWidget | None] = []
    window.screen_.stage.setFocus()
    for _ in range(20):
        seen.append(window.focusWidget())
        window.focusNextChild()
    assert set(window.screen_.bar.buttons) <= set(seen)
    assert window.screen_.panel.view in seen


@pytest.mark.parametrize("muted", [False, True])
def test_a_state_is_told_by_word_and_icon_too(window: MainWindow, desk: Desk, muted: bool) -> None:
    if muted:
        desk.switch_microphone()
    button = window.screen_.bar.microphone_button
    assert button.text() == ("Mic off" if muted else "Mic on")
    assert button.icon_name == ("microphone-off" if muted else "microphone")


def test_a_lost_microphone_says_what_to_do(window: MainWindow, desk: Desk) -> None:
    desk.tell(DeviceEvent("microphone", "lost", None))
    card = window.screen_.stage.card
    assert card.isVisible()
    assert "connect one" in card.accessibleName()
    assert window.screen_.bar.microphone_button.text() == "No mic"
    assert not window.screen_.bar.talk_button.isEnabled()
    desk.tell(DeviceEvent("microphone", "returned", None))
    assert not card.isVisible()


def test_the_camera_goes_on_with_the_first_conversation_where_that_is_set(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    seeing = Desk(lambda _: None, str(tmp_path))  # type: ignore[arg-type, return-value]
    seeing._camera_wanted = True
    seeing.tell(Opened())
    assert seeing.model.camera_on
    seeing.switch_camera()
    seeing.tell(Opened())  # another conversation; the person had turned it off
    assert not seeing.model.camera_on
    seeing.camera.close(10)


def test_a_conversation_that_broke_off_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, given: Given
) -> None:
    desk.tell(CouldNotOpen("The disk is full."))
    assert "disk is full" in window.screen_.stage.card.accessibleName()
    assert not window.screen_.bar.microphone_button.isEnabled()
    given.opened.clear()
    desk.open_anew(lambda _: given.open)  # type: ignore[arg-type, return-value]
    qtbot.waitUntil(lambda: desk.model.opened)
    assert window.screen_.bar.microphone_button.isEnabled()
    assert desk.model.failure is None


def test_messages_are_copied_with_who_and_what(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.tell(PersonSaid(1, "Hello", True))
    desk.tell(ReplyOver(1, "Good morning to you", 12))
    qtbot.mouseClick(window.screen_.panel.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("You, ")
    assert lines[1].startswith("Visavis, ")
    assert lines[1].endswith("interrupted: Good morning")


def test_the_list_stays_where_the_person_has_scrolled(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    view = window.screen_.panel.view
    for epoch in range(20):
        desk.tell(ReplyOver(epoch, LONG, len(LONG)))
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(40)
    desk.tell(Told("Something new"))
    qtbot.wait(1)
    assert bar.value() == 40


def test_nothing_moves_when_motion_is_unwanted(
    window: MainWindow, desk: Desk, page: SettingsPage
) -> None:
    desk.tell(state(State.HEARING))
    presence = window.screen_.stage.presence
    assert presence.interval == 1000 // 30
    desk.tell(state(State.LISTENING))
    assert presence.interval == 1000 // 8
    page.set("window.reduce_motion", "true")
    window.take_settings(page.settings)
    assert presence.interval == 0


def test_an_unseen_window_draws_nothing(window: MainWindow, desk: Desk) -> None:
    desk.tell(state(State.HEARING))
    window.hide()
    assert window.screen_.stage.presence.interval == 0
    window.show()
    assert window.screen_.stage.presence.interval > 0


def test_the_waterfall_opens_from_the_status_line(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    status = window.screen_.status
    assert not status.latency.isEnabled()
    desk.tell(TurnTimings(1, 0.2, 0.3, 0.62, 0))
    qtbot.mouseClick(status.latency, Qt.MouseButton.LeftButton)
    assert status.waterfall.isVisible()
    status.waterfall.close()


def test_how_full_the_context_is_stands_below(window: MainWindow, desk: Desk) -> None:
    context = window.screen_.status.context
    assert not context.isVisible()
    desk.tell(ContextUse(2314, 32768))
    assert context.isVisible()
    used, limit = QLocale().toString(2314), QLocale().toString(32768)
    assert context.words.text() == f"Context {used} / {limit}"


def test_where_there_is_no_room_the_buttons_words_go_to_their_tooltips(
    qtbot: QtBot, window: MainWindow
) -> None:
    bar = window.screen_.bar
    assert bar.sleep_button.text() == "Sleep"
    window.resize(*tokens.SMALLEST_WINDOW)
    qtbot.waitUntil(lambda: bar.sleep_button.text() == "")
    assert bar.sleep_button.accessibleName() == "Sleep"
    for button in bar.buttons:
        assert button.toolTip()
        assert bar.rect().contains(button.geometry())
    window.resize(*tokens.FIRST_WINDOW)
    qtbot.waitUntil(lambda: bar.sleep_button.text() == "Sleep")
