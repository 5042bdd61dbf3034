"""What stands in place of the list while there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.models.history_page import HistoryPage, View
from ui.sentences import in_your_language
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

WIDEST = 64 * tokens.GRID
FIRST_OF_ROOM = 100
"""The words take what there is before the space beside them does."""
PICTURE = 5 * tokens.GRID


class Message(QFrame):
    """`keep` when conversations shall be kept, `again` when it shall be tried again."""

    keep = Signal()
    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._icon_name = "history"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading = named(QLabel(), "title")
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading.setWordWrap(True)
        self._sentence = QLabel()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = named(QPushButton(), "primary")
        self.button.clicked.connect(self._clicked)
        self._wants = self.again
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setSpacing(2 * tokens.GRID)
        column.addWidget(self._icon)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # Stretches, not an alignment, which would not let the words be as high as they need.
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(inside, FIRST_OF_ROOM)
        beside.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addLayout(beside)
        around.addStretch(3)
        theme.changed.connect(self._draw)

    def follow(self, page: HistoryPage, *, keeps: bool, can_keep: bool) -> None:
        """keeps: the history is on.  can_keep: it can be turned on here."""
        self._wants, self._icon_name = self.keep, "history"
        if page.view is View.REFUSED:
            self._wants, self._icon_name = self.again, "warning"
            self._say(
                translate("History", "The history cannot be read"),
                in_your_language(page.refusal or ""),
                translate("History", "Try again"),
            )
        elif keeps:
            self._say(
                translate("History", "Nothing is kept yet"),
                translate(
                    "History", "What you both say from the next conversation on stands here."
                ),
                "",
            )
        else:
            self._say(
                translate("History", "The history is off"),
                translate(
                    "History",
                    "What is said is forgotten when a conversation ends. If you like, it is kept "
                    "as text on this computer, to be read, searched and gone on with.",
                ),
                translate("History", "Keep conversations") if can_keep else "",
            )
        self._draw()

    def _say(self, heading: str, sentence: str, act: str) -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.button.setText(act)
        self.button.setVisible(bool(act))
        self.setAccessibleName(f"{heading}. {sentence}")

    def _clicked(self) -> None:
        self._wants.emit()

    def _draw(self) -> None:
        palette = self._theme.palette
        ink = palette.danger_text if self._icon_name == "warning" else palette.muted
        self._icon.setPixmap(icon(self._icon_name, ink, PICTURE, self.devicePixelRatioF()))
