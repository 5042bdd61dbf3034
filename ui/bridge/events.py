"""What the window is told beside a session's own events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.live.events import SessionEvent
from app.sound.events import DeviceEvent
from ui.models.pictures import Thumbnail

if TYPE_CHECKING:
    from app.capture.audio_check import AudioCheck


@dataclass(frozen=True, slots=True)
class CameraNews:
    """What the camera tells: as `app.capture.camera.CameraEvent`, which brings OpenCV along."""

    happening: Literal["opened", "missing", "lost", "returned"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """What the camera showed in the turn that `epoch` answers."""

    epoch: int
    small: Thumbnail


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation can begin."""


@dataclass(frozen=True, slots=True)
class CouldNotOpen:
    """It can't, or it broke off; the sentence says why and what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SoundChecked:
    """The audio check that was asked for is over; None: it was broken off."""

    check: AudioCheck | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The session's thread has closed everything."""


DeskEvent = (
    SessionEvent
    | DeviceEvent
    | CameraNews
    | Glimpsed
    | Opened
    | CouldNotOpen
    | SoundChecked
    | Ended
)
