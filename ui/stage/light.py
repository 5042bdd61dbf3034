"""The stage's gradients as pictures: made once for a size and a colour, and then only copied.

A gradient is computed anew for each of its pixels, on several threads where it is large: of a frame
of the presence that was two thirds.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRadialGradient, QTransform

from ui.theme.style import colour


class Lights:
    """Keeps the newest of each; one a view."""

    def __init__(self) -> None:
        self.glow = lru_cache(maxsize=1)(glow)
        self.body = lru_cache(maxsize=1)(body)


def glow(tint: str, reach: float, ratio: float) -> QImage:
    """What shines around the body, at full strength and around the picture's middle.

    tint: `#rrggbb`.  reach: how far, in logical pixels.  ratio: of device pixels to logical ones.
    """
    light = QRadialGradient(QPointF(0, 0), reach)
    light.setColorAt(0.0, colour(tint, 0.34))
    light.setColorAt(0.62, colour(tint, 0.13))
    light.setColorAt(1.0, colour(tint, 0.0))
    return _picture(light, reach, ratio)


def body(tint: str, radius: float, reach: float, dark: bool, ratio: float) -> QBrush:
    """Light from above left on a body of `radius` around 0, which swells no farther than `reach`.

    Lengths are logical pixels.  dark: whether the appearance is.
    """
    light = QRadialGradient(QPointF(-0.35 * radius, -0.42 * radius), 1.75 * radius)
    middle = QColor(tint)
    light.setColorAt(0.0, middle.lighter(128 if dark else 140))
    light.setColorAt(0.45, middle)
    light.setColorAt(1.0, middle.darker(165 if dark else 135))
    picture = _picture(light, reach, ratio)
    half = picture.width() / 2
    picture.setDevicePixelRatio(1.0)  # the brush's own scale says it
    brush = QBrush(picture)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio).translate(-half, -half))
    return brush


def _picture(light: QRadialGradient, reach: float, ratio: float) -> QImage:
    """A square of `light` from -reach to reach."""
    side = 2 * math.ceil(reach * ratio)
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.translate(side / 2, side / 2)
    painter.scale(ratio, ratio)
    half = side / ratio / 2
    painter.fillRect(QRectF(-half, -half, 2 * half, 2 * half), light)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
