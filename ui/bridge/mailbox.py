"""The one way from the session's threads into the window's: bounded, and never waited for.

Of levels and captions only the newest counts, so one replaces another that waits right before it.
If the window does not come to read, the oldest event goes, and is counted.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from app.live.events import Caption, Level, ReplyText
from ui.bridge.events import DeskEvent

MOST_WAITING = 512
"""Minutes of a conversation: the window has been still for long."""

_NEWEST_COUNTS = (Level, Caption, ReplyText)


class Mailbox:
    """Any thread puts; the window's thread takes."""

    def __init__(self, wake: Callable[[], None], most: int = MOST_WAITING) -> None:
        """wake: called on the putting thread, when an event comes after all have been read."""
        self._wake = wake
        self._most = most
        self._lock = threading.Lock()
        self._waiting: deque[DeskEvent] = deque()
        self._woken = False
        self.dropped = 0
        """Events that were never read."""

    def put(self, event: DeskEvent) -> None:
        """Add an event; never waits for the reader."""
        with self._lock:
            if not self._replace(event):
                if len(self._waiting) >= self._most:
                    self._waiting.popleft()
                    self.dropped += 1
                self._waiting.append(event)
            wake, self._woken = not self._woken, True
        if wake:
            self._wake()

    def take(self) -> DeskEvent | None:
        """The oldest event; None if there is none, after which the next one wakes again."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._woken = False
            return None

    def wake_again(self) -> None:
        """The reader had to stop before the end."""
        self._wake()

    def _replace(self, event: DeskEvent) -> bool:
        """Put a newer value into the place of the newest waiting event, if it is the same kind."""
        if not isinstance(event, _NEWEST_COUNTS) or not self._waiting:
            return False
        newest = self._waiting[-1]
        if type(newest) is not type(event):
            return False
        if getattr(newest, "epoch", None) != getattr(event, "epoch", None):
            return False
        self._waiting[-1] = event
        return True
