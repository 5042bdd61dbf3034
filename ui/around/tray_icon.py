"""The icon in the tray: a face a state, told by its shape, on a ground that suits any panel."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.models.tray import Face
from ui.theme.icons import STROKE
from ui.theme.style import colour
from ui.theme.tokens import DARK, LIGHT

SIZES = (16, 22, 24, 32, 44, 48, 64)
"""Pixels that panels ask for."""

CORNER = 0.22
MARGIN = 0.07
"""Of the icon's width."""

THICK = 'stroke-width="2.4"'
"""Lines that are still seen at sixteen pixels."""

_GROUND = {Face.FAILED: LIGHT.danger, Face.SPEAKING: LIGHT.accent, Face.THINKING: LIGHT.accent}
_INK = "#ffffff"


@lru_cache(maxsize=len(Face))
def tray_icon(face: Face) -> QIcon:
    """The icon of `face` in every size."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(face, size))
    return made


def _drawn(face: Face, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size, size)
    if not face.value:
        QSvgRenderer(QByteArray(_source("visavis").encode())).render(painter, whole)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(_GROUND.get(face, DARK.raised)))
        painter.drawRoundedRect(whole, CORNER * size, CORNER * size)
        text = re.sub(r'stroke-width="[\d.]+"', THICK, _source(face.value)).replace(STROKE, _INK)
        inner = whole.adjusted(MARGIN * size, MARGIN * size, -MARGIN * size, -MARGIN * size)
        QSvgRenderer(QByteArray(text.encode())).render(painter, inner)
    painter.end()
    return pixmap


def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
