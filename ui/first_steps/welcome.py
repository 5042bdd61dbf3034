"""The first step: what Visavis is, and what stays on this machine."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.models.mood import Mood
from ui.stage.presence_view import PresenceView
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

translate = QCoreApplication.translate

FACE = 20 * tokens.GRID


class WelcomeStep(QWidget):
    """A face, a heading, three facts."""

    def __init__(self, theme: Theme, loudness: Callable[[float], float], *, keeps: bool) -> None:
        """loudness: of this moment, 0..1.  keeps: conversations are kept, as the person has set."""
        super().__init__()
        self._theme = theme
        self._icons: list[tuple[QLabel, str]] = []
        self.face = PresenceView(theme, loudness)
        self.face.setFixedSize(FACE, FACE)
        self.heading = named(QLabel(translate("FirstSteps", "Hello, I am Visavis")), "heading")
        about = named(QLabel(translate("FirstSteps", "Someone to talk to, face to face.")), "muted")
        centre = Qt.AlignmentFlag.AlignHCenter
        top = QVBoxLayout()
        top.setSpacing(tokens.GRID // 2)
        top.addWidget(self.face, 0, centre)
        top.addWidget(self.heading, 0, centre)
        top.addWidget(about, 0, centre)
        facts = QGridLayout()
        facts.setHorizontalSpacing(2 * tokens.GRID)
        facts.setVerticalSpacing(2 * tokens.GRID)
        facts.setColumnStretch(1, 1)
        kept = (
            translate(
                "FirstSteps",
                "Conversations are kept as text on this computer, as you have set. No sound is, "
                "and the settings can delete it all.",
            )
            if keeps
            else translate(
                "FirstSteps",
                "A conversation is forgotten when it ends, unless you ask for a history in the "
                "settings. The camera is off until you turn it on.",
            )
        )
        rows = (
            (
                "talk",
                translate("FirstSteps", "Just talk"),
                translate(
                    "FirstSteps",
                    "I listen, answer aloud, and you may interrupt me at any time. With the camera "
                    "on I see what you show me. You can try it right now.",
                ),
            ),
            (
                "lock",
                translate("FirstSteps", "It stays on this computer"),
                translate(
                    "FirstSteps",
                    "Models on this computer do all of the hearing, seeing and speaking. Nothing "
                    "is sent anywhere, and there is no account. The network is used only to fetch "
                    "models you ask for.",
                ),
            ),
            ("messages", translate("FirstSteps", "Nothing is kept unasked"), kept),
        )
        for number, row in enumerate(rows):
            self._add(facts, number, *row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * tokens.GRID)
        column.addStretch(1)
        column.addLayout(top)
        column.addSpacing(tokens.GRID)
        column.addLayout(facts)
        column.addStretch(2)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def show_mood(self, mood: Mood) -> None:
        """What the assistant is doing meanwhile."""
        self.face.show_mood(mood)

    def _add(self, facts: QGridLayout, row: int, icon_name: str, name: str, text: str) -> None:
        picture = QLabel()
        self._icons.append((picture, icon_name))
        words = QVBoxLayout()
        words.setSpacing(tokens.GRID // 4)
        words.addWidget(named(QLabel(name), "strong"))
        label = named(QLabel(text), "muted")
        label.setWordWrap(True)
        words.addWidget(label)
        facts.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
        facts.addLayout(words, row, 1)

    def _draw_icons(self) -> None:
        for label, name in self._icons:
            ink = self._theme.palette.accent_text
            label.setPixmap(icon(name, ink, tokens.ICON, self.devicePixelRatioF()))
