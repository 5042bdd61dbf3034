"""Microphone and speaker of a live conversation, with their threads, as one thing to open."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from app.capture.audio_check import AudioCheck
from app.capture.check_store import CheckStore
from app.capture.device_watch import DeviceSource, DeviceWatch, best_source
from app.capture.devices import DeviceList, Kind
from app.capture.echo import EchoCanceller
from app.capture.microphone import Microphone
from app.capture.reference import Reference
from app.playback.player import Player
from app.settings import AUTO, Settings
from app.sleep_watch import SleepWatch
from app.sound.events import DeviceEvent
from app.sound.keeper import DeviceKeeper
from app.sound.played_tap import PlayedTap
from app.sound.portaudio import load_portaudio
from app.sound.sides import MicrophoneSide, SpeakerSide
from app.sound.streams import DevicePort
from omni_core.media import SPEECH_RATE

ENDING_SECONDS = 5.0
"""A driver that holds a stream for longer when it is closed is left alone."""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """Which devices, and what is done to the sound.

    microphone, speaker: names, or `auto` for the system's default.
    cancel_echo: False leaves the speaker's voice in.  noise_suppression: takes steady noise out.
    """

    microphone: str = AUTO
    speaker: str = AUTO
    cancel_echo: bool = True
    noise_suppression: bool = False

    @classmethod
    def from_settings(cls, settings: Settings) -> SoundChoice:
        """What the person has set."""
        return cls(
            microphone=settings.microphone.device,
            speaker=settings.playback.device,
            cancel_echo=settings.microphone.echo_cancellation,
            noise_suppression=settings.microphone.noise_suppression,
        )


class LiveSound:
    """Use as a context manager.  `player` is stepped by whoever owns the conversation."""

    def __init__(
        self,
        choice: SoundChoice,
        tell: Callable[[DeviceEvent], None],
        *,
        checks: CheckStore | None = None,
        played: PlayedTap | None = None,
        source: DeviceSource | None = None,
    ) -> None:
        """Open nothing yet.

        tell: called from the devices' thread.
        checks: what audio checks found of pairs of devices.
        played: gets all that is played.

        Raises: UserError without PortAudio.
        """
        self._told = tell
        self._checks = checks
        self.check: AudioCheck | None = None
        """What is known of the devices that are open."""
        port = DevicePort(load_portaudio())
        self.reference = Reference()
        self.microphone = Microphone(self.reference, _canceller(choice))
        self.player = Player(SPEECH_RATE)
        self._watch = DeviceWatch(source or best_source(), self._list_changed)
        self.keeper = DeviceKeeper(
            port,
            {
                "microphone": MicrophoneSide(port, self.microphone),
                "speaker": SpeakerSide(
                    port, self.player, self.reference, self.microphone, tap=played
                ),
            },
            lambda: self._watch.devices,
            {"microphone": choice.microphone, "speaker": choice.speaker},
            idle=lambda: self.player.epoch is None,
            slept=SleepWatch().slept,
        )
        self._stopping = threading.Event()
        self._threads = (
            threading.Thread(
                target=self.keeper.run,
                args=(time.monotonic, self._tell, self._stopping),
                name="devices",
                daemon=True,
            ),
            threading.Thread(
                target=self.microphone.run, args=(self._stopping,), name="capture", daemon=True
            ),
        )

    def __enter__(self) -> LiveSound:
        self._watch.start()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self.keeper.prompt()
        for thread in self._threads:
            thread.join(ENDING_SECONDS)
        self._watch.close()

    @property
    def devices(self) -> DeviceList:
        """What there is at present."""
        return self._watch.devices

    def choose(self, kind: Kind, name: str) -> None:
        """Use the device called `name` from now on, `auto` for the system's default."""
        self.keeper.choose(kind, name)

    def prompt(self) -> None:
        """The window system says that devices have changed."""
        self._watch.prompt()

    def take_up(self, check: AudioCheck) -> None:
        """Use and keep what an audio check found of the devices that are open.

        Raises: UserError or OSError if it cannot be kept; it is used all the same.
        """
        self.check = check
        self.microphone.set_extra_delay(check.delay)
        microphone, speaker = self.keeper.device("microphone"), self.keeper.device("speaker")
        if self._checks is not None and microphone is not None and speaker is not None:
            self._checks.keep(microphone, speaker, check)

    def _tell(self, event: DeviceEvent) -> None:
        microphone, speaker = self.keeper.device("microphone"), self.keeper.device("speaker")
        if self._checks is not None and microphone is not None and speaker is not None:
            check = self.check = self._checks.find(microphone, speaker)
            self.microphone.set_extra_delay(check.delay if check else 0.0)
        self._told(event)

    def _list_changed(self) -> None:
        self.keeper.prompt()


def _canceller(choice: SoundChoice) -> EchoCanceller | None:
    """What is done to the microphone's sound; None if nothing is."""
    if not (choice.cancel_echo or choice.noise_suppression):
        return None
    return EchoCanceller(cancel_echo=choice.cancel_echo, noise_suppression=choice.noise_suppression)
