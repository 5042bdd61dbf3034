"""One line at the bottom: a question that must be answered, or what has happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.theme import tokens
from ui.theme.style import named

translate = QCoreApplication.translate


def nothing() -> None:
    """What a note without an act does."""


class Note(QFrame):
    """`ask`, `offer` and `say` show it; another one takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._act: Callable[[], object] = nothing
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.act = QPushButton()
        self.dismiss = QPushButton()
        self.act.clicked.connect(self._do)
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * tokens.GRID, tokens.GRID, tokens.GRID, tokens.GRID)
        row.setSpacing(tokens.GRID)
        row.addWidget(self.words, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.act)
        self.hide()

    def say(self, words: str) -> None:
        """Tell it; a click takes it away."""
        self._show(words, "", nothing, translate("History", "Close"))

    def offer(self, words: str, act: str, done: Callable[[], object]) -> None:
        """Offer `act`, which does `done`."""
        self._show(words, act, done, translate("History", "Close"))

    def ask(self, words: str, act: str, done: Callable[[], object], keep: str) -> None:
        """Ask before `act`, which does `done` and cannot be taken back; or else `keep`."""
        self._show(words, act, done, keep, kind="danger")
        self.dismiss.setFocus()

    def _show(
        self,
        words: str,
        act: str,
        done: Callable[[], object],
        keep: str,
        kind: str = "primary",
    ) -> None:
        if self.act.objectName() != kind:
            named(self.act, kind)
            self.act.style().polish(self.act)
        self.words.setText(words)
        self.setAccessibleName(words)
        self._act = done
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.dismiss.setText(keep)
        self.show()

    def _do(self) -> None:
        self.hide()
        self._act()
