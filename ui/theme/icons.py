"""Our own icons: drawn as lines in SVG, coloured and rasterised for the screen at hand."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = "currentColor"


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon `name` in `colour` (`#rrggbb`), `size` logical pixels wide at `ratio` to a pixel.

    Raises: FileNotFoundError if there is none of that name.
    """
    text = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace(STROKE, colour).encode()))
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
