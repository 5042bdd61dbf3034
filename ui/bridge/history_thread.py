"""The thread that reads, searches and deletes for the history's screen; nobody waits for it."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.models.history_news import ListThem, Read, Request, Search

_NEWEST_COUNTS = ((Search, ListThem), (Read,))
"""Kinds of which a newer one takes the place of one that waits."""

PATIENCE = 0.1
"""Seconds that closing waits; a deletion that is not finished is finished at the next start."""


class HistoryThread(QObject):
    """`ask` from the window's thread; `told` comes there, with each answer."""

    told = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """folder: the data folder."""
        super().__init__(parent)
        self._folder = folder
        self._waiting: deque[Request] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="history screen", daemon=True)
        self._thread.start()

    def ask(self, request: Request) -> None:
        """Do it, after what was asked before; only the newest of what is to be looked at counts."""
        with self._changed:
            for kind in _NEWEST_COUNTS:
                if isinstance(request, kind):
                    others = [waits for waits in self._waiting if not isinstance(waits, kind)]
                    self._waiting = deque(others)
            self._waiting.append(request)
            self._changed.notify()

    def close(self) -> None:
        """End the thread; what waits is not done."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        # Here: the file's own libraries need not delay the window.
        from ui.bridge.history_work import HistoryWork

        work = HistoryWork(self._folder)
        while (request := self._next()) is not None:
            for answer in work.do(request):
                if self._closed:
                    break
                self.told.emit(answer)
        work.close()

    def _next(self) -> Request | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting))
            return None if self._closed else self._waiting.popleft()
