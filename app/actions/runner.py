"""Carries out actions and rings what is due; drives itself by no thread and no clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.actions.kinds import CancelEntry, Entry, SetEntry, read_action
from app.actions.store import ActionStore
from app.sentences import said_at, said_together, say
from omni_core.conversation import Action
from omni_core.wording import has_article, listing, moment

_MOST_MISSED = 3
"""So many missed timers are named; of the others only the number is told."""

LATE = timedelta(minutes=1)
"""What rings later than this, for the computer was asleep, says when it was due."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A timer or reminder that is due, and the sentence that tells the person."""

    entry: Entry
    sentence: str


class ActionRunner:
    """Executes confirmed actions and rings timers and reminders.

    A loop waits until `next_due()` (or until it executed something) and calls `step()`.
    store: where they are kept.
    clock: the local time now, timezone-aware.
    ring: tells the person; called within `step`.
    """

    def __init__(
        self, store: ActionStore, clock: Callable[[], datetime], ring: Callable[[Ring], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._ring = ring

    def execute(self, action: Action) -> bool:
        """Do what a confirmed reply asked for; False if it is not about timers and reminders.

        Executing the same action twice does no more than once.
        Raises: UserError if its data is incomplete or cannot be stored.
        """
        command = read_action(action)
        match command:
            case SetEntry(entry):
                self._store.add(entry)
            case CancelEntry(entry_id):
                self._store.cancel(entry_id)
            case None:
                return False
        return True

    def next_due(self) -> datetime | None:
        """When `step` has something to ring next, in UTC; None if nothing is set."""
        return self._store.next_due()

    def step(self) -> int:
        """Ring all that is due now, and return how many rang.

        It is noted as rung only afterwards: a program killed in between tells it once too often,
        never too seldom.
        """
        now = self._clock()
        due = self._store.due(now)
        for entry in due:
            late = now - entry.due > LATE
            self._ring(Ring(entry, _told_late_alone(entry, now) if late else _told(entry)))
            self._store.mark_fired(entry.id)
        return len(due)

    def missed(self) -> str | None:
        """One sentence on what came due while the program was off; None if nothing did.

        To be called once at the start, before the first `step`.  What it tells counts as rung.
        """
        now = self._clock()
        self._store.tidy(now)
        entries = self._store.due(now)
        if not entries:
            return None
        told = [_told_late(entry, now) for entry in entries[:_MOST_MISSED]]
        if len(entries) > _MOST_MISSED:
            more = len(entries) - _MOST_MISSED
            told.append(
                say("1 more was due") if more == 1 else say("{more} more were due", more=more)
            )
        for entry in entries:
            self._store.mark_fired(entry.id)
        return say("While I was off, {things}.", things=said_together(listing(told), told))


def _told(entry: Entry) -> str:
    label = entry.label
    if entry.kind == "reminder":
        return say("You asked me to remind you {label}.", label=label)
    if not label:
        return say("Your timer is done.")
    if has_article(label):
        return say("Your timer for {label} is done.", label=label)
    return say("Your {label} timer is done.", label=label)


def _told_late_alone(entry: Entry, now: datetime) -> str:
    return say("While this computer slept, {what}.", what=_told_late(entry, now))


def _told_late(entry: Entry, now: datetime) -> str:
    label, when = entry.label, said_at(moment(entry.due, now), entry.due, now)
    if entry.kind == "reminder":
        return say("I should have reminded you {label} {when}", label=label, when=when)
    if not label:
        return say("your timer ended {when}", when=when)
    if has_article(label):
        return say("your timer for {label} ended {when}", label=label, when=when)
    return say("your {label} timer ended {when}", label=label, when=when)
