"""The first steps and the diagnostics fit in every language, in longer words, and mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.capture.audio_check import AudioCheck
from app.computer import Computer
from app.engine_advice import PUBLISHED, Fit
from app.live.events import StateChanged, TurnTimings
from app.starter_packs import PackLine
from app.turns.states import State, Trigger
from tests.ui.conftest import ENGINE
from tests.ui.test_every_screen_fits import Longer, speaking
from tests.ui.test_text_fits import cut_off
from tests.ui.test_translations import FOLDER, LANGUAGES
from ui.bridge.events import SoundChecked
from ui.desk import Desk
from ui.models.engine_step import EngineFacts
from ui.models.report import Background
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme
from ui.window import MainWindow

GB = 1_000_000_000
FACTS = EngineFacts(
    Computer(16 * GB, 4, None),
    [PackLine("A model for slower machines", 491_000_000, "Apache-2.0", here=False)],
    [(model, Fit.PROCESSOR) for model in PUBLISHED],
)
VERDICTS = ("good", "separate", "loud", "noisy", "dead")


@contextmanager
def mirrored() -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def within(window: MainWindow) -> list[str]:
    """What is cut; what lies outside can be scrolled to."""
    overlay = window.first_steps.overlay
    assert overlay is not None
    page = overlay.pages[overlay.steps.step]
    place = page.parentWidget()
    assert place is not None
    assert page.width() <= place.width(), "it scrolls down, not sideways"
    return [words for words in cut_off(overlay) if not words.startswith("outside")]


def settle(qtbot: QtBot, wrong: Callable[[], list[str]]) -> None:
    """Layouts within layouts take a few turns of the loop."""

    def fits() -> None:
        assert wrong() == []

    qtbot.waitUntil(fits, timeout=3000)


def everything_fits(qtbot: QtBot, theme: Theme, page: SettingsPage) -> None:
    desk = Desk(lambda _: None, "0")  # type: ignore[arg-type, return-value]
    window = MainWindow(theme, desk, page, ENGINE)
    qtbot.addWidget(window)
    window.diagnostics.ask = lambda: Background(memory=1_690_000_000)
    window.resize(*tokens.SMALLEST_WINDOW)
    window.show()
    desk.tell(StateChanged(State.SPEAKING, Trigger.SOUNDS, 0.0))
    desk.tell(TurnTimings(1, 0.2, 0.3, 0.6, 0))
    window.first_steps.show()
    overlay = window.first_steps.overlay
    assert overlay is not None
    overlay.show_engine(FACTS)
    settle(qtbot, lambda: within(window))
    overlay.next.click()
    for verdict in VERDICTS:
        desk.tell(SoundChecked(AudioCheck(0.012, 34.0, -62.0, verdict)))
        settle(qtbot, lambda: within(window))
    overlay.next.click()
    settle(qtbot, lambda: within(window))
    window.diagnostics.open()
    screen = window.diagnostics.screen
    assert screen is not None
    qtbot.waitUntil(lambda: "1" in screen.figures.rows[-1][1])
    settle(qtbot, lambda: [w for w in cut_off(window) if not w.startswith("outside")])
    assert window.size().toTuple() == tokens.SMALLEST_WINDOW


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(qtbot: QtBot, theme: Theme, page: SettingsPage, language: str) -> None:
    translator = QTranslator()
    translator.load(str(FOLDER / f"visavis_{language}.qm"))
    with speaking(translator, Qt.LayoutDirection.LeftToRight):
        everything_fits(qtbot, theme, page)


def test_in_longer_words(qtbot: QtBot, theme: Theme, page: SettingsPage) -> None:
    with speaking(Longer(), Qt.LayoutDirection.LeftToRight):
        everything_fits(qtbot, theme, page)


def test_from_right_to_left(qtbot: QtBot, theme: Theme, page: SettingsPage) -> None:
    with mirrored():
        everything_fits(qtbot, theme, page)
