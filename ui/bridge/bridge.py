"""Brings what waits in the mailbox to the window, a little at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from ui.bridge.events import DeskEvent
from ui.bridge.mailbox import Mailbox

LONGEST = 0.004
"""Seconds at a time; the rest comes after what else the window has to do."""


class Bridge(QObject):
    """`mailbox` may be put to from any thread; `told` is called on the window's."""

    _woken = Signal()

    def __init__(self, told: Callable[[DeskEvent], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self.mailbox = Mailbox(self._woken.emit)
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self) -> None:
        until, empty = time.monotonic() + LONGEST, False
        try:
            while time.monotonic() < until and not empty:
                event = self.mailbox.take()
                empty = event is None
                if event is not None:
                    self._told(event)
        finally:
            # Also behind a fault in a view: else nothing would ever be told again.
            if not empty:
                self.mailbox.wake_again()
