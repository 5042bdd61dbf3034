"""Nothing is cut off in any language, in texts 40 % longer, and from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.live.events import PersonSaid, ReplyText, StateChanged, TurnTimings
from app.setting import Setting, all_settings, in_text
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from tests.ui.conftest import ENGINE
from tests.ui.test_text_fits import cut_off, on_one_another, too_long
from tests.ui.test_translations import FOLDER, LANGUAGES, texts
from ui.bridge.events import CouldNotOpen
from ui.bridge.session_thread import FAULT
from ui.desk import Desk
from ui.models.settings_page import SettingsPage
from ui.setting_words import in_words
from ui.settings_screen.screen import MOST_FOUND
from ui.theme import tokens
from ui.theme.style import Theme
from ui.window import MainWindow


class Longer(QTranslator):
    """Every text 40 % longer, in words of its own length."""

    def translate(self, context, text, disambiguation=None, n=-1) -> str:
        if (context, text) not in texts():
            return ""
        more = round(0.4 * len(text))
        return text + (" " + "xxxxx " * more)[:more].rstrip() if more > 4 else text + "x" * more


class Shown(QTranslator):
    """A language as it is compiled."""

    def __init__(self, language: str) -> None:
        super().__init__()
        assert self.load(str(Path(FOLDER) / f"visavis_{language}.qm"))


@contextmanager
def speaking(translator: QTranslator | None, direction: Qt.LayoutDirection) -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if translator is not None:
        app.installTranslator(translator)
    app.setLayoutDirection(direction)
    try:
        yield
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if translator is not None:
            app.removeTranslator(translator)


WAYS = [
    *((language, Qt.LayoutDirection.LeftToRight) for language in (*LANGUAGES, "longer")),
    ("en", Qt.LayoutDirection.RightToLeft),
    ("longer", Qt.LayoutDirection.RightToLeft),
]
LARGEST = 2.0
"""Of the captions' sizes."""


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]}-{way[1].name}")
def way(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    language, direction = request.param
    translators = {"en": None, "longer": Longer()}
    made = translators[language] if language in translators else Shown(language)
    with speaking(made, direction):
        yield


@pytest.fixture
def shown(qtbot: QtBot, way: None, theme: Theme, page: SettingsPage) -> MainWindow:
    """The smallest window, over no session."""
    desk = Desk(lambda _: None, "0")  # type: ignore[arg-type, return-value]
    window = MainWindow(theme, desk, page, ENGINE)
    qtbot.addWidget(window)
    window.resize(*tokens.SMALLEST_WINDOW)
    window.show()
    return window


def wrong(window: MainWindow, *, scrolls: bool = False) -> list[str]:
    cut = [text for text in cut_off(window) if not (scrolls and text.startswith("outside"))]
    return cut + too_long(window) + on_one_another(window)


def test_the_conversation_fits_in_every_state(qtbot: QtBot, shown: MainWindow) -> None:
    tell = shown.desk.tell
    for event in (
        StateChanged(State.LISTENING, Trigger.SOUNDS, 0.0),
        StateChanged(State.STANDBY, Trigger.SOUNDS, 0.0),
        TurnTimings(1, 0.2, 0.3, 0.6, 0),
        PersonSaid(1, "What time is it in the town where you were born?", by_engine=True),
        StateChanged(State.THINKING, Trigger.FINISHED, 0.0),
        ReplyText(1, "It is seven minutes past nine."),
        StateChanged(State.SPEAKING, Trigger.SOUNDS, 0.0),
        DeviceEvent("microphone", "busy", None),
        CouldNotOpen(FAULT),
    ):
        tell(event)
        qtbot.wait(1)
        assert wrong(shown) == []
    assert shown.size().toTuple() == tokens.SMALLEST_WINDOW


def test_what_the_latency_opens_fits(qtbot: QtBot, shown: MainWindow) -> None:
    shown.desk.tell(TurnTimings(1, 0.2, 0.3, 0.6, 0))
    status = shown.screen_.status
    status.waterfall.open_above(status.latency)
    qtbot.wait(1)
    assert cut_off(status.waterfall) + on_one_another(status.waterfall) == []
    status.waterfall.close()


def other_than(setting: Setting) -> str:
    """A value that is not the default."""
    if setting.choices:
        return next(choice for choice in setting.choices if choice != in_text(setting.default))
    return f"{setting.minimum:g}"


def test_every_group_of_settings_fits(qtbot: QtBot, shown: MainWindow, page: SettingsPage) -> None:
    others = {  # so that there is every button to reset
        setting.key: setting.from_text(other_than(setting))
        for setting in all_settings()
        if setting.choices or setting.minimum is not None
    }
    page.settings = page.settings.replace(others)
    shown.open_settings()
    screen = shown.settings_screen
    assert screen is not None
    for row in range(screen.groups.count()):
        screen.groups.setCurrentRow(row)
        qtbot.waitUntil(lambda: screen.whole)
        qtbot.wait(1)
        assert wrong(shown, scrolls=True) == []
        inner = screen.shown_rows()[0].parentWidget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= inner.width()  # it scrolls down, never sideways
    assert shown.size().toTuple() == tokens.SMALLEST_WINDOW


def test_what_the_search_finds_fits(qtbot: QtBot, shown: MainWindow, page: SettingsPage) -> None:
    shown.open_settings()
    screen = shown.settings_screen
    assert screen is not None
    for words in ("voice", "nothing is called that"):
        wanted = [row.setting.key for row in page.found(words, in_words)][:MOST_FOUND]
        screen.search.setText(words)
        qtbot.waitUntil(lambda keys=wanted: [row.key for row in screen.shown_rows()] == keys)
        qtbot.wait(1)
        assert wrong(shown, scrolls=True) == []
