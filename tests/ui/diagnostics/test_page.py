from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.live.events import EndJudged, Level, PersonSaid, StateChanged, TurnTimings
from app.turns.states import State, Trigger
from tests.ui.conftest import Given
from tests.ui.test_text_fits import cut_off
from ui.desk import Desk
from ui.diagnostics.page import FPS, DiagnosticsPage
from ui.models.report import Background
from ui.theme import tokens
from ui.window import MainWindow

BACKGROUND = Background(
    (("visavis", "0.1.0"),),
    1_690_000_000,
    ("2026-05-04 09:48:12,031 INFO app.voices: A voice was measured",),
)
AT = datetime(2026, 5, 4, 9, 49, tzinfo=UTC)
SIZES = [tokens.SMALLEST_WINDOW, tokens.FIRST_WINDOW, (1920, 1080)]


@pytest.fixture
def page_(qtbot: QtBot, window: MainWindow) -> DiagnosticsPage:
    """The page over a conversation that has begun, its background known."""
    window.diagnostics.ask = lambda: BACKGROUND
    window.diagnostics.open()
    made = window.diagnostics.screen
    assert made is not None
    qtbot.waitUntil(lambda: bool(made.log.toPlainText()))
    return made


def test_a_key_opens_it_and_escape_leaves(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page = window.diagnostics.screen
    assert window.screens.currentWidget() is page
    assert page is not None
    qtbot.keyClick(page.back, Qt.Key.Key_Escape)
    assert window.screens.currentWidget() is window.screen_


def test_the_settings_open_it_too(qtbot: QtBot, window: MainWindow) -> None:
    window.open_settings()
    assert window.settings_screen is not None
    qtbot.mouseClick(window.settings_screen.diagnose, Qt.MouseButton.LeftButton)
    assert window.screens.currentWidget() is window.diagnostics.screen


def test_the_last_minute_is_there_although_it_was_opened_late(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.tell(Level(-30.0, 0.9))
    desk.tell(StateChanged(State.HEARING, Trigger.ONSET, 1.0))
    desk.tell(TurnTimings(1, 0.2, 0.3, 0.62, 0))
    window.diagnostics.ask = lambda: BACKGROUND
    window.diagnostics.open()
    page = window.diagnostics.screen
    assert page is not None
    assert "Listening  (onset)" in page.moves.toPlainText()
    assert ("First sound, last turn", "0.62 s") in page.figures.rows
    diagnosis = window.diagnostics.diagnosis
    assert diagnosis.moments(page.facts().now)[-1].speech == 0.9


def test_it_is_drawn_at_most_ten_times_a_second_and_never_unseen(
    qtbot: QtBot, window: MainWindow, page_: DiagnosticsPage
) -> None:
    assert FPS == 10
    assert page_.running
    qtbot.waitUntil(lambda: page_.levels.painted > 1)
    window.show_conversation()
    assert not page_.running
    painted = page_.levels.painted
    for number in range(50):
        window.desk.tell(Level(-30.0, number / 50))
    qtbot.wait(250)
    assert page_.levels.painted == painted


def test_curves_of_a_whole_minute_are_painted(
    qtbot: QtBot, window: MainWindow, page_: DiagnosticsPage
) -> None:
    now = page_.facts().now
    for tick in range(600):
        moment = now - 60 + tick / 10
        window.diagnostics.diagnosis.apply(
            Level(-30.0 - tick % 20, tick % 10 / 10), moment, AT, lambda _: -25.0
        )
    window.desk.tell(EndJudged(0.9, now - 5))
    for chart in (page_.levels, page_.voice):
        painted = chart.painted
        assert not chart.grab().isNull()
        assert chart.painted > painted


def test_the_report_is_copied_without_what_was_said(
    qtbot: QtBot, window: MainWindow, page_: DiagnosticsPage, desk: Desk, given: Given
) -> None:
    given.trace.note(1.0, "HEARING", "ONSET")
    desk.tell(PersonSaid(1, "My name is Rumpelstilzchen", by_engine=True))
    qtbot.mouseClick(page_.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "visavis 0.1.0" in text
    assert "engine starter" in text
    assert "A voice was measured" in text
    assert "HEARING" in text
    assert "Rumpelstilzchen" not in text
    assert page_.copy.text() == "Copied"


def test_disk_and_system_are_asked_on_another_thread(qtbot: QtBot, window: MainWindow) -> None:
    asked: list[str] = []

    def ask() -> Background:
        asked.append(threading.current_thread().name)
        return BACKGROUND

    window.diagnostics.ask = ask
    window.diagnostics.open()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == "errand"


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(qtbot: QtBot, window: MainWindow, page_: DiagnosticsPage, size) -> None:
    window.resize(*size)
    qtbot.wait(1)
    assert cut_off(window) == []


def test_everything_is_named_and_reached_by_keyboard(page_: DiagnosticsPage) -> None:
    for widget in (page_.back, page_.copy):
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for widget in (page_.levels, page_.voice, page_.moves, page_.log):
        assert widget.accessibleName()
