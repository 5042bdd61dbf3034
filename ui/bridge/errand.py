"""Work that would make the window wait, done on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import UserError

_log = logging.getLogger(__name__)


class Errand(QObject):
    """`came` brings what the work found, on the window's thread; one at a time."""

    came = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._thread: threading.Thread | None = None

    def go(self) -> None:
        """Begin, unless it is under way."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = threading.Thread(target=self._run, name="errand", daemon=True)
        self._thread.start()

    def join(self, patience: float) -> bool:
        """Wait up to `patience` seconds for its end; whether it came."""
        if self._thread is not None:
            self._thread.join(patience)
        return self._thread is None or not self._thread.is_alive()

    def _run(self) -> None:
        try:
            found = self._work()
        except (UserError, OSError) as error:
            _log.warning("What the window asked for could not be found: %s", type(error))
            return
        try:
            self.came.emit(found)
        except RuntimeError:  # the window was closed meanwhile, and this with it
            _log.info("An errand came back to a closed window")
