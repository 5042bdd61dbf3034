"""A card over the stage for what the person must know or do: a device, a failure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.announce import announce
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

WIDEST = 520


class NoticeCard(QFrame):
    """Shown while there is something; `again` asks to try anew."""

    again = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.setMaximumWidth(WIDEST)
        self._icon = QLabel()
        self._heading = named(QLabel(), "title")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(translate("NoticeCard", "Try again"))
        self._button.clicked.connect(self.again)
        words = self._words = QVBoxLayout()
        words.setSpacing(tokens.GRID)
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * tokens.GRID, 2 * tokens.GRID, 3 * tokens.GRID, 2 * tokens.GRID)
        row.setSpacing(2 * tokens.GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()
        self.hide()

    def show_notice(self, heading: str, sentence: str, *, can_retry: bool) -> None:
        """Say it; an empty heading takes the card away."""
        self.setVisible(bool(heading))
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._button.setVisible(can_retry)
        told = f"{heading}. {sentence}" if heading else ""
        if told != self.accessibleName():
            self.setAccessibleName(told)
            announce(self, told, at_once=True)
        self.updateGeometry()

    def height_for(self, width: int) -> int:
        """How high it must be at `width` for all of its words."""
        layout = self.layout()
        if layout is not None:
            self._words.invalidate()  # the words may be newer than what the layouts remember
            layout.invalidate()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def _draw_icon(self) -> None:
        colour = self._theme.palette.danger_text
        self._icon.setPixmap(icon("warning", colour, tokens.ICON, self.devicePixelRatioF()))
