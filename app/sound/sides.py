"""Joins an open microphone to `Microphone`, and an open speaker to `Player` and the canceller."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.capture.devices import Device
from app.capture.microphone import Microphone
from app.capture.reference import Reference
from app.playback.player import Player
from app.sound.streams import DevicePort, Heard, OpenStream, Played


class MicrophoneSide:
    """See `app.sound.keeper.Side`."""

    def __init__(self, port: DevicePort, microphone: Microphone) -> None:
        self._port = port
        self._microphone = microphone

    def open(self, device: Device) -> OpenStream:
        """Open `device` and listen.

        Raises: CannotOpenError.
        """
        return self._port.open_microphone(device, self._microphone.attach)

    def closed(self) -> None:
        """Listen no more."""
        self._microphone.detach()


class SpeakerSide:
    """See `app.sound.keeper.Side`."""

    def __init__(
        self,
        port: DevicePort,
        player: Player,
        reference: Reference,
        microphone: Microphone | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port = port
        self._player = player
        self._reference = reference
        self._microphone = microphone
        self._clock = clock

    def open(self, device: Device) -> OpenStream:
        """Open `device` and go on playing.

        Raises: CannotOpenError.
        """

        def attach(rate: int) -> tuple[Played, Heard]:
            ring = self._reference.attach(rate)
            return self._player.attach(rate, self._clock()), ring

        stream = self._port.open_speaker(device, attach)
        if self._microphone is not None:
            self._microphone.speaker_changed()
        return stream

    def closed(self) -> None:
        """Nothing is played, so nothing echoes."""
        self._reference.detach()
