"""Dropping pictures on the window: a veil over the stage says so while one is dragged over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.asking.offered import may_hold_pictures
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, colour, font

translate = QCoreApplication.translate


class _Veil(QWidget):
    """Covers the stage."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw a dashed edge and the words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = float(tokens.GRID)
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(colour(palette.surface))
        painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH, Qt.PenStyle.DashLine))
        radius = tokens.RADIUS_LARGE - tokens.GRID // 2
        painter.drawRoundedRect(place, radius, radius)
        picture = icon("picture", palette.accent_text, tokens.BUTTON, self.devicePixelRatioF())
        middle = place.center() - QPointF(tokens.BUTTON / 2, tokens.BUTTON + tokens.GRID)
        painter.drawPixmap(middle, picture)
        painter.setFont(font(tokens.HEADING))
        painter.setPen(colour(palette.text))
        below = QRectF(place)
        below.setTop(place.center().y() + tokens.GRID)
        words = translate("Showing", "Drop it here to show it")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)
        painter.end()


class DropTarget(QObject):
    """Takes drops on all of a window, as long as the stage is there to be seen."""

    def __init__(
        self, theme: Theme, window: QWidget, stage: QWidget, take: Callable[[QMimeData], None]
    ) -> None:
        super().__init__(window)
        self._stage, self._take = stage, take
        self.veil = _Veil(theme, stage)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        """Follow what is dragged over the window."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if self._stage.isVisible() and may_hold_pictures(event.mimeData()):
                event.acceptProposedAction()
                self.veil.setGeometry(self._stage.rect())
                self.veil.show()
                self.veil.raise_()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.veil.hide()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.veil.hide()
            event.acceptProposedAction()
            self._take(event.mimeData())
            return True
        return False
