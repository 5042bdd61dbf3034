"""What a conversation of the starter engine knows: immutable, so that a mark costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from omni_core.conversation import PastTurn
from omni_core.starter.hearing.listener import ListenerState
from omni_core.starter.sight.eyes import Look
from omni_core.starter.skills.skill import Memory
from omni_core.timeline import SoundTimeline


@dataclass(frozen=True, slots=True)
class Span:
    """A closed part of the person's turn: typed, or recognised speech, and its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class State:
    """All that a conversation knows.

    spans: of the turn so far.  heard: the listener's state while sound waits behind them.
    timeline: where the next sound belongs.  look: the newest picture.
    briefing: the facts the chat model is told apart from the history: what was remembered when
        older turns were last dropped.  Newer facts still stand in the turns themselves, and
        a briefing that changed would make the model read everything anew.
    """

    history: tuple[PastTurn, ...] = ()
    spans: tuple[Span, ...] = ()
    heard: ListenerState | None = None
    timeline: SoundTimeline = field(default_factory=SoundTimeline)
    look: Look | None = None
    memory: Memory = field(default_factory=Memory)
    briefing: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    speed: float = 1.0
    turns: int = 0

    @property
    def words(self) -> str:
        """What the person said and typed this turn, as far as it is recognised."""
        return " ".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class LastReply:
    """What `keep_heard` needs: the moment before the reply, and what it said."""

    before: State
    text: str
