"""The settings screen: groups on the left, their settings on the right, a search over all."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.setting import group_title
from ui.models.settings_page import SettingsPage
from ui.setting_words import in_words
from ui.settings_screen.group_list import GroupList
from ui.settings_screen.row_list import RowList
from ui.settings_screen.row_view import RowView
from ui.theme import tokens
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

GROUPS_WIDTH = 24 * tokens.GRID
SEARCH_WIDTH = 34 * tokens.GRID
MOST_FOUND = 20
"""Rows of a search; whoever sees so many goes on typing."""

TYPING_MS = 150
"""A search begins when the fingers rest so long."""


class SettingsScreen(QWidget):
    """`left` to go back; `written` with the key of a setting that was changed."""

    left = Signal()
    written = Signal(str)
    restart = Signal()
    first_steps = Signal()
    diagnostics = Signal()

    def __init__(self, theme: Theme, page: SettingsPage) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._theme, self._page = theme, page
        self.back = QPushButton(translate("Settings", "Back"))
        self.back.setToolTip(translate("Settings", "Back to the conversation (Esc)"))
        self.back.clicked.connect(self.left)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Settings", "Search settings"))
        self.search.setAccessibleName(translate("Settings", "Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._show)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.groups = GroupList(theme, [in_words(group_title(group)) for group in page.groups()])
        self.groups.setAccessibleName(translate("Settings", "Groups of settings"))
        self.groups.setFixedWidth(GROUPS_WIDTH)
        self.groups.setCurrentRow(0)
        self.groups.currentRowChanged.connect(self._choose)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        holder = named(QWidget(), "plain")
        self._lists = QVBoxLayout(holder)
        """The list that is shown, and those that are being taken away."""
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(holder)
        self._rows: RowList | None = None
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard by itself
        self.steps = named(QPushButton(translate("Settings", "Show the first steps again")), "flat")
        self.steps.clicked.connect(self.first_steps)
        self.diagnose = named(QPushButton(translate("Settings", "Diagnostics (Ctrl+D)")), "flat")
        self.diagnose.clicked.connect(self.diagnostics)
        self._notice = self._make_notice()
        self._lay_out()
        self._show()

    def refresh(self) -> None:
        """Show the values as they are now; other screens change some."""
        self._show()

    def show_group(self, name: str) -> None:
        """Choose the group called `name`."""
        self.groups.setCurrentRow(self._page.groups().index(name))

    def shown_rows(self) -> list[RowView]:
        """The settings that are on the screen."""
        return [] if self._rows is None else self._rows.views

    @property
    def whole(self) -> bool:
        """Whether every setting that was asked for is on the screen; a long group takes a while."""
        return self._rows is not None and self._rows.whole

    def _make_notice(self) -> QFrame:
        notice = named(QFrame(), "card")
        words = QLabel(translate("Settings", "This counts from the next conversation on."))
        button = named(QPushButton(translate("Settings", "Begin it now")), "primary")
        self.begin_anew = button
        button.clicked.connect(self._begin_anew)
        row = QHBoxLayout(notice)
        row.setContentsMargins(2 * tokens.GRID, tokens.GRID, tokens.GRID, tokens.GRID)
        row.addWidget(words, 1)
        row.addWidget(button)
        notice.hide()
        return notice

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * tokens.GRID)
        head.addWidget(self.back)
        head.addWidget(named(QLabel(translate("Settings", "Settings")), "heading"), 1)
        head.addWidget(self.search)
        right = QVBoxLayout()
        right.setSpacing(2 * tokens.GRID)
        card = named(QFrame(), "card")
        inside = QVBoxLayout(card)
        before, after = self._sides(3 * tokens.GRID, tokens.GRID)
        inside.setContentsMargins(before, tokens.GRID, after, tokens.GRID)
        inside.addWidget(self._area)
        right.addWidget(card, 1)
        right.addWidget(self._notice)
        body = QHBoxLayout()
        body.setSpacing(2 * tokens.GRID)
        left = QVBoxLayout()
        left.setSpacing(tokens.GRID // 2)
        left.addWidget(self.groups, 1)
        left.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.diagnose, 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(left)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        margin = 2 * tokens.GRID
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(2 * tokens.GRID)
        column.addLayout(head)
        column.addLayout(body, 1)
        QWidget.setTabOrder(self.back, self.search)
        QWidget.setTabOrder(self.search, self.groups)

    def _sides(self, before: int, after: int) -> tuple[int, int]:
        """Left and right for the sides where lines begin and end: Qt mirrors no margins."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return (after, before) if mirrored else (before, after)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.search.clear()
            self._typing.stop()
            self._show()

    def _show(self) -> None:
        """Begin to make the rows that are asked for."""
        if self._rows is not None:
            self._rows.leave()  # first: what is being typed there may be shown here
        words = self.search.text().strip()
        if words:
            rows = list(islice(self._page.found(words, in_words), MOST_FOUND))
        else:
            rows = self._page.rows(self._page.groups()[max(0, self.groups.currentRow())])
        self._rows = RowList(self._theme, self._page, rows, searched=bool(words))
        self._rows.written.connect(self._written)
        self._lists.addWidget(self._rows)
        self._area.verticalScrollBar().setValue(0)

    def _written(self, key: str) -> None:
        self._notice.setVisible(bool(self._page.waiting))
        self.written.emit(key)

    def _begin_anew(self) -> None:
        self._page.waiting.clear()
        self._notice.hide()
        self.restart.emit()
