"""How a running synthesis is told to stop from the thread that reads requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class StoppedError(Exception):
    """The synthesis ended early because it was asked to."""


class Stop:
    """One request's stop signal.  `set` may be called from any thread, any number of times."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._hook: Callable[[], None] | None = None

    def set(self) -> None:
        """Ask the synthesis to stop; returns at once."""
        with self._lock:
            self._event.set()
            hook = self._hook
        if hook is not None:
            hook()

    @property
    def is_set(self) -> bool:
        """Whether the synthesis has been asked to stop."""
        return self._event.is_set()

    @contextmanager
    def calling(self, hook: Callable[[], None]) -> Iterator[None]:
        """Within this block `set` also calls `hook`.

        Raises: StoppedError on entry if `set` came first.
        """
        with self._lock:
            if self._event.is_set():
                raise StoppedError
            self._hook = hook
        try:
            yield
        finally:
            with self._lock:
                self._hook = None
