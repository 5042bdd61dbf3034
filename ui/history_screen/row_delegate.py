"""Draws the history's rows: a heading for each day, two lines for what lies below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.history_screen import wording
from ui.history_screen.row_model import ROW
from ui.models.history_rows import Day, Hit, Row
from ui.theme import tokens
from ui.theme.spans import found_words, span
from ui.theme.style import Theme, colour, font

HEIGHT = 7 * tokens.GRID
"""Of every row, so that a hundred thousand need not be measured."""

EDGE = 2 * tokens.GRID
BAR = 3


class RowDelegate(QStyledItemDelegate):
    """One view's."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._day, self._first, self._second = map(
            font, (tokens.SMALL_STRONG, tokens.BODY, tokens.SMALL)
        )
        self._widths = QFontMetricsF(self._first)
        self._strong_widths = QFontMetricsF(font(tokens.BODY_STRONG))

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """The same for all."""
        return QSize(0, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row: Row = index.data(ROW)
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Day):
            self._paint_day(painter, place, str(index.data()))
        else:
            self._paint_ground(painter, place, option)
            inside = place.adjusted(EDGE + tokens.GRID // 2, tokens.GRID + 1, -EDGE, -tokens.GRID)
            self._paint_lines(painter, inside, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, place: QRectF, words: str) -> None:
        painter.setFont(self._day)
        painter.setPen(colour(self._theme.palette.muted))
        inside = place.adjusted(EDGE + tokens.GRID // 2, 0, -EDGE, -tokens.GRID)
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_ground(self, painter: QPainter, place: QRectF, option: QStyleOptionViewItem) -> None:
        palette = self._theme.palette
        state = option.state  # type: ignore[attr-defined]
        ground = place.adjusted(tokens.GRID, 2, -tokens.GRID, -2)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(palette.raised))
            painter.drawRoundedRect(ground, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        if not chosen:
            return
        left = self._view.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = ground.left() + 4 if left else ground.right() - 4 - BAR
        painter.setBrush(colour(palette.accent))
        bar = QRectF(
            QPointF(x, ground.center().y() - 12), QPointF(x + BAR, ground.center().y() + 12)
        )
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        if self._view.hasFocus():
            painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                ground.adjusted(1, 1, -1, -1), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL
            )

    def _paint_lines(self, painter: QPainter, inside: QRectF, row: Row) -> None:
        palette = self._theme.palette
        painter.setPen(colour(palette.text))
        first = QRectF(inside.left(), inside.top(), inside.width(), tokens.BODY.line)
        self._paint_words(painter, first, row)
        painter.setFont(self._second)
        painter.setPen(colour(palette.muted))
        second = QRectF(inside.left(), first.bottom(), inside.width(), tokens.SMALL.line)
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(second, aligned, wording.second_line(row))

    def _paint_words(self, painter: QPainter, place: QRectF, row: Row) -> None:
        """The first line, its end left out if it is too long, found words emphasised."""
        text = wording.first_line(row)
        found = row.found if isinstance(row, Hit) else ()
        metrics = self._strong_widths if found else self._widths
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        if not found:
            painter.setFont(self._first)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
            return
        layout = QTextLayout(shown, self._first)
        looks = found_words(self._theme.palette)
        layout.setFormats(
            [span(shown, a, min(b, len(shown)), looks) for a, b in found if a < len(shown)]
        )
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width())
        layout.endLayout()
        layout.draw(
            painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2)
        )
