"""A quiet line above the conversation: the last run ended unexpectedly, and left a report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate


class CrashCard(QWidget):
    """`dismissed` when the person wants to see it no more."""

    dismissed = Signal()

    def __init__(self, theme: Theme, report: str) -> None:
        super().__init__()
        self._theme, self._report = theme, report
        self._icon = QLabel()
        heading = translate("Crash", "Visavis ended unexpectedly last time")
        sentence = translate(
            "Crash",
            "A report tells where in the program; nothing you said is in it, and it stays here.",
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(named(QLabel(heading), "strong"))
        line = named(QLabel(sentence), "muted")
        line.setWordWrap(True)
        words.addWidget(line)
        self.copy_button = QPushButton(translate("Crash", "Copy report"))
        self.copy_button.setToolTip(translate("Crash", "Copy the report, to paste it into a mail"))
        self.copy_button.clicked.connect(self._copy)
        self.dismiss_button = QPushButton(translate("Crash", "Dismiss"))
        self.dismiss_button.setToolTip(translate("Crash", "Delete the report"))
        self.dismiss_button.clicked.connect(self._dismiss)
        card = named(QFrame(), "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, tokens.GRID)  # with the column's own: as elsewhere
        around.addWidget(card)
        row = QHBoxLayout(card)
        row.setContentsMargins(2 * tokens.GRID, tokens.GRID, tokens.GRID, tokens.GRID)
        row.setSpacing(tokens.GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(tokens.GRID)
        row.addLayout(words, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.dismiss_button)
        self.setAccessibleName(f"{heading}. {sentence}")
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.setText(translate("Crash", "Copied"))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _draw_icon(self) -> None:
        muted = self._theme.palette.muted
        self._icon.setPixmap(icon("warning", muted, tokens.ICON, self.devicePixelRatioF()))
