"""A level meter: as long as it is loud, drawn at most ten times a second and never unseen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import tokens
from ui.theme.style import Theme, colour

FPS = 10
HEIGHT = tokens.GRID
SEGMENTS = 32
GAP = 2


class Meter(QWidget):
    """Asks for the loudness whenever it draws."""

    def __init__(
        self,
        theme: Theme,
        loudness: Callable[[float], float],
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """loudness: at a moment (monotonic seconds), 0..1."""
        super().__init__(parent)
        self._theme, self._loudness, self._clock = theme, loudness, clock
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FPS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def running(self) -> bool:
        """Whether it is drawn again and again."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(SEGMENTS * tokens.GRID, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to move."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw this moment: lit segments from the side where reading begins."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = (self.width() + GAP) / SEGMENTS
        lit = round(self._loudness(self._clock()) * SEGMENTS)
        rightward = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        for number in range(SEGMENTS):
            place = number if rightward else SEGMENTS - 1 - number
            painter.setBrush(colour(palette.accent if number < lit else palette.raised))
            painter.drawRoundedRect(QRectF(place * step, 0, step - GAP, self.height()), 2, 2)
        painter.end()
