"""Paints the presence: a body of light whose edge lives, and what circles it while thinking."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.models import shape
from ui.models.mood import Mood
from ui.models.shape import Edge, Pose
from ui.stage.light import Lights
from ui.theme.style import colour
from ui.theme.tokens import Palette

LAYERS = 2
"""Veils behind the body."""

WIDEST = 1.55
"""How far anything of it reaches, in its radius at rest."""

_DOTS = 3
_DOT_APART = 0.55
"""Radians."""


def paint(
    painter: QPainter,
    palette: Palette,
    lights: Lights,
    centre: QPointF,
    radius: float,
    mood: Mood,
    pose: Pose,
    time: float,
    loudness: float,
) -> None:
    """Draw it at `time` (seconds); loudness 0..1; radius in logical pixels, at rest.

    lights: what the same view was given before.
    """
    ratio = painter.device().devicePixelRatio()
    reach = radius * WIDEST
    body = palette.muted if mood in (Mood.ASLEEP, Mood.FAILED) else palette.accent
    painter.save()
    painter.translate(centre)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setOpacity(pose.manner.glow * (0.75 + 0.25 * loudness))
    painter.drawImage(QPointF(-reach, -reach), lights.glow(body, reach, ratio))
    painter.setOpacity(1.0)
    for layer in range(LAYERS, 0, -1):
        painter.setBrush(colour(body, 0.13 + 0.05 * (LAYERS - layer)))
        _draw(painter, shape.edge(pose, time, loudness, layer), radius)
    # In whole pixels: while it glides from a size to another few pictures are made.
    size = round(radius * pose.manner.size)
    painter.setBrush(lights.body(body, size, reach, palette.dark, ratio))
    _draw(painter, shape.edge(pose, time, loudness), radius)
    _mark(painter, palette, mood, radius * pose.manner.size, time)
    painter.restore()


def _draw(painter: QPainter, edge: Edge, radius: float) -> None:
    """Fill it, with a polygon only where it is not round: that takes thrice as long."""
    if edge.is_round:
        painter.drawEllipse(QPointF(0, 0), radius * edge.radius, radius * edge.radius)
    else:
        points = (edge.points() * radius).tolist()
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _mark(painter: QPainter, palette: Palette, mood: Mood, radius: float, time: float) -> None:
    """What tells the mood without motion and without colour."""
    ink = colour(palette.on_accent if mood is not Mood.ASLEEP else palette.surface)
    thick = max(2.0, radius * 0.07)
    painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if mood in (Mood.THINKING, Mood.OPENING):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        at = shape.circling(time)
        for dot in range(_DOTS):
            angle = at - dot * _DOT_APART
            size = radius * (0.10 - 0.022 * dot)
            where = QPointF(math.cos(angle), math.sin(angle)) * (0.46 * radius)
            painter.drawEllipse(where, size, size)
    elif mood is Mood.HELD:
        for side in (-1, 1):
            x = side * 0.17 * radius
            painter.drawLine(QPointF(x, -0.26 * radius), QPointF(x, 0.26 * radius))
    elif mood is Mood.ASLEEP:
        for side in (-1, 1):
            eye = QRectF(side * 0.34 * radius - 0.16 * radius, -0.14 * radius,
                         0.32 * radius, 0.26 * radius)  # fmt: skip
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(eye, 200 * 16, 140 * 16)
    elif mood is Mood.FAILED:
        for side in (-1, 1):
            x = 0.2 * radius
            painter.drawLine(QPointF(-x, -side * x), QPointF(x, side * x))
