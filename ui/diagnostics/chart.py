"""A chart of the last minute: an area, a line over it, marks, and a scale.

Qt takes a tenth of a second for a wide or dashed line that goes up and down six hundred times, and
a third of a millisecond for one a pixel wide, so a line is drawn as a few of those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import tokens
from ui.theme.style import Theme, colour, font
from ui.theme.tokens import Palette

LEAST_HEIGHT = 12 * tokens.GRID
SCALE_WIDTH = 5 * tokens.GRID
LEGEND = 3 * tokens.GRID
SAMPLE = 2 * tokens.GRID
MARK = 4.0
STROKE = 1.5
AREA = 0.32
"""How dense an area is."""

Point = tuple[float, float]
"""Across from a minute ago (0) to now (1), and up, 0..1."""


@dataclass(frozen=True, slots=True)
class Line:
    """runs: each drawn unbroken.  filled: as an area below it, else as a line in the accent."""

    name: str
    runs: Sequence[Sequence[Point]]
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """marks: rings with a stem, called `marked`.  scale: words at heights 0..1."""

    lines: Sequence[Line]
    scale: Sequence[tuple[float, str]]
    marks: Sequence[Point] = ()
    marked: str = ""
    guides: Sequence[float] = field(default_factory=tuple)


class Chart(QWidget):
    """Asks what to draw whenever it draws."""

    def __init__(self, theme: Theme, what: Callable[[], Drawn], name: str) -> None:
        """name: what the chart shows, for a screen reader."""
        super().__init__()
        self._theme, self._what = theme, what
        self.painted = 0
        """How often it was drawn."""
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the card need not be drawn
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """High enough to be read."""
        return QSize(2 * LEAST_HEIGHT, LEAST_HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as there is."""
        return QSize(4 * LEAST_HEIGHT, LEAST_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the minute."""
        self.painted += 1
        palette, drawn = self._theme.palette, self._what()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(palette.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(tokens.SMALL))
        top = LEGEND + tokens.GRID / 2
        place = QRectF(self.rect()).adjusted(SCALE_WIDTH, top, -1, -tokens.GRID)
        self._draw_legend(painter, palette, drawn)
        for height, text in drawn.scale:
            at = _at(place, (0.0, height))
            painter.setPen(QPen(colour(palette.line), 1))
            painter.drawLine(at, QPointF(place.right(), at.y()))
            painter.setPen(colour(palette.muted))
            label = QRectF(0, at.y() - tokens.GRID, SCALE_WIDTH - tokens.GRID, 2 * tokens.GRID)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, right, text)
        for height in drawn.guides:
            at = _at(place, (0.0, height))
            painter.setPen(QPen(colour(palette.outline), 1, Qt.PenStyle.DotLine))
            painter.drawLine(at, QPointF(place.right(), at.y()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in drawn.lines:
            for run in line.runs:
                points = [_at(place, point) for point in run]
                if line.filled:
                    _fill(painter, palette, points, place.bottom())
                else:
                    _draw(painter, palette, points, self.devicePixelRatioF())
        for point in drawn.marks:
            self._draw_mark(painter, palette, _at(place, point), place.bottom())
        painter.end()

    def _draw_legend(self, painter: QPainter, palette: Palette, drawn: Drawn) -> None:
        left = float(SCALE_WIDTH)
        middle = LEGEND / 2
        for line in drawn.lines:
            ends = [QPointF(left, middle), QPointF(left + SAMPLE, middle)]
            if line.filled:
                _fill(painter, palette, ends, middle + tokens.GRID / 2)
            else:
                _draw(painter, palette, ends, self.devicePixelRatioF())
            left = self._draw_name(painter, palette, left, line.name)
        if drawn.marked:
            centre = QPointF(left + SAMPLE / 2, middle)
            self._draw_mark(painter, palette, centre, middle)
            self._draw_name(painter, palette, left, drawn.marked)

    def _draw_name(self, painter: QPainter, palette: Palette, left: float, name: str) -> float:
        """Returns: where the next one begins."""
        wide = painter.fontMetrics().horizontalAdvance(name)
        painter.setPen(colour(palette.muted))
        place = QRectF(left + SAMPLE + tokens.GRID, 0, wide + 1, LEGEND)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        return place.right() + 3 * tokens.GRID

    def _draw_mark(self, painter: QPainter, palette: Palette, at: QPointF, bottom: float) -> None:
        painter.setPen(QPen(colour(palette.text), 1))
        painter.drawLine(QPointF(at.x(), min(bottom, at.y() + MARK)), QPointF(at.x(), bottom))
        painter.setBrush(colour(palette.surface))
        painter.drawEllipse(at, MARK, MARK)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw(painter: QPainter, palette: Palette, points: list[QPointF], ratio: float) -> None:
    """A line through `points`, `ratio` device pixels to a logical one."""
    painter.setPen(QPen(colour(palette.accent), 0))  # a device pixel, whatever the scale
    line = QPolygonF(points)
    for step in range(max(1, round(STROKE * ratio))):
        painter.drawPolyline(line.translated(0, step / ratio))


def _fill(painter: QPainter, palette: Palette, points: list[QPointF], bottom: float) -> None:
    """The area below `points`, as bars from one to the next."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    ink = colour(palette.muted, AREA)
    for here, there in pairwise(points):
        tall = bottom - here.y()
        if tall > 0:
            painter.fillRect(QRectF(here.x(), here.y(), there.x() - here.x(), tall), ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _at(place: QRectF, point: Point) -> QPointF:
    return QPointF(
        place.left() + point[0] * place.width(), place.bottom() - point[1] * place.height()
    )
