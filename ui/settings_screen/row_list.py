"""The settings of a group or of a search, one below the other.

A row takes some milliseconds and the longest group has forty: they are made, and taken away, one
in a turn of the event loop, so that the window goes on with everything else meanwhile.
"""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.models.settings_page import Row, SettingsPage
from ui.settings_screen.row_view import RowView
from ui.settings_screen.stack import Stack
from ui.theme import tokens
from ui.theme.style import Theme, named, separator

translate = QCoreApplication.translate


class RowList(Stack):
    """`written` after a value was kept."""

    written = Signal(str)

    def __init__(
        self, theme: Theme, page: SettingsPage, rows: list[Row], *, searched: bool
    ) -> None:
        """searched: they are of several groups, so each says its own."""
        super().__init__(2 * tokens.GRID)
        self.setObjectName("plain")
        self._theme, self._page, self._searched = theme, page, searched
        self._to_come = list(zip(chain([None], rows), rows, strict=False))
        self.views: list[RowView] = []
        """Those that are made, from the top."""
        if not rows:
            nothing = named(QLabel(translate("Settings", "No setting is called that.")), "muted")
            nothing.setContentsMargins(0, 2 * tokens.GRID, 0, 0)
            self.add(nothing)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._make_one)
        self._make_one()  # so that the first picture of the list shows one
        self._turn.start()

    @property
    def whole(self) -> bool:
        """Whether every row is made."""
        return not self._to_come

    def leave(self) -> None:
        """Make room for another list, and delete this one row by row."""
        self._to_come.clear()
        self.hide()  # the keyboard goes elsewhere, and what is being typed is kept
        self._turn.timeout.disconnect(self._make_one)
        self._turn.timeout.connect(self._delete_one)
        self._turn.start()

    def _make_one(self) -> None:
        if not self._to_come:
            self._turn.stop()
            return
        before, row = self._to_come.pop(0)
        fine = row.setting.fine and not self._searched
        if fine and not (before is not None and before.setting.fine):
            self.add(_fine_heading())
        elif before is not None:
            self.add(separator())
        view = RowView(self._theme, self._page, row, with_group=self._searched)
        view.written.connect(self.written)
        self.views.append(view)
        self.add(view)

    def _delete_one(self) -> None:
        part = self.take_last()
        if part is not None:
            part.deleteLater()
        else:
            self._turn.stop()
            self.deleteLater()


def _fine_heading() -> QWidget:
    heading = named(QWidget(), "plain")
    advice = named(
        QLabel(
            translate(
                "Settings",
                "These were chosen with care; change one only if something keeps going wrong.",
            )
        ),
        "small",
    )
    advice.setWordWrap(True)
    column = QVBoxLayout(heading)
    column.setContentsMargins(0, 3 * tokens.GRID, 0, tokens.GRID)
    column.setSpacing(tokens.GRID // 2)
    column.addWidget(named(QLabel(translate("Settings", "Fine tuning")), "title"))
    column.addWidget(advice)
    return heading
