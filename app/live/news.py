"""What the engine's thread tells the session."""

from __future__ import annotations

from dataclasses import dataclass

from omni_core.conversation import ReplyEvent


@dataclass(frozen=True, slots=True, eq=False)
class Came:
    """An event of the reply `epoch`."""

    epoch: int
    event: ReplyEvent


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine failed; `epoch`: in this reply, else in hearing.  moved: another one goes on."""

    epoch: int | None
    sentence: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A cut reply was cut down to what was heard."""

    epoch: int
    text: str
    heard: int


News = Came | Failed | Settled
