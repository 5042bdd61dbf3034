"""What the window says, in the person's language: every sentence of it stands here.

Those of the program itself (a lost device, a timer) are declared where it says them, see
`ui.sentences`, and those of the settings in their declarations, see `ui.setting_words`.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from app.live.events import ContextUse
from app.network import Reached
from ui.models.devices import Kind
from ui.models.mood import Mood
from ui.models.pictures import Thumbnail
from ui.models.timings import Stage
from ui.models.transcript import Delivery, Speaker

translate = QCoreApplication.translate

GIGABYTE, MEGABYTE = 1_000_000_000, 1_000_000


def mood(value: Mood, *, hears: bool = True) -> str:
    """What the assistant is doing, below its face; hears: the microphone is there and on."""
    if value is Mood.IDLE and not hears:
        return translate("Mood", "Not listening")
    return {
        Mood.OPENING: translate("Mood", "Getting ready"),
        Mood.ASLEEP: translate("Mood", "Asleep"),
        Mood.IDLE: translate("Mood", "Ready"),
        Mood.HEARING: translate("Mood", "Listening"),
        Mood.THINKING: translate("Mood", "Thinking"),
        Mood.SPEAKING: translate("Mood", "Speaking"),
        Mood.HELD: translate("Mood", "Paused"),
        Mood.FAILED: translate("Mood", "Not running"),
    }[value]


def hint(value: Mood, *, muted: bool, hears: bool) -> str:
    """What the person can do now; where a device is missing the card says it."""
    if value is Mood.IDLE and muted:
        return translate("Hint", "The microphone is off. Turn it on to talk.")
    if not hears:
        return ""
    return {
        Mood.OPENING: translate("Hint", "The models are being loaded."),
        Mood.ASLEEP: translate("Hint", "Say “Hey Visavis”, or press Wake."),
        Mood.IDLE: translate("Hint", "Just start talking."),
        Mood.HEARING: "",
        Mood.THINKING: "",
        Mood.SPEAKING: translate("Hint", "Talk to interrupt."),
        Mood.HELD: translate("Hint", "Go on, I am listening."),
        Mood.FAILED: "",
    }[value]


def clock(at: datetime) -> str:
    """The time of day, as the person's country writes it."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def speaker(value: Speaker) -> str:
    """Whose message it is."""
    return {
        Speaker.PERSON: translate("Speaker", "You"),
        Speaker.VISAVIS: translate("Speaker", "Visavis"),
        Speaker.PROGRAM: translate("Speaker", "Notice"),
    }[value]


def delivery(value: Delivery) -> str:
    """What became of a message, where that must be said."""
    return {
        Delivery.COMING: translate("Delivery", "speaking"),
        Delivery.WHOLE: "",
        Delivery.CUT: translate("Delivery", "interrupted"),
        Delivery.SILENT: translate("Delivery", "not spoken"),
    }[value]


def stage(value: Stage) -> str:
    """A part of the wait."""
    return {
        Stage.NOTICED: translate("Timings", "Silence noticed, reply begun"),
        Stage.CONFIRMED: translate("Timings", "End of turn confirmed"),
        Stage.SOUNDED: translate("Timings", "First sound"),
    }[value]


def seconds(value: float) -> str:
    """A duration: `0.62 s`."""
    written = QLocale().toString(value, "f", 2)  # type: ignore[call-overload]  # PySide lacks it
    return translate("Timings", "{0} s").format(written)


def picture(small: Thumbnail) -> str:
    """What a picture is called."""
    return small.name or translate("Showing", "the pasted picture")


def pictures(shown: tuple[Thumbnail, ...]) -> str:
    """What was shown with a message; empty for nothing, and what the camera saw goes unsaid."""
    names = [picture(small) for small in shown if not small.glimpse]
    return translate("Showing", "Shown: {0}").format(", ".join(names)) if names else ""


def network(reached: tuple[Reached, ...]) -> str:
    """What the network is used for."""
    if not reached:
        return translate("Status", "Network: none")
    return translate("Status", "Network: camera at {0}").format(reached[0].host)


def network_tip(reached: tuple[Reached, ...]) -> str:
    """The same in a sentence."""
    if not reached:
        return translate("Status", "Everything happens on this computer; nothing is sent.")
    return translate(
        "Status", "Pictures are fetched from the camera at {0}; nothing else leaves this computer."
    ).format(", ".join(one.host for one in reached))


def context(use: ContextUse) -> str:
    """How full the engine's memory of the conversation is."""
    used, limit = (QLocale().toString(number) for number in (use.used, use.limit))
    return translate("Status", "Context {0} / {1}").format(used, limit)


def trouble(kind: Kind, *, screen: bool = False) -> str:
    """The heading of a device's trouble; screen: it is the camera that is looked through."""
    if kind == "camera" and screen:
        return translate("Trouble", "No picture of the screen")
    return {
        "microphone": translate("Trouble", "No microphone"),
        "speaker": translate("Trouble", "No speaker"),
        "camera": translate("Trouble", "No camera"),
    }[kind]


def size(value: int) -> str:
    """Bytes as people count them: `12.2 GB`, `492 MB`."""
    if value >= GIGABYTE:
        written = QLocale().toString(value / GIGABYTE, "f", 1)  # type: ignore[call-overload]
        return translate("Size", "{0} GB").format(written)
    return translate("Size", "{0} MB").format(QLocale().toString(round(value / MEGABYTE)))
