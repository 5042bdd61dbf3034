"""What the camera sees, as a mirror in a frame; a word in its place while there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.stage.camera_picture import rounded
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, colour, font

WIDTH = 44 * tokens.GRID
HEIGHT = WIDTH * 9 // 16
"""As cameras see."""

ICON = 4 * tokens.GRID


class Preview(QWidget):
    """Shows the pictures that it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """Whether something is to be seen."""
        return self._picture is not None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of a fixed size."""
        return QSize(WIDTH, HEIGHT)

    def show_picture(self, picture: QImage | None) -> None:
        """What the camera sees, mirrored already; None: nothing."""
        self._picture = picture
        self.update()

    def show_words(self, words: str) -> None:
        """What to say while there is no picture."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the picture, or the words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        painter.setClipPath(rounded(place, tokens.RADIUS))
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture, _middle(self._picture, place))
        else:
            painter.fillRect(place, colour(palette.raised))
            self._draw_words(painter, place)
        painter.setClipping(False)
        painter.setPen(QPen(colour(palette.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = place.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, tokens.RADIUS, tokens.RADIUS)
        painter.end()

    def _draw_words(self, painter: QPainter, place: QRectF) -> None:
        palette = self._theme.palette
        picture = icon("camera-off", palette.muted, ICON, self.devicePixelRatioF())
        top = place.center().y() - ICON - tokens.GRID / 2
        painter.drawPixmap(QPointF(place.center().x() - ICON / 2, top), picture)
        margin = 3 * tokens.GRID
        below = QRectF(margin, top + ICON + tokens.GRID, place.width() - 2 * margin, place.height())
        painter.setFont(font(tokens.SMALL))
        painter.setPen(colour(palette.muted))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, flags | Qt.TextFlag.TextWordWrap, self._words)


def _middle(picture: QImage, place: QRectF) -> QRectF:
    """The largest part in the middle of `picture` that has the shape of `place`, in its pixels."""
    width, height = picture.width(), picture.height()
    scale = min(width / place.width(), height / place.height())
    wide, tall = place.width() * scale, place.height() * scale
    return QRectF((width - wide) / 2, (height - tall) / 2, wide, tall)
