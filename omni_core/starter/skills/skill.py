"""What a skill is: a small rule that answers one kind of request before the chat model is asked.

A skill never acts and never keeps anything: what it wants done is an `Action` of its answer, and
what it wants remembered is the answer's new `Memory`, an immutable value a mark can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal, Protocol

from omni_core.conversation import Action
from omni_core.starter.sight.eyes import Look


@dataclass(frozen=True, slots=True)
class Pending:
    """A timer or reminder set in this conversation.

    id: also the `id` of its actions; unique among conversations that began at different moments.
    label: of a timer what it is for ("the eggs", "" if not said); of a reminder the end of the
        sentence "I will remind you ..." ("to call your mum").
    due: timezone-aware.
    seconds: what a timer was set to; 0 for a reminder.
    """

    id: str
    kind: Literal["timer", "reminder"]
    label: str
    due: datetime
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Memory:
    """What this conversation has been told or has set; replaced whole, never changed.

    facts: e.g. {"name": "Anna", "home": "Berlin", "favourite colour": "blue"}.
    notes: what the program was asked to remember, as it says it back ("you parked on level 3").
    pending: the timers and reminders set so far and not cancelled, oldest first; those that are
        over stay until the next one is set.
    serial: how many were ever set; the next id is made from it.
    """

    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    pending: tuple[Pending, ...] = ()
    serial: int = 0

    def with_fact(self, name: str, value: str) -> Memory:
        """This memory and one fact more, or one fact replaced."""
        return replace(self, facts=MappingProxyType({**self.facts, name: value}))

    def without_fact(self, name: str) -> Memory:
        """This memory less one fact, if it was known."""
        kept = {key: value for key, value in self.facts.items() if key != name}
        return replace(self, facts=MappingProxyType(kept))


@dataclass(frozen=True, slots=True)
class Context:
    """What a skill may look at.

    now: local time, timezone-aware; its zone should know clock changes (`SystemZone`, `ZoneInfo`).
    memory: of this conversation.
    last_reply: the previous reply as it was heard, "" at the beginning.
    speed: of speech at present.
    look: the newest picture as a `Look` (None: no camera and no picture).
    """

    now: datetime
    memory: Memory
    last_reply: str
    speed: float
    look: Callable[[], Look | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """One spoken sentence (empty: say nothing) and what goes with it; None leaves it as it is."""

    text: str
    actions: tuple[Action, ...] = ()
    memory: Memory | None = None
    speed: float | None = None


class Skill(Protocol):
    """One kind of request.  A skill holds no state of a conversation, so one serves them all."""

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer `words` (as recognised or typed), or None if this is not the skill's matter."""
        ...
