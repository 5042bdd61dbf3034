"""The line below the stage in which one types instead of talking."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.turns.events import LONGEST_TYPED
from ui.asking.icon_button import IconButton
from ui.asking.offered import may_hold_pictures
from ui.models.typing import TypedLines, clean
from ui.theme import tokens
from ui.theme.style import Theme, named

translate = QCoreApplication.translate


class _Field(QLineEdit):
    """Esc leaves it, and a copied picture is not text."""

    left = Signal()
    pasted = Signal()
    earlier = Signal()
    later = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window, where it stops the reply."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keys that mean something else here."""
        mime = QGuiApplication.clipboard().mimeData()
        paste = event.matches(QKeySequence.StandardKey.Paste)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.earlier.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.later.emit()
        elif paste and may_hold_pictures(mime) and (mime.hasUrls() or not mime.hasText()):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


class TypeLine(QWidget):
    """`sent` with what was typed; the caller says by `accepted` that it went out."""

    sent = Signal(str)
    left = Signal()
    pasted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = TypedLines()
        self.field = named(_Field(), "line")
        self.field.setMaxLength(LONGEST_TYPED)
        self.field.setAcceptDrops(False)  # a file that is dropped here is to be shown
        self.field.setFixedHeight(tokens.FIELD)
        self.field.setPlaceholderText(translate("Typing", "Type instead of talking"))
        self.field.setAccessibleName(translate("Typing", "Your words"))
        self.field.setAccessibleDescription(
            translate("Typing", "Enter sends them, Esc closes the line")
        )
        self.send_button = IconButton(theme, "send", translate("Typing", "Send"), primary=True)
        self.close_button = IconButton(theme, "close", translate("Typing", "Close the line"))
        self.send_button.setToolTip(translate("Typing", "Send (Enter)"))
        self.close_button.setToolTip(translate("Typing", "Close the line (Esc)"))
        self.field.returnPressed.connect(self._send)
        self.field.left.connect(self.left)
        self.field.pasted.connect(self.pasted)
        self.field.earlier.connect(lambda: self._recall(self._lines.earlier))
        self.field.later.connect(lambda: self._recall(self._lines.later))
        self.send_button.clicked.connect(self._send)
        self.close_button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID)
        row.addWidget(self.field, 1)
        row.addWidget(self.send_button)
        row.addWidget(self.close_button)

    def accepted(self) -> None:
        """What was sent has gone out: the line is empty again."""
        self._lines.sent(clean(self.field.text()))
        self.field.clear()

    def insert(self, text: str) -> None:
        """Put text where the cursor is."""
        self.field.insert(clean(text))

    def _send(self) -> None:
        self.sent.emit(clean(self.field.text()))

    def _recall(self, way) -> None:  # noqa: ANN001 - of TypedLines
        self.field.setText(way(self.field.text()))
