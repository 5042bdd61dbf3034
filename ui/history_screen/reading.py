"""One kept conversation, to be read: what was said, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.conversation.list_model import MessageList
from ui.conversation.panel import MessageView
from ui.history_screen import wording
from ui.models.history_page import HistoryPage
from ui.models.history_rows import local
from ui.models.transcript import Transcript
from ui.theme import tokens
from ui.theme.style import Theme, named, separator

translate = QCoreApplication.translate

AT_A_TIME = 8
"""Messages laid out before the window does something else: some 4 ms."""


class Reading(QFrame):
    """Follows the page; what is wanted is told by signals."""

    go_on = Signal()
    export = Signal()
    delete = Signal()
    turned = Signal(bool)
    """Earlier ones are wanted, or later ones."""

    def __init__(self, theme: Theme, page: HistoryPage, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._page, self._today = page, today
        self._transcript = Transcript()
        self._list = MessageList(self._transcript)
        self.view = MessageView(theme, self._list)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(AT_A_TIME)
        self._title = named(QLabel(), "title")
        self._facts = named(QLabel(), "small")
        self.go_on_button = named(QPushButton(translate("History", "Continue")), "primary")
        self.go_on_button.setToolTip(translate("History", "Go on with this conversation"))
        self.export_button = named(QPushButton(translate("History", "Export…")), "flat")
        self.export_button.setToolTip(translate("History", "Write this conversation into a file"))
        self.delete_button = named(QPushButton(translate("History", "Delete")), "flat")
        self.delete_button.setToolTip(
            translate("History", "Delete this conversation for good (Del)")
        )
        self.earlier = named(QPushButton(translate("History", "Earlier")), "flat")
        self.later = named(QPushButton(translate("History", "Later")), "flat")
        self.go_on_button.clicked.connect(self.go_on)
        self.export_button.clicked.connect(self.export)
        self.delete_button.clicked.connect(self.delete)
        self.earlier.clicked.connect(lambda: self.turned.emit(True))
        self.later.clicked.connect(lambda: self.turned.emit(False))
        self._empty = named(
            QLabel(translate("History", "Choose a conversation to read it.")), "muted"
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, tokens.GRID, 1, tokens.GRID)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._lay_out())

    def _lay_out(self) -> QWidget:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(self.go_on_button)
        second.setSpacing(tokens.GRID // 2)
        second.addWidget(self._facts, 1)
        second.addWidget(self.export_button)
        second.addWidget(self.delete_button)
        head = QVBoxLayout()
        head.setContentsMargins(2 * tokens.GRID, tokens.GRID, 2 * tokens.GRID, tokens.GRID // 2)
        head.setSpacing(tokens.GRID // 2)
        head.addLayout(first)
        head.addLayout(second)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(separator())
        column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.view, 1)
        column.addWidget(self.later, 0, Qt.AlignmentFlag.AlignHCenter)
        return inside

    def follow(self) -> None:
        """Show what is read now."""
        read = self._page.read
        self._stack.setCurrentIndex(0 if read is None else 1)
        if read is None:
            return
        self._title.setText(wording.moment(local(read.summary.began), self._today()))
        self._facts.setText(
            wording.BETWEEN.join((wording.turns(read.summary.turns), engine(read.summary.engine)))
        )
        self.earlier.setVisible(read.earlier)
        self.later.setVisible(read.later)
        self._transcript.messages = self._page.messages
        self.view.clearSelection()
        self._list.follow(0)
        self.view.emphasise(self._page.asked)
        if read.asked.backwards:
            self.view.scrollToBottom()
        else:
            self.view.scrollToTop()


def engine(name: str) -> str:
    """What answered, in words."""
    return {
        "starter": translate("History", "Starter engine"),
        "omni": translate("History", "Omni engine"),
    }.get(name, name)
