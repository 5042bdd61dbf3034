"""Microphone and speaker without a device: what is said goes in, at the speed of speech."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.capture.check_store import CheckStore
from app.capture.devices import Kind
from app.capture.microphone import NearBlock
from app.playback.player import Player
from app.sound.events import DeviceEvent, Happening
from app.sound.live_sound import SoundChoice
from app.sound.played_tap import PlayedTap
from omni_core.media import HEARING_RATE, SPEECH_RATE

BLOCK = HEARING_RATE // 100


class FakeSound:
    """In place of `LiveSound`: a quiet room in which `said` is spoken once the session takes.

    `finds`: what is told of the devices as they open.
    """

    def __init__(
        self,
        said: Sequence[NDArray[np.float32]] = (),
        finds: Sequence[tuple[Kind, Happening]] = (("microphone", "opened"), ("speaker", "opened")),
    ) -> None:
        self.player = Player(SPEECH_RATE)
        self.microphone = self
        self.opened = self.closed = False
        self.choice = SoundChoice()
        self.checks: CheckStore | None = None
        self._finds = finds
        self._tell: Callable[[DeviceEvent], None] = lambda event: None
        self._sound = np.concatenate([np.zeros(HEARING_RATE // 2, np.float32), *said])
        self._hiss = np.random.default_rng(3).normal(0, 3e-4, 2 * HEARING_RATE)
        self._place = 0
        self._begun: float | None = None
        self._out: Any = None

    def __call__(
        self,
        choice: SoundChoice,
        tell: Callable[[DeviceEvent], None],
        *,
        checks: CheckStore,
        played: PlayedTap | None = None,
    ) -> FakeSound:
        self.choice, self._tell, self.checks = choice, tell, checks
        self._out = None if played is None else played.attach(SPEECH_RATE)
        return self

    def __enter__(self) -> FakeSound:
        self.opened = True
        for kind, happening in self._finds:
            self._tell(DeviceEvent(kind, happening, None))
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def prompt(self) -> None: ...

    def take(self, timeout: float = 0.0) -> list[NearBlock]:
        """All blocks whose time has come; the speaker plays as many."""
        time.sleep(timeout)  # a device gives sound no sooner
        now = time.monotonic()
        self._begun = now if self._begun is None else self._begun
        blocks: list[NearBlock] = []
        while (at := self._begun + self._place / HEARING_RATE) + 0.01 <= now:
            said = np.zeros(BLOCK, np.float32)
            part = self._sound[self._place : self._place + BLOCK]
            said[: part.size] = part
            hiss = self._hiss[self._place % HEARING_RATE :][:BLOCK].astype(np.float32)
            blocks.append(NearBlock(said + hiss, said + hiss, at, 0.0, None))
            out = np.zeros(SPEECH_RATE // 100, np.float32)
            self.player.mixer.fill(out, at)
            if self._out is not None:
                self._out.offer(out, at)
            self._place += BLOCK
        return blocks
