"""The last minutes of a session, for a diagnosis: who did what when, never what was said."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

KEPT = 4000
"""Entries: some ten minutes of conversation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """At `moment` (monotonic seconds) the event or command `what` moved or followed `state`."""

    moment: float
    state: str
    what: str


class Trace:
    """Bounded; the oldest entries are dropped.  Only the kinds of things are kept.

    Any thread may read while the session's notes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def note(self, moment: float, state: str, what: object) -> None:
        """Note what happened; of `what` only its kind is kept, or its name."""
        name = what if isinstance(what, str) else type(what).__name__
        with self._lock:
            self._entries.append(Entry(moment, state, name))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is kept, oldest first."""
        with self._lock:
            return tuple(self._entries)
