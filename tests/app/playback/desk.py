"""A loudspeaker on a fake clock: takes a block every 10 ms, and sounds it some time later."""

from __future__ import annotations

import numpy as np

from app.playback.events import PlaybackEvent
from app.playback.player import Player
from omni_core.conversation import SpeechDelta

LATENCY = 0.04


class Desk:
    def __init__(self, rate: int = 24_000, player: Player | None = None) -> None:
        self.player = player or Player(rate)
        self.mixer = self.player.mixer
        self.rate = rate
        self.now = 100.0
        self.blocks: list[np.ndarray] = []
        self.events: list[PlaybackEvent] = []

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 100)):
            self.events += self.player.step(self.now)
            out = np.full(self.rate // 100, np.nan, np.float32)
            self.mixer.fill(out, self.now + LATENCY)
            self.blocks.append(out)
            self.now += 0.01

    def reopen(self, rate: int) -> None:
        self.mixer = self.player.attach(rate, self.now)
        self.rate = rate

    def say(self, epoch: int, samples: np.ndarray, text_end: int = 0) -> None:
        self.player.push(epoch, SpeechDelta(samples, text_end, exact=True), self.now)

    def speak(self, epoch: int, samples: np.ndarray) -> None:
        """A whole reply at once."""
        self.player.begin(epoch, self.now)
        self.say(epoch, samples, 10)
        self.player.finish(epoch)

    @property
    def heard(self) -> np.ndarray:
        return np.concatenate(self.blocks)

    @property
    def sounding(self) -> np.ndarray:
        """What was heard, from its first to its last sound."""
        where = np.flatnonzero(self.heard)
        return self.heard[where[0] : where[-1] + 1] if where.size else self.heard[:0]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]
