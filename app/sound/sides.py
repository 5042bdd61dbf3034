"""Joins an open microphone to `Microphone`, and an open speaker to `Player` and the canceller."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.capture.devices import Device
from app.capture.microphone import Microphone
from app.capture.reference import Reference
from app.playback.player import Player
from app.sound.played_tap import PlayedTap
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


@dataclass(frozen=True, slots=True)
class _Both:
    """Offers what is played to the canceller and to whoever keeps it."""

    reference: Heard
    tap: Heard

    def offer(self, samples: NDArray[np.float32], moment: float) -> None:
        self.reference.offer(samples, moment)
        self.tap.offer(samples, moment)


class SpeakerSide:
    """See `app.sound.keeper.Side`."""

    def __init__(
        self,
        port: DevicePort,
        player: Player,
        reference: Reference,
        microphone: Microphone | None,
        clock: Callable[[], float] = time.monotonic,
        tap: PlayedTap | None = None,
    ) -> None:
        self._tap = tap
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
            heard: Heard = self._reference.attach(rate)
            if self._tap is not None:
                heard = _Both(heard, self._tap.attach(rate))
            return self._player.attach(rate, self._clock()), heard

        stream = self._port.open_speaker(device, attach)
        if self._microphone is not None:
            self._microphone.speaker_changed()
        return stream

    def closed(self) -> None:
        """Nothing is played, so nothing echoes."""
        self._reference.detach()
