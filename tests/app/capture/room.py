"""A room with a speaker and a microphone of their own clocks, without devices."""

from __future__ import annotations

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.capture.echo import EchoCanceller
from app.capture.microphone import Microphone, NearBlock
from app.capture.reference import Reference
from tests.rig.room import Room

RATE = 48_000
PERIOD = 480
LATENCY = 0.04


def load(path, rate: int = RATE) -> NDArray[np.float32]:
    samples, own = soundfile.read(path, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(axis=1), own, rate).astype(np.float32)


def echo_of(far: NDArray[np.float32], room: Room) -> NDArray[np.float32]:
    """What the microphone hears of `far` (48 kHz) in `room`."""
    path = room.impulse_response(RATE)
    size = 1 << (far.size + path.size).bit_length()
    echo = np.fft.irfft(np.fft.rfft(far, size) * np.fft.rfft(path, size), size)
    return echo[: far.size].astype(np.float32)


class Parlour:
    """Gives both devices' callbacks in turn, as PortAudio would, on a fake clock."""

    def __init__(self, echo: EchoCanceller | None = None, extra_delay: float = 0.0) -> None:
        self.reference = Reference()
        self.microphone = Microphone(self.reference, echo)
        self.far_ring = self.reference.attach(RATE)
        self.near_ring = self.microphone.attach(RATE)
        self.microphone.set_extra_delay(extra_delay)
        self.now = 20.0
        self.blocks: list[NearBlock] = []
        self.speaker_plays = True
        self.paused = 0.0
        self._in_the_air = np.zeros(round(LATENCY * RATE), np.float32)

    def run(self, far: NDArray[np.float32], near: NDArray[np.float32]) -> list[NearBlock]:
        """Play `far` while `near` arrives: as far as time goes, sample by sample.

        What is played sounds `LATENCY` after its callback, and so `near` arrives as much later.
        """
        before = len(self.blocks)
        near = np.concatenate([self._in_the_air, near])
        self._in_the_air = near[far.size :]
        for begin in range(0, far.size - PERIOD + 1, PERIOD):
            end = begin + PERIOD
            if self.speaker_plays:
                self.far_ring.offer(far[begin:end], self.now + LATENCY + self.paused)
            self.near_ring.offer(near[begin:end], self.now)
            self.microphone.step()
            self.blocks += self.microphone.take()
            self.now += 0.01
        return self.blocks[before:]

    def pause(self, seconds: float) -> None:
        """The speaker falls silent, for its computer gave it nothing; all later sound is later."""
        self.paused += seconds
        self._in_the_air = np.concatenate(
            [self._in_the_air, np.zeros(round(seconds * RATE), np.float32)]
        )


def clean(blocks: list[NearBlock]) -> NDArray[np.float32]:
    return np.concatenate([block.samples for block in blocks])


def raw(blocks: list[NearBlock]) -> NDArray[np.float32]:
    return np.concatenate([block.raw for block in blocks])


def db(samples: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(samples**2) + 1e-12))
