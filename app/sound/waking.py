"""What is told of devices after a sleep: only how it stands once they have come back.

A woken computer finds its devices one after another, within seconds: that one was gone and another
one was used for a moment is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.capture.devices import Device, Kind
from app.sound.events import DeviceEvent

COMING_BACK_SECONDS = 8.0
"""A hub behind a dock takes longest: it is given its power, then its devices are found."""


class Waking:
    """Holds events back for a while; `step` with each round's events."""

    def __init__(self, now: float, before: dict[Kind, Device | None]) -> None:
        """now: monotonic seconds, right after the sleep.  before: what was used last."""
        self._until = now + COMING_BACK_SECONDS
        self._before = before
        self._last: dict[Kind, DeviceEvent] = {}

    def over(self, now: float) -> bool:
        """Whether what happens is news again."""
        return now >= self._until

    def hold(self, events: Iterable[DeviceEvent]) -> None:
        """Keep back what happens."""
        self._last.update({event.kind: event for event in events})

    def told(self, device: Callable[[Kind], Device | None]) -> list[DeviceEvent]:
        """What is to be told in the end.  device: what is used now."""
        events: list[DeviceEvent] = []
        for kind, event in self._last.items():
            before, used = self._before[kind], device(kind)
            if used is None:
                events.append(event)
            elif before is None:
                events.append(DeviceEvent(kind, "returned", used))
            elif before.key != used.key:
                events.append(DeviceEvent(kind, "changed", used))
        return events
