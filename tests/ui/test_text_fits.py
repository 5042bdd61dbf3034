"""No text is cut off: every label and button has room for its words, in the smallest window."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.live.events import Caption, PersonSaid, ReplyText, StateChanged
from app.sound.events import DeviceEvent
from app.turns.states import State, Trigger
from ui.bridge.events import CouldNotOpen
from ui.desk import Desk
from ui.stage import caption_lines
from ui.theme import tokens
from ui.theme.style import font
from ui.window import MainWindow

SENTENCE = "It is a quarter past ten in the morning and the sun is out over all of the town. "
SIZES = [tokens.SMALLEST_WINDOW, tokens.FIRST_WINDOW, (1920, 1080)]


FRAME = 2 * (tokens.GRID + 2)
"""What a field needs beside its words, to its left and right."""

ARROW = 3 * tokens.GRID


def wide(widget: QWidget, text: str) -> float:
    return QFontMetricsF(widget.font()).horizontalAdvance(text)


def too_long(root: QWidget) -> list[str]:
    """Which fields and lists are too narrow for what they may hold."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        match widget:
            case QComboBox():
                texts = [widget.itemText(row) for row in range(widget.count())]
                room = widget.width() - FRAME - ARROW
            case QAbstractSpinBox():
                low, high = widget.property("minimum"), widget.property("maximum")
                before, after = widget.property("prefix"), widget.property("suffix")
                numbers = [widget.textFromValue(end) for end in (low, high)]  # type: ignore[attr-defined]
                texts = [*(before + text + after for text in numbers), widget.specialValueText()]
                room = widget.width() - FRAME
            case QLineEdit() if not isinstance(widget.parent(), QAbstractSpinBox):
                texts, room = [widget.placeholderText()], widget.width() - FRAME
            case QListWidget():
                texts = [widget.item(row).text() for row in range(widget.count())]
                room = widget.viewport().width() - 4 - 3 * tokens.GRID
            case _:
                continue
        found += [f"too long: {text}" for text in texts if wide(widget, text) > room + 1]
    return found


def on_one_another(root: QWidget) -> list[str]:
    """Words and controls that overlap."""
    kinds = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    places = [
        (widget, QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()))
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, kinds)
        and not isinstance(widget.parent(), QLineEdit | QAbstractSpinBox | QComboBox)
        and not (isinstance(widget, QLabel) and not widget.text())
    ]
    return [
        f"{one.metaObject().className()} over {other.metaObject().className()}: {place} {another}"
        for (one, place), (other, another) in itertools.combinations(places, 2)
        if place.intersects(another)
    ]


def cut_off(root: QWidget) -> list[str]:
    """What does not fit into its widget, or whose widget sticks out of the window."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if not text:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"too low: {text}")
        elif QFontMetricsF(widget.font()).horizontalAdvance(text) > widget.width() + 1:
            found.append(f"too narrow: {text}")
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if not root.rect().contains(place):
            found.append(f"outside: {text}")
    return found


def overlapping(window: MainWindow) -> list[str]:
    buttons = window.screen_.bar.buttons
    pairs = itertools.pairwise(buttons)
    return [a.text() for a, b in pairs if a.geometry().intersects(b.geometry())]


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(qtbot: QtBot, window: MainWindow, desk: Desk, size) -> None:
    window.resize(*size)
    for events in (
        [StateChanged(State.LISTENING, Trigger.PLAYED, 0.0)],
        [DeviceEvent("microphone", "busy", None)],
        [CouldNotOpen(SENTENCE)],
    ):
        for event in events:
            desk.tell(event)
        qtbot.wait(1)
        assert cut_off(window) == []
        assert overlapping(window) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_settings_fit(qtbot: QtBot, window: MainWindow, size) -> None:
    window.resize(*size)
    window.open_settings()
    screen = window.settings_screen
    assert screen is not None
    for row in range(screen.groups.count()):
        screen.groups.setCurrentRow(row)
        qtbot.waitUntil(lambda: screen.whole)
        qtbot.wait(1)
        wrong = [words for words in cut_off(window) if not words.startswith("outside")]
        assert wrong == []  # what is outside can be scrolled to


@pytest.mark.parametrize("width", [150, 333, 700])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_captions_keep_their_newest_words_whole(qtbot: QtBot, width: int, most: int) -> None:
    text = (SENTENCE * 4).strip()
    letters = font(tokens.CAPTION_LARGE)
    metrics = QFontMetricsF(letters)
    shown = caption_lines.newest(text, letters, width, most)
    assert 1 <= len(shown) <= most
    assert all(metrics.horizontalAdvance(line.text) <= width + 1 for line in shown)
    assert shown[0].text.startswith("…")
    words = " ".join(line.text for line in shown).removeprefix("…").strip()
    assert text.endswith(words)


def test_captions_that_fit_are_shown_from_the_beginning(qtbot: QtBot) -> None:
    shown = caption_lines.newest("It is seven.", font(tokens.CAPTION_LARGE), 700, 2)
    assert [line.text for line in shown] == ["It is seven."]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("picture", [False, True])
def test_captions_keep_within_the_stage(
    qtbot: QtBot, window: MainWindow, desk: Desk, size, picture: bool
) -> None:
    window.resize(*size)
    for event in (PersonSaid(1, SENTENCE, True), ReplyText(1, SENTENCE * 5), Caption(1, 300)):
        desk.tell(event)
    stage = window.screen_.stage
    stage.show_picture(QImage(64, 48, QImage.Format.Format_RGB32) if picture else None)
    qtbot.wait(1)
    assert stage.rect().contains(stage.captions.geometry())
    assert not stage.captions.geometry().intersects(stage.presence.geometry()) or not picture
    lines = tokens.CAPTION_LARGE.line * 2 + tokens.CAPTION_SMALL.line + tokens.SMALL.line
    assert stage.captions.height() >= lines
