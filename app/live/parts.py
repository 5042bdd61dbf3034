"""What a live session needs of the parts that it joins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.turns.heard import Reach
from omni_core.conversation import Action


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


class Ears(Protocol):
    """Writes down short sounds and judges ends of turns; called on a thread of its own."""

    def write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The words in `samples` (float32 [n], 16 kHz) and the confidence in them."""
        ...

    def finished(self, samples: NDArray[np.float32]) -> float:
        """How likely the turn in `samples` is over, 0..1."""
        ...

    def heard(self, played: NDArray[np.float32], text: str, reach: Reach) -> int:
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
