"""Where the keyboard is: shown once the keyboard is used to get there, not after every click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class KeyboardFocus:
    """One widget's; told in its focus events."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.shown = False

    def comes(self, reason: Qt.FocusReason) -> None:
        """The widget has got the focus."""
        self.shown = reason in _BY_KEYBOARD or (
            self.shown and reason is Qt.FocusReason.ActiveWindowFocusReason
        )
        self._widget.update()

    def goes(self, reason: Qt.FocusReason) -> None:
        """The widget has lost it; a window that is left has it again when it comes back."""
        if reason is not Qt.FocusReason.ActiveWindowFocusReason:
            self.shown = False
        self._widget.update()
