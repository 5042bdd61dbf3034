"""When the program may speak up by itself: timers wait for a silence, but not for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.sentences import say
from app.turns.voice_activity import Activity
from app.turns_settings import TurnsGroup

MOST_WAITING = 8
"""Sentences; when more come the oldest are joined, so none is lost."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Sentences that wait to be said, oldest first, and since when the oldest waits."""

    waiting: tuple[str, ...] = ()
    since: float = 0.0

    def asked(self, sentence: str, now: float) -> Floor:
        """The queue with one more sentence."""
        waiting = (*self.waiting, sentence)
        if len(waiting) > MOST_WAITING:
            both = say("{first} {second}", first=waiting[0], second=waiting[1])
            waiting = (both, *waiting[2:])
        return Floor(waiting, self.since if self.waiting else now)

    def may_take(self, activity: Activity, now: float, rules: TurnsGroup) -> bool:
        """Whether the oldest sentence is to be said now; no turn and no reply may be open."""
        if not self.waiting:
            return False
        quiet = not activity.speaking and activity.silence >= rules.floor_silence
        return quiet or now - self.since >= rules.floor_patience

    def taken(self, now: float) -> tuple[str, Floor]:
        """The oldest sentence and the queue without it.

        Raises: IndexError if nothing waits.
        """
        return self.waiting[0], replace(self, waiting=self.waiting[1:], since=now)
