"""The last turn as a waterfall, and the last turns as a chart: a popup over the status line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui import words
from ui.models.timings import MOST_TURNS, Timings
from ui.theme import tokens
from ui.theme.style import Theme, colour, font, named

translate = QCoreApplication.translate

WIDTH = 400
ROW = 5 * tokens.GRID
BAR = tokens.GRID
CHART_HEIGHT = 9 * tokens.GRID


class _Bars(QWidget):
    """Each stage of the newest turn: its name, its seconds, and where in the wait it lay."""

    def __init__(self, theme: Theme, timings: Timings) -> None:
        super().__init__()
        self._theme, self._timings = theme, timings

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for every bar."""
        return QSize(WIDTH, max(1, len(self._timings.bars())) * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the bars."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = self._timings.bars()
        whole = max((bar.end for bar in bars), default=1.0) or 1.0
        for number, bar in enumerate(bars):
            top = number * ROW
            row = QRectF(0, top, self.width(), tokens.BODY.line)
            painter.setFont(font(tokens.BODY))
            painter.setPen(colour(palette.text))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, words.stage(bar.stage))
            painter.setPen(colour(palette.muted))
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, words.seconds(bar.end))
            track = QRectF(0, top + tokens.BODY.line + 2, self.width(), BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(palette.raised))
            painter.drawRoundedRect(track, BAR / 2, BAR / 2)
            left = bar.begin / whole * track.width()
            wide = max(BAR, (bar.end - bar.begin) / whole * track.width())
            left = min(left, track.width() - wide)
            painter.setBrush(colour(palette.accent))
            painter.drawRoundedRect(QRectF(left, track.top(), wide, BAR), BAR / 2, BAR / 2)
        painter.end()


class _Chart(QWidget):
    """The wait for the first sound of the last turns, a bar each, with the usual one as a line."""

    def __init__(self, theme: Theme, timings: Timings) -> None:
        super().__init__()
        self._theme, self._timings = theme, timings

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of a fixed height."""
        return QSize(WIDTH, CHART_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the chart."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        waits = [turn.first_sound for turn in self._timings.turns]
        highest = max(waits, default=1.0) or 1.0
        step = self.width() / MOST_TURNS
        painter.setPen(Qt.PenStyle.NoPen)
        for number, wait in enumerate(waits):
            tall = max(2.0, wait / highest * (self.height() - tokens.GRID))
            painter.setBrush(colour(palette.accent, 1.0 if number == len(waits) - 1 else 0.55))
            painter.drawRoundedRect(
                QRectF(number * step, self.height() - tall, step * 0.7, tall), 1.5, 1.5
            )
        painter.setPen(QPen(colour(palette.line), 1))
        base = self.height() - 0.5
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        usual = self._timings.usual
        if usual is not None:
            painter.setPen(QPen(colour(palette.outline), 1, Qt.PenStyle.DashLine))
            at = self.height() - usual / highest * (self.height() - tokens.GRID)
            painter.drawLine(QPointF(0, at), QPointF(self.width(), at))
        painter.end()


class Waterfall(QFrame):
    """Closes by itself when something else is clicked, or by Esc."""

    def __init__(self, theme: Theme, timings: Timings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._timings = timings
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        inner = named(QFrame(), "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)
        column = QVBoxLayout(inner)
        pad = 2 * tokens.GRID + tokens.GRID // 2
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(tokens.GRID)
        title = translate("Waterfall", "How long you waited")
        column.addWidget(named(QLabel(title), "title"))
        about = named(QLabel(translate("Waterfall", "Counted from your last sound.")), "small")
        column.addWidget(about)
        self._bars = _Bars(theme, timings)
        column.addWidget(self._bars)
        self._usual = named(QLabel(), "small")
        column.addWidget(self._usual)
        column.addWidget(_Chart(theme, timings))
        self.setAccessibleName(title)

    def open_above(self, anchor: QWidget) -> None:
        """Show it over `anchor`, right edges together."""
        usual = self._timings.usual
        self._usual.setText(
            translate("Waterfall", "The last {0} turns; usually {1}").format(
                len(self._timings.turns), words.seconds(usual or 0.0)
            )
        )
        self._bars.updateGeometry()
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width(), 0))
        self.move(corner.x() - self.width(), corner.y() - self.height() - tokens.GRID)
        self.show()
