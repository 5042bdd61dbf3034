"""The status line: what answers, what the network is used for, how long the last turn took."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui import words
from ui.models.conversation import ConversationModel
from ui.status.waterfall import Waterfall
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate


class _Fact(QWidget):
    """A small icon and a few words."""

    def __init__(self, theme: Theme, icon_name: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon_name
        self._icon = QLabel()
        self.words = named(QLabel(), "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID - 2)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        theme.changed.connect(self._draw)
        self._draw()

    def show_as(self, icon_name: str, text: str) -> None:
        """Take another icon and other words."""
        self.words.setText(text)
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        colour = self._theme.palette.muted
        self._icon.setPixmap(icon(self._icon_name, colour, tokens.ICON_SMALL, ratio))


class StatusLine(QWidget):
    """Follows the model; what answers is said once."""

    def __init__(
        self, theme: Theme, model: ConversationModel, engine: str, parent: QWidget | None = None
    ) -> None:
        """engine: what answers, in words."""
        super().__init__(parent)
        self._model = model
        self._waterfall = Waterfall(theme, model.timings, self)
        self._engine = _Fact(theme, "chip")
        self._engine.words.setText(engine)
        self.network = _Fact(theme, "lock")
        self.context = _Fact(theme, "messages")
        self.context.setToolTip(
            translate(
                "Status",
                "Tokens of the conversation that the model holds, and how many it can hold. "
                "When it is full, the oldest parts are forgotten.",
            )
        )
        self.latency = named(QPushButton(), "flat")
        self.latency.clicked.connect(lambda: self._waterfall.open_above(self.latency))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.GRID, 0, 0, 0)
        row.setSpacing(3 * tokens.GRID)
        row.addWidget(self._engine)
        row.addWidget(self.network)
        row.addWidget(self.context)
        row.addStretch(1)
        row.addWidget(self.latency, 0, Qt.AlignmentFlag.AlignRight)
        self.follow()

    def show_engine(self, engine: str) -> None:
        """Another one answers."""
        self._engine.words.setText(engine)

    @property
    def waterfall(self) -> Waterfall:
        """What the latency opens."""
        return self._waterfall

    def follow(self) -> None:
        """Show what is reached, how full the context is, and the newest turn."""
        model = self._model
        self.network.show_as("network" if model.reached else "lock", words.network(model.reached))
        self.network.setToolTip(words.network_tip(model.reached))
        self.context.setVisible(model.context is not None)
        if model.context is not None:
            self.context.words.setText(words.context(model.context))
        last = model.timings.last
        if last is None:
            self.latency.setText(translate("Status", "No turn yet"))
            self.latency.setEnabled(False)
            return
        self.latency.setEnabled(True)
        self.latency.setText(
            translate("Status", "First sound after {0}").format(words.seconds(last))
        )
        self.latency.setToolTip(translate("Status", "Show what the wait was made of"))
