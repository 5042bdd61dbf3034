"""Microphone, speaker and camera: whether each is there, and what to do if not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from app.sound.events import DeviceEvent
from ui.bridge.events import CameraNews

Kind = Literal["microphone", "speaker", "camera"]


class Standing(Enum):
    """Of one device."""

    UNKNOWN = auto()
    THERE = auto()
    MISSING = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A device that cannot be used, and the sentence that says what to do."""

    kind: Kind
    sentence: str


_STANDING = {
    "opened": Standing.THERE,
    "changed": Standing.THERE,
    "returned": Standing.THERE,
    "call quality": Standing.THERE,
    "lost": Standing.MISSING,
    "missing": Standing.REFUSED,
    "busy": Standing.REFUSED,
}


class Devices:
    """What is known of each."""

    def __init__(self) -> None:
        self._standing: dict[Kind, Standing] = {}
        self._sentences: dict[Kind, str] = {}

    def apply(self, event: object) -> bool:
        """Take an event; whether it was one of ours."""
        match event:
            case DeviceEvent(kind, happening, _):
                self._take(kind, happening, event.sentence)
            case CameraNews(happening, sentence):
                self._take("camera", happening, sentence)
            case _:
                return False
        return True

    def forget(self, kind: Kind) -> None:
        """It is not wanted any more."""
        self._standing.pop(kind, None)
        self._sentences.pop(kind, None)

    def standing(self, kind: Kind) -> Standing:
        """How it is with a device."""
        return self._standing.get(kind, Standing.UNKNOWN)

    def sentence(self, kind: Kind) -> str:
        """What a device wants of the person; empty if nothing."""
        return self._sentences.get(kind, "")

    def trouble(self) -> Trouble | None:
        """The worst one: without a microphone nothing goes, without a speaker little."""
        for kind in ("microphone", "speaker", "camera"):
            if kind in self._sentences:
                return Trouble(kind, self._sentences[kind])
        return None

    def _take(self, kind: Kind, happening: str, sentence: str) -> None:
        standing = _STANDING[happening]
        self._standing[kind] = standing
        if standing is Standing.THERE:
            self._sentences.pop(kind, None)
        else:
            self._sentences[kind] = sentence
