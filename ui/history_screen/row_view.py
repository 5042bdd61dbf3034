"""The history's list: choosing a row reads it.

Qt's table of one column, for its list asks for every row anew whenever some are added.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.history_screen.row_delegate import HEIGHT, RowDelegate
from ui.history_screen.row_model import AnyIndex, RowModel
from ui.models.history_rows import Day
from ui.theme.style import Theme

translate = QCoreApplication.translate


class RowView(QTableView):
    """`chosen` with a row's number; `unwanted` when the chosen one shall be deleted."""

    chosen = Signal(int)
    unwanted = Signal()

    def __init__(self, theme: Theme, rows: RowModel) -> None:
        super().__init__()
        self._rows = rows
        self.setObjectName("rows")
        self.setItemDelegate(RowDelegate(theme, self))
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heights = self.verticalHeader()
        heights.hide()
        heights.setMinimumSectionSize(HEIGHT)
        heights.setDefaultSectionSize(HEIGHT)
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("History", "Kept conversations"))
        theme.changed.connect(self.viewport().update)

    def choose_first(self) -> None:
        """Read the newest."""
        first = next(
            (n for n in range(self._rows.rowCount()) if not isinstance(self._rows.row(n), Day)),
            None,
        )
        if first is not None:
            self.setCurrentIndex(self._rows.index(first))
        self.scrollToTop()

    def choose_again(self, row: int) -> None:
        """Read what stands in `row` now, or near it."""
        rows = self._rows.rowCount()
        near = [*range(row, rows), *range(min(row, rows) - 1, -1, -1)]
        found = next((n for n in near if not isinstance(self._rows.row(n), Day)), None)
        if found is not None:
            self.setCurrentIndex(self._rows.index(found))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        """Another row is chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete by its key."""
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)
