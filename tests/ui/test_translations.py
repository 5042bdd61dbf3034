"""Every string of the window is translated, compiled, and still fits; longer ones fit too."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.live.events import StateChanged, TurnTimings
from app.turns.states import State, Trigger
from tests.ui.conftest import ENGINE
from tests.ui.test_text_fits import cut_off
from ui.desk import Desk
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.style import Theme
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ["de", "zh_CN"]
PLACES = re.compile(r"\{\d\}")

OURS = ("translate", "QApplication.translate")
"""What the function is called in ui/; a painter has one of that name too."""

Text = tuple[str, str]


@cache
def texts() -> set[Text]:
    """Context and text of every call of `translate` in ui/."""
    found: set[Text] = set()
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in OURS:
                context, text = (ast.literal_eval(arg) for arg in node.args[:2])
                found.add((context, text))
    return found


def translated(language: str) -> dict[Text, str]:
    """What stands in a language's file, finished."""
    root = ET.parse(FOLDER / f"visavis_{language}.ts").getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): made.text or ""
        for context in root.iter("context")
        for message in context.iter("message")
        if (made := message.find("translation")) is not None and "type" not in made.attrib
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_places(language: str) -> None:
    made = translated(language)
    assert set(made) == texts()
    for (_, text), translation in made.items():
        assert translation
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(translation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"visavis_{language}.qm"))
    for (context, text), translation in translated(language).items():
        assert translator.translate(context, text) == translation


class Longer(QTranslator):
    """Every text 40 % longer."""

    def translate(self, context, text, disambiguation=None, n=-1) -> str:
        return text + "x" * round(0.4 * len(text)) if (context, text) in texts() else ""


@contextmanager
def speaking(translator: QTranslator) -> Iterator[None]:
    app = QApplication.instance()
    assert app is not None
    app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)


def fits(qtbot: QtBot, theme: Theme, page: SettingsPage) -> None:
    desk = Desk(lambda _: None, "0")  # type: ignore[arg-type, return-value]
    window = MainWindow(theme, desk, page, ENGINE)
    qtbot.addWidget(window)
    window.resize(*tokens.SMALLEST_WINDOW)
    window.show()
    for mood in (State.LISTENING, State.STANDBY, State.SPEAKING):
        desk.tell(StateChanged(mood, Trigger.SOUNDS, 0.0))
        desk.tell(TurnTimings(1, 0.2, 0.3, 0.6, 0))
        qtbot.wait(1)
        assert cut_off(window) == []
    assert window.size().toTuple() == tokens.SMALLEST_WINDOW
    window.open_settings()
    qtbot.wait(1)
    assert [words for words in cut_off(window) if not words.startswith("outside")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fits_into_the_smallest_window(
    qtbot: QtBot, theme: Theme, page: SettingsPage, language: str
) -> None:
    translator = QTranslator()
    translator.load(str(FOLDER / f"visavis_{language}.qm"))
    with speaking(translator):
        fits(qtbot, theme, page)


def test_longer_texts_fit_into_the_smallest_window(
    qtbot: QtBot, theme: Theme, page: SettingsPage
) -> None:
    with speaking(Longer()):
        fits(qtbot, theme, page)


def test_the_layout_reads_from_right_to_left_too(
    qtbot: QtBot, qapp: QApplication, theme: Theme, page: SettingsPage
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        fits(qtbot, theme, page)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
