"""The history's rows as Qt's list model: more are read as they come into view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.history_screen import wording
from ui.models.history_page import HistoryPage
from ui.models.history_rows import Day, Row

AnyIndex = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole


class RowModel(QAbstractListModel):
    """Read from the page itself; `more_wanted` when the view comes to its end."""

    more_wanted = Signal()

    def __init__(self, page: HistoryPage, today: Callable[[], date]) -> None:
        super().__init__()
        self._page = page
        self._today = today
        self._rows = 0

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """How many rows the views know of."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, or its words."""
        row = self.row(index.row())
        if role == ROW:
            return row
        if isinstance(row, Day):
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return wording.day(row.day, self._today()) if role in texts else None
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.first_line(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{wording.first_line(row)}, {wording.second_line(row)}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A day is only a heading."""
        if isinstance(self.row(index.row()), Day):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def canFetchMore(self, parent: AnyIndex) -> bool:  # noqa: N802 - Qt's name
        """Whether there are older ones."""
        return not parent.isValid() and self._page.more and not self._page.asked

    def fetchMore(self, parent: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """They are asked for, and come later."""
        if not parent.isValid():
            self.more_wanted.emit()

    def row(self, number: int) -> Row:
        """What stands in a row."""
        return self._page.rows[number]

    def begin_anew(self) -> None:
        """All rows are others."""
        self.beginResetModel()
        self._rows = len(self._page.rows)
        self.endResetModel()

    def grow(self) -> None:
        """There are more rows at the end."""
        rows = len(self._page.rows)
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
