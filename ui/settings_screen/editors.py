"""One control a kind of setting: a switch, a list, a number, a line, or a few lines."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from app.setting import Setting
from app.settings import MAX_PERSONA
from ui.models.settings_page import Row
from ui.settings_screen.switch import Switch
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme

WIDTH = 29 * tokens.GRID
TEXT_LINES = 4
DECIMALS = 2


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
    number = isinstance(setting.default, int | float)
    if number and setting.minimum is not None and setting.maximum is not None:
        return _NumberEditor
    return _LinesEditor if f"to {MAX_PERSONA} " in setting.range else _LineEditor


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
        self._list = _CalmComboBox(theme)
        self._list.addItems(setting.choices)
        super().__init__(self._list)
        self._list.setFixedWidth(WIDTH)
        self._list.textActivated.connect(self.edited)

    def show_text(self, text: str) -> None:
        self._list.setCurrentText(text)


class _NumberEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        whole = isinstance(setting.default, int)
        low, high = setting.minimum or 0, setting.maximum or 0
        if whole:
            box: QSpinBox | QDoubleSpinBox = _CalmSpinBox()
            box.setRange(int(low), int(high))  # type: ignore[arg-type]
        else:
            box = _CalmDoubleSpinBox()
            box.setDecimals(DECIMALS)
            box.setRange(low, high)  # type: ignore[arg-type]
            box.setSingleStep((high - low) / 20 if high - low <= DECIMALS else 0.5)
        self._box = box
        self._whole = whole
        box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        super().__init__(box)
        box.setFixedWidth(WIDTH // 2)
        # Assistive programs set the value without ever editing it, as they toggle a switch.
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _: self.edited.emit(self._text()))

    def _text(self) -> str:
        value = self._box.value()
        return str(value) if self._whole else str(round(value, DECIMALS))

    def show_text(self, text: str) -> None:
        with QSignalBlocker(self._box):
            if isinstance(self._box, QSpinBox):
                self._box.setValue(int(text))
            else:
                self._box.setValue(float(text))


class _LineEditor(Editor):
    def __init__(self, setting: Setting, theme: Theme) -> None:  # noqa: ARG002 - as all
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setFixedWidth(WIDTH)
        self._line.editingFinished.connect(lambda: self.edited.emit(self._line.text()))

    def show_text(self, text: str) -> None:
        self._line.setText(text)
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


class _CalmComboBox(QComboBox):
    """The wheel scrolls the page and changes no value on the way; its arrow is ours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        size = tokens.ICON_SMALL
        arrow = icon("down", self._theme.palette.muted, size, self.devicePixelRatioF())
        painter = QPainter(self)
        at = QPointF(self.width() - size - tokens.GRID, (self.height() - size) / 2)
        painter.drawPixmap(at, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class _CalmSpinBox(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class _CalmDoubleSpinBox(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()
