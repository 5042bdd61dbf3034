"""The left side: the list, a word while a search finds nothing, and what is done with all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from ui.history_screen.row_model import RowModel
from ui.history_screen.row_view import RowView
from ui.models.history_page import HistoryPage, View
from ui.theme import tokens
from ui.theme.style import Theme, named, separator

translate = QCoreApplication.translate


class RowPanel(QFrame):
    """Follows the page; what is wanted of all conversations is told by signals."""

    export_all = Signal()
    delete_all = Signal()

    def __init__(self, theme: Theme, page: HistoryPage, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._page = page
        self.rows = RowModel(page, today)
        self.view = RowView(theme, self.rows)
        nothing = named(QLabel(translate("History", "Nothing has all of these words.")), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        nothing.setContentsMargins(2 * tokens.GRID, 0, 2 * tokens.GRID, 8 * tokens.GRID)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        self._only = named(QLabel(translate("History", "These are the newest ones.")), "small")
        self._only.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._only.setContentsMargins(0, tokens.GRID // 2, 0, tokens.GRID // 2)
        self.export_button = named(QPushButton(translate("History", "Export all…")), "flat")
        self.delete_button = named(QPushButton(translate("History", "Delete all…")), "flat")
        self.export_button.setToolTip(translate("History", "Write all conversations into a file"))
        self.delete_button.setToolTip(translate("History", "Delete all conversations for good"))
        self.export_button.clicked.connect(self.export_all)
        self.delete_button.clicked.connect(self.delete_all)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.GRID, tokens.GRID // 2, tokens.GRID, 0)
        foot.addWidget(self.export_button)
        foot.addStretch(1)
        foot.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, tokens.GRID, 1, tokens.GRID // 2)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._only)
        column.addWidget(separator())
        column.addLayout(foot)
        self.follow()

    def follow(self) -> None:
        """All rows are others."""
        self.rows.begin_anew()
        self._stack.setCurrentIndex(1 if self._page.view is View.NOTHING_FOUND else 0)
        self._only.setVisible(bool(self._page.asked) and self._page.more)
