"""A round button: an icon in a circle, its name below; what it is on tells by shape and word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import tokens
from ui.theme.focus import KeyboardFocus
from ui.theme.icons import icon
from ui.theme.style import Theme, colour, font

GAP = tokens.GRID // 2
RING = tokens.GRID // 2
"""Around the circle, where the focus is shown."""


NARROWEST = 9 * tokens.GRID + GAP
"""So that buttons with short names stand evenly."""


class RoundButton(QAbstractButton):
    """`show_as` gives it its face; clicking changes nothing by itself."""

    def __init__(self, theme: Theme, shortcut: str = "", parent: QWidget | None = None) -> None:
        """shortcut: as it is read in the tooltip; the key itself belongs to the window."""
        super().__init__(parent)
        self._theme = theme
        self._shortcut = shortcut
        self._icon = ""
        self._look = "plain"
        self._label = self._tip = ""
        self._bare = False
        self._hovered = False
        self._focus = KeyboardFocus(self)
        self.setFont(font(tokens.SMALL_STRONG))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_as(self, icon_name: str, label: str, tip: str, look: str = "plain") -> None:
        """Take a face.

        label: the word below, also its name for screen readers.  tip: what a click does.
        look: `plain`, `on` (in use just now), or `off` (switched off, with a slashed icon).
        """
        if (icon_name, label, tip, look) == (self._icon, self._label, self._tip, self._look):
            return
        self._tip = tip
        self._icon, self._label, self._look = icon_name, label, look
        self.setText("" if self._bare else label)
        self.setAccessibleName(label)
        self.setAccessibleDescription(tip)
        self.setToolTip(f"{tip} ({self._shortcut})" if self._shortcut else tip)
        self.updateGeometry()
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Leave the word to the tooltip: there is no room for it."""
        if bare != self._bare:
            self._bare = bare
            self.setText("" if bare else self._label)
            self.updateGeometry()

    @property
    def full_width(self) -> int:
        """How wide it is with its word."""
        metrics = QFontMetricsF(self.font())
        word = metrics.horizontalAdvance(self._label) + tokens.GRID
        return int(max(NARROWEST, word) + 0.999)

    @property
    def icon_name(self) -> str:
        """The icon that it shows."""
        return self._icon

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the circle and the word."""
        circle = tokens.BUTTON + 2 * RING
        if self._bare:
            return QSize(circle, circle)
        return QSize(self.full_width, circle + GAP + tokens.SMALL.line)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It never shrinks: its word would be cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is here."""
        self._focus.comes(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is elsewhere."""
        self._focus.goes(event.reason())
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The mouse is over it."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The mouse is gone."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw circle, icon, word and focus."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, RING + tokens.BUTTON / 2)
        radius = tokens.BUTTON / 2
        ground, ink = {
            "plain": (palette.raised, palette.text),
            "on": (palette.accent, palette.on_accent),
            "off": (palette.danger, palette.on_danger),
        }[self._look]
        if not self.isEnabled():
            ground, ink = palette.raised, palette.muted
        painter.setPen(QPen(colour(palette.line), 1))
        painter.setBrush(colour(ground))
        if self._look != "plain" and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5)
        if self.isEnabled() and (self._hovered or self.isDown()):
            painter.setBrush(colour(ink, 0.16 if self.isDown() else 0.08))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, radius, radius)
        picture = icon(self._icon, ink, tokens.ICON, self.devicePixelRatioF())
        if not self.isEnabled():
            painter.setOpacity(0.55)
        painter.drawPixmap(centre - QPointF(tokens.ICON / 2, tokens.ICON / 2), picture)
        painter.setOpacity(1.0)
        if self._focus.shown and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH))
            painter.drawEllipse(centre, radius + RING - 1.5, radius + RING - 1.5)
        painter.setFont(self.font())
        painter.setPen(colour(palette.text if self.isEnabled() else palette.muted))
        top = tokens.BUTTON + 2 * RING + GAP
        painter.drawText(
            QRectF(0, top, self.width(), tokens.SMALL.line),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        painter.end()
