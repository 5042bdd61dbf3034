"""The conversation: stage and bar on the left, the list on the right, the status below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.asking.ask_area import AskArea
from ui.bar.bar import Bar
from ui.conversation.panel import ConversationPanel
from ui.models.conversation import ConversationModel, Part
from ui.stage.stage import Stage
from ui.status.line import StatusLine
from ui.theme import tokens
from ui.theme.style import Theme

PANEL_SHARE = 0.31


class ConversationScreen(QWidget):
    """Shows one conversation's model; `show_parts` after every change."""

    def __init__(
        self,
        theme: Theme,
        model: ConversationModel,
        engine: str,
        loudness: Callable[[float], float],
    ) -> None:
        """engine: what answers, in words.  loudness: of this moment, 0..1."""
        super().__init__()
        self.setObjectName("screen")
        self._model = model
        self.stage = Stage(theme, model, loudness)
        self.asking = AskArea(theme, model)
        self.bar = Bar(theme)
        self.panel = ConversationPanel(theme, model.transcript)
        self.status = StatusLine(theme, model, engine)
        left = QVBoxLayout()
        left.setSpacing(2 * tokens.GRID)
        left.addWidget(self.stage, 1)
        left.addWidget(self.asking)
        left.addWidget(self.bar)
        top = QHBoxLayout()
        top.setSpacing(2 * tokens.GRID)
        top.addLayout(left, 1)
        top.addWidget(self.panel)
        column = QVBoxLayout(self)
        margin = 2 * tokens.GRID
        column.setContentsMargins(margin, margin, margin, tokens.GRID)
        column.setSpacing(tokens.GRID)
        column.addLayout(top, 1)
        column.addWidget(self.status)
        self.show_parts(frozenset(Part))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The list takes its share."""
        super().resizeEvent(event)
        narrow, wide = tokens.PANEL_WIDTHS
        self.panel.setFixedWidth(max(narrow, min(wide, round(self.width() * PANEL_SHARE))))

    def show_parts(self, parts: frozenset[Part]) -> None:
        """Show what has changed."""
        if parts & {Part.MOOD, Part.DEVICES}:
            self.stage.follow()
        elif parts & {Part.CAPTIONS, Part.CONTROLS}:
            self.stage.follow_captions()
        if Part.MESSAGES in parts:
            first = self._model.taken()
            if first is not None:
                self.panel.follow(first)
        if parts & {Part.CONTROLS, Part.MOOD, Part.DEVICES}:
            self.bar.follow(self._model)
        if parts & {Part.TIMINGS, Part.STATUS}:
            self.status.follow()
        if parts & {Part.PICTURES, Part.CONTROLS, Part.MOOD}:
            self.asking.follow()
