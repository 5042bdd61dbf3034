"""The tray above the line: pictures that wait for the next words, and why one was refused."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import words
from ui.asking import thumbnails
from ui.asking.icon_button import IconButton
from ui.models.pictures import Pictures, WaitingPicture
from ui.theme import tokens
from ui.theme.focus import KeyboardFocus
from ui.theme.icons import icon
from ui.theme.style import Theme, colour, named

translate = QCoreApplication.translate

WIDTH, HEIGHT = 9 * tokens.GRID, 7 * tokens.GRID
BADGE = 3 * tokens.GRID
"""Diameter of the mark that takes a picture away."""


class PictureChip(QAbstractButton):
    """A waiting picture; a click takes it away."""

    def __init__(self, theme: Theme, picture: WaitingPicture) -> None:
        super().__init__()
        self._theme, self.picture = theme, picture
        self._focus = KeyboardFocus(self)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = words.picture(picture.small)
        self.setAccessibleName(translate("Showing", "Remove {0}").format(name))
        self.setToolTip(self.accessibleName())
        theme.changed.connect(self.update)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is here."""
        self._focus.comes(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is elsewhere."""
        self._focus.goes(event.reason())
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the picture, the mark and the focus."""
        palette = self._theme.palette
        painter = QPainter(self)
        place = QRectF(self.rect())
        thumbnails.draw(painter, palette, place, self.picture.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        badge = QRectF(place.right() - BADGE - 2, 2, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(palette.scrim, 0.95 if self.underMouse() else 0.8))
        painter.drawEllipse(badge)
        mark = icon("close", palette.on_scrim, tokens.ICON_SMALL, self.devicePixelRatioF())
        inset = (BADGE - tokens.ICON_SMALL) / 2
        painter.drawPixmap(badge.topLeft() + QPointF(inset, inset), mark)
        if self._focus.shown and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(palette.accent), tokens.FOCUS_WIDTH))
            inner = place.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inner, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.end()


class PictureTray(QWidget):
    """Shown while something waits, is being read, or was refused."""

    withdrawn = Signal(int)
    dismissed = Signal()

    def __init__(self, theme: Theme, model: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.chips: list[PictureChip] = []
        self._hint = named(QLabel(), "small")
        self._hint.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.GRID)
        self._row.addWidget(self._hint, 1)
        self.refusal = named(QLabel(), "error")
        self.refusal.setWordWrap(True)
        self.dismiss = IconButton(theme, "close", translate("Showing", "Close this message"))
        self.dismiss.clicked.connect(self.dismissed)
        self._refused = QWidget()
        refused = QHBoxLayout(self._refused)
        refused.setContentsMargins(0, 0, 0, 0)
        refused.addWidget(self.refusal, 1)
        refused.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._refused)
        column.addLayout(self._row)
        self.follow()

    def follow(self) -> None:
        """Show what the model says."""
        model = self._model
        self.setVisible(model.shown)
        self._follow_chips()
        self._hint.setVisible(bool(model.waiting or model.reading))
        self._hint.setText(
            translate("Showing", "Reading the picture…")
            if model.reading
            else translate("Showing", "Shown with your next words")
        )
        if model.refusal and model.refusal != self.refusal.text() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, model.refusal))
        self.refusal.setText(model.refusal)
        self._refused.setVisible(bool(model.refusal))

    def _follow_chips(self) -> None:
        if [chip.picture for chip in self.chips] == self._model.waiting:
            return
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [PictureChip(self._theme, picture) for picture in self._model.waiting]
        for place, chip in enumerate(self.chips):
            number = chip.picture.number
            chip.clicked.connect(lambda _=False, number=number: self.withdrawn.emit(number))
            self._row.insertWidget(place, chip)
