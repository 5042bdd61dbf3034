"""A switch: on and off by place and mark, not by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import tokens
from ui.theme.focus import KeyboardFocus
from ui.theme.style import Theme, colour

WIDTH, HEIGHT = 5 * tokens.GRID + 4, 3 * tokens.GRID
KNOB = HEIGHT - tokens.GRID
RING = 3


class Switch(QAbstractButton):
    """`isChecked` is its state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._focus = KeyboardFocus(self)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of a fixed size."""
        return QSize(WIDTH + 2 * RING, HEIGHT + 2 * RING)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is here."""
        self._focus.comes(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is elsewhere."""
        self._focus.goes(event.reason())
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw track, mark and knob."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        track = QRectF(RING, RING, WIDTH, HEIGHT)
        on = self.isChecked()
        painter.setPen(QPen(colour(palette.accent if on else palette.outline), 1.5))
        painter.setBrush(colour(palette.accent if on else palette.surface))
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), HEIGHT / 2, HEIGHT / 2)
        x = track.right() - HEIGHT / 2 if on else track.left() + HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(palette.on_accent if on else palette.outline))
        painter.drawEllipse(QPointF(x, track.center().y()), KNOB / 2, KNOB / 2)
        if on:
            painter.setPen(QPen(colour(palette.accent), 2, c=Qt.PenCapStyle.RoundCap))
            middle = QPointF(x, track.center().y())
            low = middle + QPointF(-1, 3)
            painter.drawPolyline([middle + QPointF(-4, 0), low, middle + QPointF(4, -3)])
        if self._focus.shown and self.hasFocus():
            painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
        painter.end()
