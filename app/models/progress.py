"""How a pull tells what it is doing: a small protocol, and plain ways to show it."""

from __future__ import annotations

import threading
from typing import Protocol, TextIO

_PLAIN_STEP = 25
"""Percent between two plain lines about one download: enough to see life, short in a log."""

_MEGABYTE = 1_000_000


class Progress(Protocol):
    """Told by a pull what happens; called from any thread."""

    def update(self, label: str, held: int, size: int) -> None:
        """`held` of the `size` bytes of one download are here."""
        ...

    def say(self, sentence: str) -> None:
        """Something worth a line of its own."""
        ...


class Silent:
    """Shows nothing."""

    def update(self, label: str, held: int, size: int) -> None:
        """Ignore it."""

    def say(self, sentence: str) -> None:
        """Ignore it."""


class PlainLines:
    """A line at the start of each download and every `_PLAIN_STEP` percent, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._next: dict[str, int] = {}

    def update(self, label: str, held: int, size: int) -> None:
        """Print a line if a step has been passed."""
        percent = 100 * held // size
        with self._lock:
            if percent < self._next.get(label, 0):
                return
            self._next[label] = percent - percent % _PLAIN_STEP + _PLAIN_STEP
            print(f"{label}: {percent} % of {size / _MEGABYTE:.1f} MB", file=self._stream)
            self._stream.flush()

    def say(self, sentence: str) -> None:
        """Print the sentence."""
        with self._lock:
            print(sentence, file=self._stream, flush=True)
