"""Small pictures as they are drawn: filling a place, with round corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from ui.models.pictures import Thumbnail
from ui.theme import tokens
from ui.theme.style import colour
from ui.theme.tokens import Palette


def image_of(small: Thumbnail) -> QImage:
    """Qt's view of the same bytes; `small` must outlive it."""
    height, width = small.pixels.shape[:2]
    return QImage(small.pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)


def fitting(small: Thumbnail, widest: float, highest: float) -> QSizeF:
    """How large the whole picture is within `widest` x `highest` pixels."""
    height, width = small.pixels.shape[:2]
    shrink = min(widest / width, highest / height, 1.0)
    return QSizeF(max(1.0, width * shrink), max(1.0, height * shrink))


def draw(painter: QPainter, palette: Palette, place: QRectF, small: Thumbnail) -> None:
    """Fill `place` with the middle of the picture."""
    image = image_of(small)
    scale = max(place.width() / image.width(), place.height() / image.height())
    wide, tall = place.width() / scale, place.height() / scale
    middle = QRectF((image.width() - wide) / 2, (image.height() - tall) / 2, wide, tall)
    corners = QPainterPath()
    corners.addRoundedRect(place, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.setClipPath(corners)
    painter.drawImage(place, image, middle)
    painter.setClipping(False)
    painter.setPen(QPen(colour(palette.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = place.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(edge, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
    painter.restore()
