"""The camera's picture on the stage, with round corners and a shade for the captions."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPainterPath

from ui.theme.style import colour
from ui.theme.tokens import Palette

SHADE = 0.80
"""How dense the shade is at the topmost word: white behind it leaves a contrast of 9."""

FADE = 0.16
"""Of the height, over which the shade begins."""


def paint(painter: QPainter, palette: Palette, place: QRectF, image: QImage, shade: float) -> None:
    """Draw it over `place`; its lowest part (0..1) is shaded."""
    painter.save()
    painter.drawImage(place, image)
    dark = QLinearGradient(place.topLeft(), place.bottomLeft())
    dark.setColorAt(max(0.0, 1.0 - shade - FADE), colour(palette.scrim, 0.0))
    dark.setColorAt(max(0.0, 1.0 - shade), colour(palette.scrim, SHADE))
    dark.setColorAt(1.0, colour(palette.scrim, 0.92))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dark)
    painter.drawRect(place)
    painter.restore()


def rounded(place: QRectF, radius: float) -> QPainterPath:
    """The place with round corners, to clip to."""
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    return path
