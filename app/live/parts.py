"""What a live session needs of the parts that it joins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from app.live.events import SessionEvent
from app.playback.player import Player
from app.turns.heard import Reach
from omni_core.conversation import Action, Engine
from omni_core.starter.hearing.vad import SileroVad

if TYPE_CHECKING:
    from app.sound.live_sound import LiveSound


class Block(Protocol):
    """A piece of the microphone's sound, without the echo."""

    @property
    def samples(self) -> NDArray[np.float32]:
        """float32 [n], mono, 16 kHz, -1..1."""
        ...

    @property
    def raw(self) -> NDArray[np.float32]:
        """The same with the echo; it may be some milliseconds earlier."""
        ...

    @property
    def far(self) -> NDArray[np.float32] | None:
        """What the speaker plays, as long as `raw`, whose echo begins in it or a little later.

        None where nobody knows.
        """
        ...

    @property
    def time(self) -> float:
        """Monotonic seconds of the first sample."""
        ...

    @property
    def may_echo(self) -> bool:
        """Whether some of the speaker's sound may be left in it: it was not heard long enough."""
        ...


class Microphone(Protocol):
    """Where the person's sound comes from."""

    def take(self, timeout: float = 0.0) -> Sequence[Block]:
        """All blocks that wait, oldest first; waits up to `timeout` seconds for the first."""
        ...


class Frame(Protocol):
    """A camera's picture."""

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """uint8 [H, W, 3] RGB."""
        ...


class Camera(Protocol):
    """Where pictures come from."""

    def newest(self, now: float) -> Frame | None:
        """The newest frame, None if it is too old at `now` (monotonic seconds)."""
        ...


class Ears(Protocol):
    """Writes down short sounds and judges ends of turns; called on a thread of its own."""

    def write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The words in `samples` (float32 [n], 16 kHz) and the confidence in them."""
        ...

    def catch(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The same, quickly rather than well.

        Raises: EngineError.
        """
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

    def step(self) -> int:
        """Ring what is due."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session joins; it owns none of them but the conversation.

    fallback: loads the engine that goes on when `engine` fails.
    show: is told what a screen shows, on the session's thread.
    check_microphone: looks after the device when no sound comes.
    sound: what `microphone` and `player` belong to, where they are devices.
    slept: whether the computer has since it was asked last, at a moment in monotonic seconds.
    """

    engine: Engine
    microphone: Microphone
    player: Player
    vad: SileroVad
    ears: Ears
    voice: Voice
    actions: Actions
    show: Callable[[SessionEvent], None]
    check_microphone: Callable[[], None] = lambda: None
    camera: Camera | None = None
    fallback: Callable[[], Engine] | None = None
    sound: LiveSound | None = None
    slept: Callable[[float], bool] = lambda _: False
