"""What a live session needs of the parts that it joins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Action, SpeechDelta


class Block(Protocol):
    """A piece of the microphone's sound, without the echo."""

    @property
    def samples(self) -> NDArray[np.float32]:
        """float32 [n], mono, 16 kHz, -1..1."""
        ...

    @property
    def time(self) -> float:
        """Monotonic seconds of the first sample."""
        ...


class Microphone(Protocol):
    """Where the person's sound comes from."""

    def take(self, timeout: float = 0.0) -> Sequence[Block]:
        """All blocks that wait, oldest first; waits up to `timeout` seconds for the first."""
        ...


class Camera(Protocol):
    """Where pictures come from."""

    def newest(self) -> NDArray[np.uint8] | None:
        """The newest frame, uint8 [H, W, 3] RGB; None without one."""
        ...


class TextReach(Protocol):
    """How far into its text a reply has sounded, in characters."""

    @property
    def spoken(self) -> int:
        """To here at least."""
        ...

    @property
    def speaking(self) -> int:
        """To the end of the piece that sounds just now."""
        ...

    @property
    def estimate(self) -> int:
        """The likeliest character."""
        ...


class Played(Protocol):
    """How far a reply has sounded."""

    @property
    def sample(self) -> int:
        """Samples of its speech, 24 kHz."""
        ...

    @property
    def text(self) -> TextReach:
        """The same in characters."""
        ...


class Player(Protocol):
    """Where replies sound; see `app.playback.player.Player`."""

    def begin(self, epoch: int, now: float, *, held: bool = False) -> None:
        """A reply begins, silent while `held`."""
        ...

    def push(self, epoch: int, delta: SpeechDelta, now: float) -> bool:
        """Speech has come."""
        ...

    def finish(self, epoch: int) -> bool:
        """All of it has come."""
        ...

    def release(self, epoch: int) -> None:
        """It may sound."""
        ...

    def duck(self, *, ducked: bool) -> None:
        """Lower it, or raise it again."""
        ...

    def pause(self, now: float) -> Played | None:
        """Hold it in place."""
        ...

    def resume(self, now: float, from_sample: int | None = None) -> None:
        """Go on."""
        ...

    def cut(self, now: float) -> Played | None:
        """Silence it for good."""
        ...

    def played(self, now: float) -> Played | None:
        """How far it has sounded."""
        ...

    def step(self, now: float) -> Sequence[object]:
        """What has happened: values named ReplyStarted, ReplyPlayed, ... with an epoch."""
        ...


class Ears(Protocol):
    """Writes down short sounds and judges ends of turns; called on a thread of its own."""

    def write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The words in `samples` (float32 [n], 16 kHz) and the confidence in them."""
        ...

    def finished(self, samples: NDArray[np.float32]) -> float:
        """How likely the turn in `samples` is over, 0..1."""
        ...

    def heard(self, played: NDArray[np.float32], text: str, played_to: TextReach) -> int:
        """How many characters of `text` were heard in `played` (float32 [n], 24 kHz)."""
        ...


class Voice(Protocol):
    """Speaks the program's own sentences; called on a thread of its own."""

    def speak(self, sentence: str) -> NDArray[np.float32]:
        """Speech: float32 [n], mono, 24 kHz, -1..1."""
        ...


class Actions(Protocol):
    """Carries out actions and rings timers; see `app.actions.runner.ActionRunner`."""

    def execute(self, action: Action) -> bool:
        """Do what a confirmed reply asked for."""
        ...

    def next_due(self) -> datetime | None:
        """When something rings next."""
        ...

    def step(self) -> int:
        """Ring what is due."""
        ...
