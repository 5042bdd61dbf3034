"""A setting on the screen: name, help, control, reset, and the sentence when a value is refused."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.setting import group_title
from ui.models.settings_page import Row, SettingsPage
from ui.sentences import in_your_language
from ui.setting_words import in_words, range_of
from ui.settings_screen.editors import editor_for
from ui.theme import tokens
from ui.theme.style import Theme, named

translate = QCoreApplication.translate


class RowView(QWidget):
    """Writes through the page; `written` after a value was kept."""

    written = Signal(str)

    def __init__(self, theme: Theme, page: SettingsPage, row: Row, *, with_group: bool) -> None:
        """with_group: say which group it is of, for it stands among others."""
        super().__init__()
        self._page = page
        self.key = row.setting.key
        setting = row.setting
        name, help_text = in_words(setting.title), in_words(setting.help)
        label = named(QLabel(name), "strong")
        label.setWordWrap(True)
        if with_group:
            group = in_words(group_title(setting.group))
            help_text = translate("Settings", "{0}: {1}").format(group, help_text)
        help_label = named(QLabel(help_text), "small")
        help_label.setWordWrap(True)
        self._error = named(QLabel(), "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._editor = editor_for(row, theme)
        self._editor.widget.setAccessibleName(name)
        label.setBuddy(self._editor.widget)  # a list tells screen readers its value as its name
        self._editor.widget.setAccessibleDescription(help_text)
        self._editor.widget.setToolTip(range_of(setting))
        self._editor.edited.connect(self._edited)
        self._reset = named(QPushButton(translate("Settings", "Reset")), "flat")
        self._reset.setAccessibleName(translate("Settings", "Reset {0}").format(name))
        self._reset.clicked.connect(self._back)
        words = QVBoxLayout()
        words.setSpacing(tokens.GRID // 4)
        words.addWidget(label)
        words.addWidget(help_label)
        if row.fixed:
            note = translate("Settings", "Set for this start on the command line.")
            note_label = named(QLabel(note), "small")
            note_label.setWordWrap(True)
            words.addWidget(note_label)
        words.addWidget(self._error)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, tokens.GRID + tokens.GRID // 2, 0, tokens.GRID + 4)
        line.setSpacing(2 * tokens.GRID)
        line.addLayout(words, 1)
        line.addLayout(self._controls())
        self._show(row)

    def _controls(self) -> QVBoxLayout:
        """The reset below, where it takes no room from the words."""
        controls = QVBoxLayout()
        controls.setSpacing(tokens.GRID // 2)
        for widget in (self._editor.widget, self._reset):
            controls.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        controls.addStretch(1)
        return controls

    @property
    def refusal(self) -> str:
        """Why the last value was not taken; empty if it was."""
        return self._error.text()

    def _edited(self, text: str) -> None:
        self._after(self._page.set(self.key, text))

    def _back(self) -> None:
        self._after(self._page.reset(self.key))
        self._editor.widget.setFocus()

    def _after(self, refusal: str | None) -> None:
        self._error.setVisible(refusal is not None)
        self._error.setText(in_your_language(refusal or ""))
        if refusal is None:
            self._show(self._page.row(self.key))
            self.written.emit(self.key)

    def _show(self, row: Row) -> None:
        self._editor.show_text(row.text)
        self._reset.setVisible(row.changed)
