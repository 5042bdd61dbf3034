"""One control a kind of setting: a switch, a list, a number, a line, or a few lines."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.setting import Setting
from app.settings import MAX_PERSONA
from ui import setting_words
from ui.models.settings_page import Row
from ui.settings_screen.number_box import NumberBox
from ui.settings_screen.switch import Switch
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme

WIDTH = 29 * tokens.GRID
TEXT_LINES = 4


class Editor(QObject):
    """A control and its value as people type it; `edited` when the person is done with it."""

    edited = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def show_text(self, text: str) -> None:
        """Show this value, without telling."""
        raise NotImplementedError


class _Control(Protocol):
    def __call__(self, setting: Setting, theme: Theme) -> Editor: ...


def editor_for(row: Row, theme: Theme) -> Editor:
    """The control that fits a setting's declaration."""
    made = _kind(row.setting)(row.setting, theme)
    made.show_text(row.text)
    made.widget.setEnabled(not row.fixed)
    return made


def _kind(setting: Setting) -> _Control:
    if isinstance(setting.default, bool):
        return _SwitchEditor
    if setting.choices:
        return _ChoiceEditor
    if setting.minimum is not None and setting.maximum is not None:
        return _NumberEditor
    return _LinesEditor if setting.longest == MAX_PERSONA else _LineEditor


class _SwitchEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        self._switch = Switch(theme)
        super().__init__(self._switch)
        self._switch.toggled.connect(lambda on: self.edited.emit("true" if on else "false"))

    def show_text(self, text: str) -> None:
        with QSignalBlocker(self._switch):
            self._switch.setChecked(text == "true")


class _ChoiceEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:
        self._list = CalmComboBox(theme)
        for choice in setting.choices:
            self._list.addItem(setting_words.in_words(setting.label(choice)), choice)
        super().__init__(self._list)
        self._list.setFixedWidth(WIDTH)
        self._list.activated.connect(lambda row: self.edited.emit(self._list.itemData(row)))

    def show_text(self, text: str) -> None:
        self._list.setCurrentIndex(self._list.findData(text))


class _NumberEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        self._box = NumberBox(setting)
        super().__init__(self._box)
        self._shown, self._showing = "", False
        # Assistive programs set the value without ever editing it, as they toggle a switch.
        self._box.valueChanged.connect(lambda _: self._done())
        self._box.editingFinished.connect(self._done)

    def show_text(self, text: str) -> None:
        self._showing = True
        self._box.show_text(text)
        self._shown, self._showing = self._box.text_value, False

    def _done(self) -> None:
        if self._showing:
            return
        if self._box.text_value != self._shown:  # a kept value may have more decimals than shown
            self._shown = self._box.text_value
            self.edited.emit(self._shown)


class _LineEditor(Editor):
    """A value with a label shows as an empty line with the label behind."""

    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setFixedWidth(WIDTH)
        if setting.longest is not None:
            self._line.setMaxLength(setting.longest)
        self._unsaid = setting.labels[0][0] if setting.labels else ""
        self._line.setPlaceholderText(setting_words.in_words(setting.label(self._unsaid)))
        self._line.editingFinished.connect(
            lambda: self.edited.emit(self._line.text() or self._unsaid)
        )

    def show_text(self, text: str) -> None:
        self._line.setText("" if text == self._unsaid else text)
        self._line.setCursorPosition(0)


class _LinesEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        self._lines = _Lines()
        super().__init__(self._lines)
        self._lines.setTabChangesFocus(True)
        self._lines.setFixedSize(WIDTH, TEXT_LINES * tokens.BODY.line + 2 * tokens.GRID)
        self._lines.left.connect(lambda: self.edited.emit(self._lines.toPlainText()))

    def show_text(self, text: str) -> None:
        self._lines.setPlainText(text)


class _Lines(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()


class CalmComboBox(QComboBox):
    """The wheel scrolls the page and changes no value on the way; its arrow is ours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it, and the arrow."""
        super().paintEvent(event)
        size = tokens.ICON_SMALL
        arrow = icon("down", self._theme.palette.muted, size, self.devicePixelRatioF())
        painter = QPainter(self)
        end = self.width() - size - tokens.GRID
        left = tokens.GRID if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else end
        at = QPointF(left, (self.height() - size) / 2)
        painter.drawPixmap(at, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page."""
        event.ignore()
