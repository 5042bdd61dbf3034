"""What stands between stage and bar: the tray of pictures, and the line one types in."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.asking.tray import PictureTray
from ui.asking.type_line import TypeLine
from ui.models.conversation import ConversationModel
from ui.theme import tokens
from ui.theme.style import Theme


class AskArea(QWidget):
    """Takes no room while there is nothing in it."""

    def __init__(
        self, theme: Theme, model: ConversationModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.tray = PictureTray(theme, model.pictures)
        self.line = TypeLine(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(QMargins(0, 0, 0, 0))
        column.setSpacing(tokens.GRID)
        column.addWidget(self.tray)
        column.addWidget(self.line)
        self.follow()

    def follow(self) -> None:
        """Show what the model says."""
        model = self._model
        self.tray.follow()
        self.line.setVisible(model.typing)
        self.line.send_button.setEnabled(model.opened)
        self.setVisible(model.typing or model.pictures.shown)

    def open(self) -> None:
        """The keyboard comes to the line."""
        self.line.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
