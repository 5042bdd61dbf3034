"""What the audio check has found, in plain words: a mark, a verdict, advice, the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.models.device_test import DeviceTest, Phase
from ui.theme import tokens
from ui.theme.icons import icon
from ui.theme.style import Theme, named

if TYPE_CHECKING:
    from app.capture.audio_check import AudioCheck

translate = QCoreApplication.translate

FINE = ("good", "separate")


class Finding(QWidget):
    """Follows the test."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self._icon = QLabel()
        self.verdict = named(QLabel(), "strong")
        self.advice = named(QLabel(), "muted")
        self.numbers = named(QLabel(), "small")
        for label in (self.verdict, self.advice, self.numbers):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(tokens.GRID // 4)
        words.addWidget(self.verdict)
        words.addWidget(self.advice)
        words.addWidget(self.numbers)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self._draw)

    def follow(self, test: DeviceTest) -> None:
        """Say how it stands."""
        found = test.finding if test.phase is Phase.KNOWN else None
        if found is not None:
            verdict, advice = in_words(found.verdict)
            self._say("check" if found.verdict in FINE else "warning", verdict, advice)
            self.numbers.setText(numbers(found))
        elif test.phase is Phase.RUNNING:
            self._say(
                "speaker",
                translate("SoundCheck", "You will hear a chime"),
                translate("SoundCheck", "Be quiet for three seconds."),
            )
        elif test.phase is Phase.BROKEN_OFF:
            self._say(
                "warning",
                translate("SoundCheck", "The check was broken off"),
                translate("SoundCheck", "Try it again in a moment."),
            )
        else:
            self._say(
                "",
                "",
                translate(
                    "SoundCheck",
                    "A short chime shows whether I can hear you while I am speaking.",
                ),
            )
        self.numbers.setVisible(found is not None)

    def _say(self, icon_name: str, verdict: str, advice: str) -> None:
        self._icon_name = icon_name
        self._icon.setVisible(bool(icon_name))
        self.verdict.setVisible(bool(verdict))
        self.verdict.setText(verdict)
        self.advice.setText(advice)
        self.setAccessibleName(" ".join(part for part in (verdict, advice) if part))
        self._draw()

    def _draw(self) -> None:
        if not self._icon_name:
            return
        palette = self._theme.palette
        ink = palette.danger_text if self._icon_name == "warning" else palette.accent_text
        self._icon.setPixmap(icon(self._icon_name, ink, tokens.ICON, self.devicePixelRatioF()))


def in_words(verdict: str) -> tuple[str, str]:
    """A verdict of the audio check, and what to do about it."""
    return {
        "good": (
            translate("SoundCheck", "Your speakers are fine for hands-free"),
            translate("SoundCheck", "I hear you over my own voice, so you can interrupt me."),
        ),
        "separate": (
            translate("SoundCheck", "Nothing of my voice comes back"),
            translate("SoundCheck", "As with headphones, which is best of all."),
        ),
        "loud": (
            translate("SoundCheck", "The speaker is very loud at the microphone"),
            translate("SoundCheck", "Turn it down or move the two apart, then check again."),
        ),
        "noisy": (
            translate("SoundCheck", "The room is noisy"),
            translate(
                "SoundCheck",
                "Move the microphone closer, or turn noise suppression on in the settings.",
            ),
        ),
        "dead": (
            translate("SoundCheck", "The microphone gives no sound"),
            translate(
                "SoundCheck",
                "See whether it is muted, and whether the system's privacy settings allow it.",
            ),
        ),
    }[verdict]


def numbers(found: AudioCheck) -> str:
    """What was measured: the noise of the room, and the echo if there is one."""
    if found.verdict == "dead":
        return ""
    noise = translate("SoundCheck", "Noise {0} dB").format(_whole(found.noise_db))
    if found.return_loss_db is None:
        return noise
    echo = translate("SoundCheck", "echo {0} dB fainter, {1} ms late").format(
        _whole(found.return_loss_db), _whole(1000 * found.delay)
    )
    return f"{noise} · {echo}"


def _whole(value: float) -> str:
    return QLocale().toString(round(value))
