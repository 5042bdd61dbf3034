"""The number's control: with its unit, in the locale's format, and a word for what is no number."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from app.setting import Setting
from ui import setting_words
from ui.theme import tokens

WIDTH = 18 * tokens.GRID
KEPT_DECIMALS = 4
"""Of a value in the file, for a share is shown in percent."""


class NumberBox(QDoubleSpinBox):
    """Shows and gives values as people type them: `0.5`, `auto`.

    The wheel scrolls the page and changes no value on the way.
    """

    def __init__(self, setting: Setting) -> None:
        """setting: a number with bounds, which may have one value that is none, such as `auto`."""
        super().__init__()
        self._setting = setting
        self._scale = setting_words.scale(setting)
        low, high = setting.minimum or 0, setting.maximum or 0
        self._word = setting.labels[0][0] if setting.labels else None
        if self._word is not None:
            low -= 1  # the place of the word
            self.setSpecialValueText(setting_words.in_words(setting.label(self._word)))
        self.setDecimals(0 if setting.whole else setting_words.MOST_DECIMALS)
        self.setRange(low * self._scale, high * self._scale)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setGroupSeparatorShown(True)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFixedWidth(WIDTH)
        self.valueChanged.connect(self._show_unit)
        self._show_unit(self.value())

    @property
    def text_value(self) -> str:
        """The value as people type it."""
        if self._word is not None and self.value() == self.minimum():
            return self._word
        if self._setting.whole:
            return str(round(self.value()))
        return str(round(self.value() / self._scale, KEPT_DECIMALS))

    def show_text(self, text: str) -> None:
        """Show this value."""
        self.setValue(self.minimum() if text == self._word else float(text) * self._scale)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """No more decimals than it needs."""
        return setting_words.number(value, self.locale())

    def fixup(self, text: str) -> str:
        """Nothing at all means the word, where there is one."""
        if self._word is not None and not any(letter.isdigit() for letter in text):
            return self.specialValueText()
        return super().fixup(text)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """A word is overwritten as a whole."""
        super().focusInEvent(event)
        if self._word is not None and self.value() == self.minimum():
            QTimer.singleShot(0, self.selectAll)  # after the click has placed the cursor

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page."""
        event.ignore()

    def _show_unit(self, value: float) -> None:
        before, after = setting_words.around(self._setting, value)
        self.setPrefix(before)
        self.setSuffix(after)
