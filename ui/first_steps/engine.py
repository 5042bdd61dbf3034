"""The third step: what answers now, what it can and can't do, and what else this computer bears."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.computer import Computer
from app.engine_advice import Fit, Published
from ui import words
from ui.models.engine_step import EngineFacts
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

HEAD = 4 * tokens.GRID

Cells = tuple[str, str, str, str]
"""A row of a table."""

WIDEST = 2
"""Of its cells, the one whose head may take two lines."""


class EngineStep(QWidget):
    """Says what it knows; the facts of the computer come a moment later."""

    settings = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icons: list[tuple[QLabel, str]] = []
        self.heading = named(QLabel(translate("FirstSteps", "What answers you")), "heading")
        self.computer = named(QLabel(translate("FirstSteps", "Looking at this computer…")), "muted")
        self.starter_size = named(QLabel(), "small")
        self.verdict = named(QLabel(), "strong")
        self.needs = QGridLayout()
        self.licences = QGridLayout()
        self.set_up = named(QPushButton(translate("FirstSteps", "Engine settings")), "flat")
        self.set_up.setToolTip(translate("FirstSteps", "Leave the first steps and choose there"))
        self.set_up.clicked.connect(self.settings)
        self.starter_size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self.computer, self.starter_size, self.verdict):
            label.setWordWrap(True)
        cards = QHBoxLayout()
        cards.setSpacing(2 * tokens.GRID)
        cards.addWidget(self._starter_card(), 1)
        cards.addWidget(self._official_card(), 1)
        for grid in (self.licences, self.needs):
            grid.setHorizontalSpacing(2 * tokens.GRID)
            grid.setVerticalSpacing(tokens.GRID // 4)
        self.licences.setColumnStretch(0, 1)
        self.needs.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addWidget(self.heading)
        column.addWidget(self.computer)
        column.addSpacing(tokens.GRID)
        column.addLayout(cards)
        column.addSpacing(tokens.GRID)
        column.addWidget(
            named(QLabel(translate("FirstSteps", "What the starter engine is made of")), "strong")
        )
        column.addLayout(self.licences)
        column.addStretch(1)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def show_facts(self, facts: EngineFacts) -> None:
        """What was found."""
        self.computer.setText(computer_in_words(facts.computer))
        size = words.size(facts.size)
        self.starter_size.setText(
            translate("FirstSteps", "{0}, all here").format(size)
            if facts.complete
            else translate("FirstSteps", "{0}, in part missing").format(size)
        )
        self.verdict.setText(advice(facts))
        _fill(self.needs, [needs_head(facts), *(need(*found) for found in facts.official)])
        _fill(
            self.licences,
            [
                (
                    model.title,
                    words.size(model.size),
                    model.licence,
                    "" if model.here else translate("FirstSteps", "missing"),
                )
                for model in facts.models
            ],
        )

    def _starter_card(self) -> QFrame:
        card, column = _card()
        title = named(QLabel(translate("FirstSteps", "Starter engine")), "title")
        column.addLayout(_head(title, self.starter_size))
        column.addWidget(
            named(QLabel(translate("FirstSteps", "Answers now, on any computer")), "muted")
        )
        for icon_name, text in (
            ("check", translate("FirstSteps", "Hears, sees and speaks, in English")),
            ("check", translate("FirstSteps", "Time, timers, sums, units, what you told it")),
            ("check", translate("FirstSteps", "Names and reads what the camera shows")),
            ("close", translate("FirstSteps", "Basic: knows little, and makes up the rest")),
            ("close", translate("FirstSteps", "No other language")),
        ):
            self._add_line(column, icon_name, text)
        column.addStretch(1)
        return card

    def _official_card(self) -> QFrame:
        card, column = _card()
        column.addLayout(_head(named(QLabel("Qwen2.5-Omni"), "title"), self.set_up))
        column.addWidget(
            named(QLabel(translate("FirstSteps", "The large one, fetched by you")), "muted")
        )
        for icon_name, text in (
            ("check", translate("FirstSteps", "One model that hears, sees and speaks")),
            ("check", translate("FirstSteps", "Knows more, in English and Chinese")),
            ("close", translate("FirstSteps", "Untried here with its real weights")),
        ):
            self._add_line(column, icon_name, text)
        column.addSpacing(tokens.GRID)
        column.addWidget(self.verdict)
        column.addLayout(self.needs)
        column.addStretch(1)
        return card

    def _add_line(self, column: QVBoxLayout, icon_name: str, text: str) -> None:
        mark = QLabel()
        self._icons.append((mark, icon_name))
        label = QLabel(text)
        label.setWordWrap(True)
        can = translate("FirstSteps", "can") if icon_name == "check" else ""
        label.setAccessibleName(f"{can}: {text}" if can else text)
        line = QHBoxLayout()
        line.setSpacing(tokens.GRID)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        column.addLayout(line)

    def _draw_icons(self) -> None:
        palette, ratio = self._theme.palette, self.devicePixelRatioF()
        for label, name in self._icons:
            ink = palette.accent_text if name == "check" else palette.muted
            label.setPixmap(icon(name, ink, tokens.ICON_SMALL, ratio))
            label.setFixedHeight(tokens.BODY.line)


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = named(QFrame(), "inset")
    column = QVBoxLayout(card)
    column.setContentsMargins(*[2 * tokens.GRID] * 4)
    column.setSpacing(tokens.GRID // 2)
    return card, column


def computer_in_words(computer: Computer) -> str:
    """What this computer has."""
    memory = words.size(computer.memory)
    if computer.shared:
        return translate(
            "FirstSteps", "This computer has {0} of memory, which its graphics shares."
        ).format(memory)
    if computer.graphics is None:
        return translate(
            "FirstSteps", "This computer has {0} of memory and no graphics card that helps."
        ).format(memory)
    return translate(
        "FirstSteps", "This computer has {0} of memory and a graphics card of {1}."
    ).format(memory, words.size(computer.graphics))


def advice(facts: EngineFacts) -> str:
    """Whether the official model is something for this computer."""
    fast = [model for model, how in facts.official if how is Fit.GRAPHICS]
    if fast:
        return translate("FirstSteps", "{0} suits this computer.").format(fast[-1].name)
    slow = [model for model, how in facts.official if how is Fit.PROCESSOR]
    if slow:
        return translate(
            "FirstSteps",
            "{0} fits, but would answer slowly.",
        ).format(slow[0].name)
    return translate("FirstSteps", "Too large for this computer.")


def needs_head(facts: EngineFacts) -> Cells:
    """What the numbers of `need` are."""
    slow = any(how is Fit.PROCESSOR for _, how in facts.official)
    memory = translate("FirstSteps", "memory")
    return (
        "",
        translate("FirstSteps", "to fetch"),
        memory if slow else translate("FirstSteps", "graphics memory"),
        translate("FirstSteps", "licence"),
    )


def need(model: Published, how: Fit) -> Cells:
    """What a checkpoint takes, and its licence."""
    memory = model.wide if how is Fit.PROCESSOR else model.narrow
    size = model.name.rpartition("-")[2]
    return size, words.size(model.disk), words.size(memory), model.licence


def _head(title: QLabel, beside: QWidget) -> QHBoxLayout:
    head = QHBoxLayout()
    title.setFixedHeight(HEAD)
    head.addWidget(title, 1)
    head.addWidget(beside)
    return head


def _fill(grid: QGridLayout, rows: Sequence[Cells]) -> None:
    """Put other words into a table."""
    while (item := grid.takeAt(0)) is not None:
        item.widget().deleteLater()
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            label = named(QLabel(text), "small")
            label.setWordWrap(place == WIDEST)
            grid.addWidget(label, number, place)
