"""Setting and cancelling what comes due later: the answer, the action and the new memory.

Actions (all times ISO 8601 with the zone's offset):

* `timer.set`: {id, seconds, label, due}; label is what it is for ("the eggs"), "" if not said.
* `timer.cancel`: {id}
* `reminder.set`: {id, text, due}; text ends the sentence "You asked me to remind you ...".
* `reminder.cancel`: {id}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from omni_core.conversation import Action
from omni_core.starter.skills.skill import Answer, Context, Memory, Pending

MAX_SECONDS = 366 * 86_400
"""Nothing is set further ahead than a year."""

TOO_FAR = "I can only look a year ahead."


def new_id(context: Context, kind: str) -> str:
    """A name for the next timer or reminder, the same if the same turn is answered again."""
    return f"{kind}-{context.now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{context.memory.serial + 1}"


def running(context: Context, kind: str | None = None) -> list[Pending]:
    """What is still to come due, the soonest first; of one kind if named."""
    to_come = (
        item
        for item in context.memory.pending
        if item.due > context.now and kind in (None, item.kind)
    )
    return sorted(to_come, key=lambda item: item.due)


def set_timer(context: Context, seconds: float, label: str, due: datetime, said: str) -> Answer:
    """The answer that sets a timer and says `said`."""
    item = Pending(new_id(context, "timer"), "timer", label, due, seconds)
    data = {"id": item.id, "seconds": seconds, "label": label, "due": due.isoformat()}
    return Answer(said, (Action("timer.set", data),), _with(context, item))


def set_reminder(context: Context, text: str, due: datetime, said: str) -> Answer:
    """The answer that sets a reminder and says `said`."""
    item = Pending(new_id(context, "reminder"), "reminder", text, due)
    data = {"id": item.id, "text": text, "due": due.isoformat()}
    return Answer(said, (Action("reminder.set", data),), _with(context, item))


def cancel(context: Context, items: Sequence[Pending], said: str) -> Answer:
    """The answer that cancels `items` and says `said`."""
    gone = {item.id for item in items}
    kept = tuple(item for item in context.memory.pending if item.id not in gone)
    actions = tuple(Action(f"{item.kind}.cancel", {"id": item.id}) for item in items)
    return Answer(said, actions, replace(context.memory, pending=kept))


def _with(context: Context, item: Pending) -> Memory:
    kept = tuple(old for old in context.memory.pending if old.due > context.now)
    return replace(context.memory, pending=(*kept, item), serial=context.memory.serial + 1)
