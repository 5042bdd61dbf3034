"""The number's control: with its unit, in the locale's format, and a word for what is no number."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QFontMetrics, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from app.setting import Setting
from ui import setting_words
from ui.theme import tokens
from ui.theme.style import font

NARROWEST = 16 * tokens.GRID
AROUND = 3 * tokens.GRID
"""Frame and padding, both sides together, and the cursor."""

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
        self.setKeyboardTracking(False)  # a unit changes when a number is whole, not while typing
        self.valueChanged.connect(self._show_unit)
        self._show_unit(self.value())
        self.setFixedWidth(self._needed())

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

    def validate(self, text: str, position: int) -> object:
        """Nothing at all means the word, where there is one."""
        if self._means_word(text):
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """The number that stands there; the word's place for nothing at all."""
        return self.minimum() if self._means_word(text) else super().valueFromText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """A word is overwritten as a whole."""
        super().focusInEvent(event)
        if self._word is not None and self.value() == self.minimum():
            QTimer.singleShot(0, self, self.selectAll)  # after the click has placed the cursor

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page."""
        event.ignore()

    def _needed(self) -> int:
        """Room for everything it may show, in steps of the grid."""
        ends = [
            self.prefix() + self.textFromValue(end) + self.suffix()
            for end in (self.minimum(), self.maximum())
        ]
        metrics = QFontMetrics(font(tokens.BODY))
        widest = max(map(metrics.horizontalAdvance, [*ends, self.specialValueText()]))
        return max(NARROWEST, -(-(widest + AROUND) // tokens.GRID) * tokens.GRID)

    def _means_word(self, text: str) -> bool:
        typed = text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()
        return self._word is not None and not typed

    def _show_unit(self, value: float) -> None:
        before, after = setting_words.around(self._setting, value)
        self.setPrefix(before)
        self.setSuffix(after)
