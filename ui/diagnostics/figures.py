"""The page's numbers, a row each: its name, its value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.diagnosis.sound_figures import DROPPED, UNDERRUN, counted
from ui import words
from ui.models.report import Facts
from ui.models.timings import Timings
from ui.theme import tokens
from ui.theme.style import font, named

translate = QCoreApplication.translate

SHORTEST = 8 * tokens.GRID

Row = tuple[str, str]

NOTHING = "\N{EN DASH}"
"""Where there is no number yet."""


class Figures(QWidget):
    """Shows rows; only what has changed is written anew."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * tokens.GRID)
        self._grid.setVerticalSpacing(tokens.GRID // 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._labels: list[tuple[QLabel, QLabel]] = []

    @property
    def rows(self) -> list[Row]:
        """What is shown."""
        return [(name.text(), value.text()) for name, value in self._labels]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; always as many."""
        while len(self._labels) < len(rows):
            name, value = named(QLabel(), "small"), QLabel()
            value.setFont(font(tokens.SMALL_STRONG))
            name.setWordWrap(True)
            name.setMinimumWidth(SHORTEST)  # a long name gives way to its number
            place = len(self._labels)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignRight)
            self._labels.append((name, value))
        for labels, row in zip(self._labels, rows, strict=True):
            for label, text in zip(labels, row, strict=True):
                if label.text() != text:
                    label.setText(text)
        self._grid.activate()  # a longer number is not cut until the next turn of the loop


def rows_of(facts: Facts, timings: Timings) -> list[Row]:
    """The numbers that say most."""
    number = QLocale().toString
    sound = facts.sound
    counts, memory = counted(facts.trace), facts.background.memory
    return [
        (translate("Diagnostics", "State"), words.mood(facts.mood)),
        (translate("Diagnostics", "First sound, last turn"), _seconds(timings.last)),
        (translate("Diagnostics", "First sound, usually"), _seconds(timings.usual)),
        (translate("Diagnostics", "Turns kept"), number(len(timings.turns))),
        (translate("Diagnostics", "Replies taken back"), number(facts.diagnosis.taken_back)),
        (translate("Diagnostics", "Replies that broke off"), number(counts[UNDERRUN])),
        (translate("Diagnostics", "Replies too long to hold"), number(counts[DROPPED])),
        (
            translate("Diagnostics", "Microphone blocks lost"),
            number(sound.dropped if sound is not None else 0),
        ),
        (
            translate("Diagnostics", "Speaker reference broken"),
            number(sound.jumps if sound is not None else 0),
        ),
        (translate("Diagnostics", "Events the window lost"), number(facts.dropped)),
        (
            translate("Diagnostics", "Memory of this process"),
            words.size(memory) if memory else NOTHING,
        ),
    ]


def _seconds(value: float | None) -> str:
    return NOTHING if value is None else words.seconds(value)
