"""The ground that presence and captions stand on: a light from above, and an edge around it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QRadialGradient

from ui.stage.camera_picture import rounded
from ui.theme import tokens
from ui.theme.style import colour
from ui.theme.tokens import Palette

PIECES = 2
"""Pieces that are kept: the presence's, which every frame draws upon, and the captions' with it."""


class Ground:
    """Paints it; a piece that was painted lately is only copied."""

    def __init__(self) -> None:
        self._piece = lru_cache(maxsize=PIECES)(_piece)

    def paint(
        self, painter: QPainter, palette: Palette, place: QRect, piece: QRect, *, focused: bool
    ) -> None:
        """Paint the `piece` that is to be drawn anew of `place`.

        focused: whether the edge shows that the keyboard is here.
        """
        ratio = painter.device().devicePixelRatio()
        if ratio != round(ratio):  # the piece's own edges would lie between two pixels
            paint(painter, palette, QRectF(place), focused)
            return
        size, part = place.size().toTuple(), piece.getRect()
        painter.drawImage(piece.topLeft(), self._piece(palette, size, part, focused, round(ratio)))


def _piece(
    palette: Palette,
    size: tuple[int, int],
    part: tuple[int, int, int, int],
    focused: bool,
    ratio: int,
) -> QImage:
    """The part (left, top, width, height) of a ground of `size`, in logical pixels."""
    left, top, width, height = part
    made = QImage(width * ratio, height * ratio, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.translate(-left, -top)
    paint(painter, palette, QRectF(0, 0, *size), focused)
    painter.end()
    return made


def paint(painter: QPainter, palette: Palette, place: QRectF, focused: bool) -> None:
    """Paint all of it, and what is beside its round corners."""
    painter.fillRect(place, colour(palette.window))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    light = QRadialGradient(QPointF(place.center().x(), place.height() * 0.3), place.width() * 0.7)
    light.setColorAt(0.0, colour(palette.stage_low))
    light.setColorAt(1.0, colour(palette.stage_high))
    painter.setClipPath(rounded(place, tokens.RADIUS_LARGE))
    painter.fillRect(place, light)
    painter.setClipping(False)
    paint_edge(painter, palette, place, focused)


def paint_edge(painter: QPainter, palette: Palette, place: QRectF, focused: bool) -> None:
    """Paint only the line around it."""
    edge = palette.accent if focused else palette.line
    painter.setPen(QPen(colour(edge), tokens.FOCUS_WIDTH if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = place.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, tokens.RADIUS_LARGE, tokens.RADIUS_LARGE)
