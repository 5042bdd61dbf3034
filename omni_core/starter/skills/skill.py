"""What a skill is: a small rule that answers one kind of request before the chat model is asked.

A skill never acts and never keeps anything: what it wants done is an `Action` of its answer, and
what it wants remembered is the answer's new `Memory`, an immutable value a mark can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from omni_core.conversation import Action
from omni_core.starter.sight.eyes import Look


@dataclass(frozen=True, slots=True)
class Memory:
    """What this conversation has been told or has set; replaced whole, never changed.

    facts: e.g. {"name": "Anna"}.
    timers: label (or "") and end of every timer and reminder set so far, oldest first.
    """

    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    timers: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a skill may look at.

    now: local time, timezone-aware.
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
    """One kind of request."""

    def answer(self, words: str, context: Context) -> Answer | None:
        """Answer `words` (as recognised or typed), or None if this is not the skill's matter."""
        ...
