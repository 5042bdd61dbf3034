"""The diagnostics page: charts, numbers, what happened, the log, and a report to copy."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.diagnosis.sound_figures import sound_figures
from ui import words
from ui.bridge.errand import Errand
from ui.desk import Desk
from ui.diagnostics import curves
from ui.diagnostics.chart import Chart
from ui.diagnostics.figures import Figures, rows_of
from ui.models.diagnosis import Diagnosis, Move
from ui.models.mood import mood_of
from ui.models.report import Background, Facts, report
from ui.models.settings_page import SettingsPage
from ui.theme import tokens
from ui.theme.scrolled import scrolled
from ui.theme.style import Theme, font, named

translate = QCoreApplication.translate

FPS = 10
FIGURES_EVERY, LOG_EVERY = 5, 20
"""Frames between two looks at the numbers, and at log and memory."""

FIGURES_WIDTH = 36 * tokens.GRID
COPIED_MS = 2000
"""How long the button says that it has copied."""


class DiagnosticsPage(QWidget):
    """`left` to go back.  Nothing is drawn or asked while it is not seen."""

    left = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        page: SettingsPage,
        diagnosis: Diagnosis,
        engine: Callable[[], str],
        ask: Callable[[], Background],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """engine: the name of what answers.  ask: asks disk and system, on another thread."""
        super().__init__()
        self.setObjectName("screen")
        self._desk, self._page, self._diagnosis = desk, page, diagnosis
        self._engine, self._clock = engine, clock
        self._background = Background()
        self._frame = 0
        self.back = QPushButton(translate("Diagnostics", "Back"))
        self.back.setToolTip(translate("Diagnostics", "Back to the conversation (Esc)"))
        self.back.clicked.connect(self.left)
        self.copy = named(QPushButton(), "primary")
        self.copy.setToolTip(
            translate("Diagnostics", "Versions, settings and numbers; no words, pictures or names")
        )
        self.copy.clicked.connect(self._copy)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self._name_copy)
        self.levels = Chart(
            theme,
            lambda: curves.levels(diagnosis, clock()),
            translate("Diagnostics", "Levels of microphone and speaker in the last minute"),
        )
        self.voice = Chart(
            theme,
            lambda: curves.voice(diagnosis, clock(), page.settings.turns),
            translate("Diagnostics", "Speech and ends of turns in the last minute"),
        )
        self.figures = Figures()
        self.moves = _text(translate("Diagnostics", "What happened"))
        self.log = _text(translate("Diagnostics", "Log"))
        self._errand = Errand(ask, self)
        self._errand.came.connect(self.show_background)
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FPS)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self._name_copy()

    @property
    def running(self) -> bool:
        """Whether it is drawn again and again."""
        return self._timer.isActive()

    def facts(self) -> Facts:
        """All that is known now."""
        model, sound = self._desk.model, self._desk.sound
        return Facts(
            engine=self._engine(),
            mood=model.mood,
            screen=f"{QGuiApplication.platformName()}, {self.devicePixelRatioF():g} to a pixel",
            settings=self._page.settings,
            diagnosis=self._diagnosis,
            timings=tuple(model.timings.turns),
            now=self._clock(),
            background=self._background,
            sound=None if sound is None else sound_figures(sound),
            trace=self._desk.trace,
            dropped=self._desk.dropped,
        )

    def close_errand(self, patience: float) -> None:
        """Wait for what was asked, up to `patience` seconds."""
        self._errand.join(patience)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * tokens.GRID)
        head.addWidget(self.back)
        head.addWidget(named(QLabel(translate("Diagnostics", "Diagnostics")), "heading"), 1)
        head.addWidget(self.copy)
        charts = _card(translate("Diagnostics", "The last minute"), self.levels, self.voice)
        figures = _card(translate("Diagnostics", "Numbers"), scrolled(self.figures))
        figures.setFixedWidth(FIGURES_WIDTH)
        column = QVBoxLayout(self)
        margin = 2 * tokens.GRID
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(2 * tokens.GRID)
        column.addLayout(head)
        column.addLayout(_beside(charts, figures), 3)
        column.addLayout(
            _beside(
                _card(translate("Diagnostics", "What happened"), self.moves),
                _card(translate("Diagnostics", "Log"), self.log),
            ),
            2,
        )
        QWidget.setTabOrder(self.back, self.copy)

    # -- as time goes ---------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to look."""
        super().showEvent(event)
        self._frame = 0
        self._timer.start()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _tick(self) -> None:
        self.levels.update()
        self.voice.update()
        if self._frame % FIGURES_EVERY == 0:
            self._follow()
        if self._frame % LOG_EVERY == 0:
            self._errand.go()
        self._frame += 1

    def _follow(self) -> None:
        self.figures.show_rows(rows_of(self.facts(), self._desk.model.timings))
        _show(self.moves, "\n".join(move_in_words(move) for move in self._diagnosis.moves))

    def show_background(self, found: Background) -> None:
        """What disk and system have answered."""
        self._background = found
        _show(self.log, "\n".join(found.log))
        self._follow()

    # -- the report -----------------------------------------------------------------------------

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self.facts()))
        self.copy.setText(translate("Diagnostics", "Copied"))
        self._copied.start()

    def _name_copy(self) -> None:
        self.copy.setText(translate("Diagnostics", "Copy report"))


def move_in_words(move: Move) -> str:
    """One line: when, what it does since, and by what in the program's own word."""
    what = words.mood(mood_of(move.state))
    return f"{move.at:%H:%M:%S}  {what}  ({move.trigger.name.lower().replace('_', ' ')})"


def _show(view: QPlainTextEdit, text: str) -> None:
    """Show it, and stay at the end if that is where the person is."""
    if view.toPlainText() == text:
        return
    bar = view.verticalScrollBar()
    place, at_end = bar.value(), bar.value() == bar.maximum()
    view.setPlainText(text)
    bar.setValue(bar.maximum() if at_end else place)


def _text(name: str) -> QPlainTextEdit:
    view = named(QPlainTextEdit(), "log")
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setFont(font(tokens.SMALL))
    view.document().setDocumentMargin(0)
    view.setAccessibleName(name)
    return view


def _card(title: str, *inside: QWidget) -> QFrame:
    card = named(QFrame(), "card")
    column = QVBoxLayout(card)
    pad = 2 * tokens.GRID
    column.setContentsMargins(pad + tokens.GRID // 2, pad, pad, pad)
    column.setSpacing(tokens.GRID)
    heading = named(QLabel(title), "strong")
    heading.setAlignment(Qt.AlignmentFlag.AlignTop)
    column.addWidget(heading)
    for widget in inside:
        column.addWidget(widget, 1)
    return card


def _beside(*cards: QFrame) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * tokens.GRID)
    for card in cards:
        row.addWidget(card, 1)
    return row
