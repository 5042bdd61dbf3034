"""The conversation panel: the list with its heading, copying, and a word while it is empty."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.asking.icon_button import IconButton
from ui.conversation.list_model import MessageList, spoken
from ui.conversation.message_delegate import MessageDelegate
from ui.models.transcript import Transcript
from ui.theme import tokens
from ui.theme.style import Theme, named, separator

translate = QCoreApplication.translate

AT_END = 2 * tokens.GRID
"""Pixels from the end within which the list follows new messages."""


class MessageView(QListView):
    """Follows the newest message as long as the person has not scrolled away from it."""

    def __init__(self, theme: Theme, messages: MessageList) -> None:
        super().__init__()
        self._delegate = MessageDelegate(theme)
        self._list = messages
        self.setItemDelegate(self._delegate)
        self.setModel(messages)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.setAccessibleName(translate("Conversation", "What was said"))
        self.setFrameShape(QFrame.Shape.NoFrame)

    def follow(self, first: int) -> None:
        """Messages from `first` on have changed."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - AT_END
        self._list.follow(first)
        self.scheduleDelayedItemsLayout()
        if at_end:
            self.scrollToBottom()

    def emphasise(self, asked: str) -> None:
        """Let the words stand out that a person looked for; none if it is empty."""
        self._delegate.emphasise(asked)
        self.scheduleDelayedItemsLayout()

    def copy(self) -> None:
        """Put the chosen messages on the clipboard, or the current one."""
        chosen = sorted(index.row() for index in self.selectedIndexes())
        if not chosen and self.currentIndex().isValid():
            chosen = [self.currentIndex().row()]
        if chosen:
            lines = [spoken(self._list.message(row)) for row in chosen]
            QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)

    def keyPressEvent(self, event) -> None:  # noqa: N802, ANN001 - Qt's name
        """Copy by the system's own key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        menu = QMenu(self)
        menu.addAction(translate("Conversation", "Copy"), self.copy)
        menu.exec(self.viewport().mapToGlobal(where))
        menu.deleteLater()


class ConversationPanel(QFrame):
    """The right side of the window; `history` when kept conversations are wanted."""

    history = Signal()

    def __init__(self, theme: Theme, transcript: Transcript, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._list = MessageList(transcript)
        self.view = MessageView(theme, self._list)
        heading = named(QLabel(translate("Conversation", "Conversation")), "title")
        self.setAccessibleName(heading.text())
        self.copy_button = named(QPushButton(translate("Conversation", "Copy all")), "flat")
        self.copy_button.setToolTip(translate("Conversation", "Copy the whole conversation"))
        self.copy_button.clicked.connect(self._copy_all)
        self.history_button = IconButton(theme, "history", translate("Conversation", "History"))
        self.history_button.setToolTip(translate("Conversation", "Kept conversations (Ctrl+H)"))
        self.history_button.clicked.connect(self.history)
        head = QHBoxLayout()
        head.setContentsMargins(2 * tokens.GRID, 0, tokens.GRID, tokens.GRID)
        head.addWidget(heading, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.history_button)
        self._empty = named(
            QLabel(translate("Conversation", "What you both say appears here.")), "muted"
        )
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(4 * tokens.GRID, 0, 4 * tokens.GRID, 8 * tokens.GRID)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, tokens.GRID, 1, tokens.GRID)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(separator())
        column.addLayout(self._stack, 1)
        self._show_empty()

    def follow(self, first: int) -> None:
        """Messages from `first` on have changed."""
        self.view.follow(first)
        self._show_empty()

    def _show_empty(self) -> None:
        empty = not self._list.rowCount()
        self._stack.setCurrentWidget(self._empty if empty else self.view)
        self.copy_button.setEnabled(not empty)

    def _copy_all(self) -> None:
        rows = range(self._list.rowCount(QModelIndex()))
        lines = [spoken(self._list.message(row)) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
