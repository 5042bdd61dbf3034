"""The program's own sound on the rig's devices, with what it heard and told kept for a test."""

from __future__ import annotations

import threading
import time
from types import TracebackType

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.capture.audio_check import AudioCheck, AudioChecker
from app.capture.microphone import NearBlock
from app.playback.events import PlaybackEvent
from app.sound.events import DeviceEvent
from app.sound.live_sound import LiveSound, SoundChoice
from omni_core.conversation import SpeechDelta
from tests.rig.server import RigError

PATIENCE = 60.0
"""Seconds for what must happen: far more than a busy machine needs, so that only hanging fails."""


def load(path, rate: int) -> NDArray[np.float32]:
    """A recording as mono float32 [n] at `rate`."""
    samples, own = soundfile.read(path, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(axis=1), own, rate).astype(np.float32)


class Listener:
    """Use as a context manager: a `LiveSound` whose microphone is taken from all the time."""

    def __init__(self, choice: SoundChoice | None = None) -> None:
        self.told: list[DeviceEvent] = []
        self.playback: list[PlaybackEvent] = []
        self.blocks: list[NearBlock] = []
        self.sound = LiveSound(choice or SoundChoice(), self._tell)
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._epoch = 0
        self._checker: AudioChecker | None = None
        self._check: AudioCheck | None = None

    def __enter__(self) -> Listener:
        self.sound.__enter__()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join()
        self.sound.__exit__(kind, error, trace)

    def play(self, speech: NDArray[np.float32]) -> int:
        """Begin a reply of `speech` (24 kHz); its epoch."""
        self._epoch += 1
        now = time.monotonic()
        self.sound.player.begin(self._epoch, now)
        self.sound.player.push(self._epoch, SpeechDelta(speech, 1, exact=True), now)
        self.sound.player.finish(self._epoch)
        return self._epoch

    def check(self) -> AudioCheck:
        """Make an audio check and use its result."""
        self._check = None
        self._checker = AudioChecker(self.sound.player, time.monotonic())
        self.await_that(lambda: self._check is not None, "the audio check does not end")
        if self._check is None:
            raise RigError("The audio check has no result.")
        self.sound.take_up(self._check)
        return self._check

    def await_played(self, epoch: int, seconds: float) -> None:
        """Return when a reply has sounded to its end."""
        self.await_that(
            lambda: any(
                type(event).__name__ == "ReplyPlayed" and event.epoch == epoch
                for event in self.playback
            ),
            f"reply {epoch} did not end",
            seconds,
        )

    def await_told(self, kind: str, happening: str, since: int = 0) -> DeviceEvent:
        """The first such event after the first `since` of them."""

        def found() -> list[DeviceEvent]:
            told = self.told[since:]
            return [e for e in told if (e.kind, e.happening) == (kind, happening)]

        self.await_that(lambda: bool(found()), f"nothing was told of the {kind}: {happening}")
        return found()[0]

    def await_heard(self, seconds: float) -> None:
        """Return when the microphone has brought as much more sound."""
        wanted = len(self.blocks) + round(seconds * 100)
        self.await_that(lambda: len(self.blocks) >= wanted, "the microphone is dead", seconds)

    def await_that(self, happened, otherwise: str, seconds: float = 0.0) -> None:
        """Return when `happened()` after some event."""
        with self._changed:
            if not self._changed.wait_for(happened, PATIENCE + seconds):
                raise RigError(otherwise)

    def raw(self) -> NDArray[np.float32]:
        """All that was heard, 16 kHz."""
        return np.concatenate([block.raw for block in self.blocks])

    def clean(self) -> NDArray[np.float32]:
        """The same without the echo."""
        return np.concatenate([block.samples for block in self.blocks])

    def _tell(self, event: DeviceEvent) -> None:
        with self._changed:
            self.told.append(event)
            self._changed.notify_all()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            blocks = self.sound.microphone.take(0.02)
            events = self.sound.player.step(time.monotonic())
            if self._checker is not None and self._check is None:
                self._check = self._checker.step(time.monotonic(), blocks, events)
            with self._changed:
                self.blocks += blocks
                self.playback += events
                self._changed.notify_all()
