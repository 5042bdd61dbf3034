"""What takes long of the history's work, on a thread and a connection of its own.

In the beginning: what a killed program left is settled, what is too old is deleted without a
trace.  Then, after each turn: waiting until the disk has taken it, so that a failure of the power
loses nothing of it.  Whoever writes meanwhile goes on writing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.errors import UserError
from app.history.forgetting import forget_before, sweep
from app.history.store import HistoryStore
from app.history.trouble import Trouble

_DAY = 86400.0


class Upkeep:
    """Use it as a context manager once the file is there; leaving it waits for what is asked."""

    def __init__(
        self,
        folder: Path,
        days: int | None,
        tell: Callable[[str], None],
        clock: Callable[[], float],
    ) -> None:
        """folder: the data folder.  days: conversations that ended longer ago are deleted.

        tell: is told, on this thread, what the person should know.  clock: seconds since 1970.
        """
        self._folder = folder
        self._days = days
        self._tell = tell
        self._clock = clock
        self._changed = threading.Condition()
        self._asked = self._closed = False
        self._thread = threading.Thread(target=self._run, name="history upkeep", daemon=True)

    def __enter__(self) -> Upkeep:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def to_disk(self) -> None:
        """What is committed by now shall survive a failure of the power, soon; does not wait."""
        with self._changed:
            self._asked = True
            self._changed.notify()

    def _run(self) -> None:
        try:
            store = HistoryStore(self._folder, thorough=False)
        except UserError as error:
            self._tell(str(error))
            return
        trouble = Trouble(self._tell)
        with closing(store):
            with trouble.told():
                store.settle(self._clock())
                sweep(store)
                if self._days is not None:
                    forget_before(store, self._clock() - self._days * _DAY)
            while self._next():
                with trouble.told():
                    store.file.to_disk()

    def _next(self) -> bool:
        """Wait until something is asked; False once all was done and it is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._asked or self._closed)
            asked, self._asked = self._asked, False
            return asked
