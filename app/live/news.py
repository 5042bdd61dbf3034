"""What the engine's thread tells the session."""

from __future__ import annotations

from dataclasses import dataclass

from app.sentences import say
from omni_core.conversation import EngineError, ReplyDone, ReplyEvent


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


@dataclass(frozen=True, slots=True)
class Used:
    """How much of the context a reply has left used, in tokens."""

    used: int
    limit: int

    @classmethod
    def after(cls, done: ReplyDone) -> Used | None:
        """As the engine says; None if it does not."""
        used, limit = done.stats.get("context_used"), done.stats.get("context_limit")
        return None if used is None or limit is None else cls(round(used), round(limit))


News = Came | Failed | Settled | Used


def goes_on(failed: str, error: EngineError, other: str) -> str:
    """That one engine failed and another one goes on."""
    why = say("ran out of memory") if error.kind == "memory" else say("failed")
    return say(
        "The {failed} engine {why}; the {other} engine goes on.",
        failed=failed,
        why=why,
        other=other,
    )
