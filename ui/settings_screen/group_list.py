"""The list of groups: the chosen one is marked by a bar beside it, too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import tokens
from ui.theme.style import Theme, colour, font

ROW = 5 * tokens.GRID
BAR, BAR_MARGIN = 3, 4
BEFORE, AFTER = 2 * tokens.GRID, tokens.GRID
"""Around a name."""


class GroupList(QListWidget):
    """One column of names."""

    def __init__(self, theme: Theme, names: list[str]) -> None:
        super().__init__()
        self.setItemDelegate(_GroupDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItems(names)
        theme.changed.connect(self.viewport().update)
        self.itemSelectionChanged.connect(self._follow_selection)

    def _follow_selection(self) -> None:
        """Assistive programs select a row without making it the current one."""
        chosen = self.selectedIndexes()
        if chosen and chosen[0].row() != self.currentRow():
            self.setCurrentRow(chosen[0].row())


class _GroupDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: GroupList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        return QSize(0, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        palette = self._theme.palette
        state = option.state  # type: ignore[attr-defined]
        place = QRectF(option.rect).adjusted(2, 2, -2, -2)  # type: ignore[attr-defined]
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour(palette.raised))
            painter.drawRoundedRect(place, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        if chosen:
            painter.setBrush(colour(palette.accent))
            bar = QRectF(0, 0, BAR, 2 * tokens.GRID)
            bar.moveCenter(place.center())
            if mirrored:
                bar.moveRight(place.right() - BAR_MARGIN)
            else:
                bar.moveLeft(place.left() + BAR_MARGIN)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
            if self._view.hasFocus():
                painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.setFont(font(tokens.BODY_STRONG if chosen else tokens.BODY))
        painter.setPen(colour(palette.text))
        painter.drawText(
            place.adjusted(AFTER, 0, -BEFORE, 0)
            if mirrored
            else place.adjusted(BEFORE, 0, -AFTER, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,  # which Qt mirrors
            str(index.data()),
        )
        painter.restore()
