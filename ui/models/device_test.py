"""Microphone and speaker while somebody tries them: the level, the voice, the audio check."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from app.live.events import Level
from app.sound.events import DeviceEvent
from ui.bridge.events import CouldNotOpen, Ended, SoundChecked
from ui.models.loudness import Loudness

if TYPE_CHECKING:
    from app.capture.audio_check import AudioCheck

VOICE = 0.5
"""Probability of speech from which it says that it hears a voice."""

LINGERS = 2.0
"""Seconds that it says so after the last word."""


class Phase(Enum):
    """Of the audio check."""

    UNKNOWN = auto()
    RUNNING = auto()
    KNOWN = auto()
    BROKEN_OFF = auto()


class DeviceTest:
    """Fed with every event of the session; read by the second of the first steps."""

    def __init__(self) -> None:
        self.level = Loudness()
        self.phase = Phase.UNKNOWN
        self.finding: AudioCheck | None = None
        self._voice_at: float | None = None

    def begin(self) -> None:
        """The check was asked for."""
        self.phase = Phase.RUNNING

    def recall(self, finding: AudioCheck | None) -> None:
        """What was measured earlier of the devices that are open now; None: nothing."""
        if self.phase is Phase.UNKNOWN and finding is not None:
            self.finding = finding
            self.phase = Phase.KNOWN

    def hears(self, now: float) -> bool:
        """Whether a voice was heard in the last moments before `now` (monotonic seconds)."""
        return self._voice_at is not None and now - self._voice_at <= LINGERS

    def apply(self, event: object, now: float) -> bool:
        """Take an event; whether the check has changed by it."""
        match event:
            case Level(decibels, speech):
                self.level.hear(decibels)
                if speech >= VOICE:
                    self._voice_at = now
            case SoundChecked(check):
                self.finding = check
                self.phase = Phase.KNOWN if check is not None else Phase.BROKEN_OFF
                return True
            case DeviceEvent() if self.phase is not Phase.RUNNING:
                self.finding, self.phase = None, Phase.UNKNOWN  # it was of other devices
                return True
            case CouldNotOpen() | Ended() if self.phase is Phase.RUNNING:
                self.phase = Phase.BROKEN_OFF
                return True
            case _:
                pass
        return False
