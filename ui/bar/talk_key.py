"""Space as the talk key: held from the first press until it is really let go.

A held key repeats.  X11 tells each repetition as a release and a press, and Qt knows them for what
they are only if both have come by the time it reads the first: on a busy computer it does not.
So once a key may repeat, a release counts when no press has followed it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

FIRST_REPEAT_SECONDS = 0.15
"""No keyboard repeats sooner; until then a release is one, so that a tap stays a tap."""

REPEAT_MS = 60
"""Between the release and the press of a repetition; keyboards repeat every 25 to 40 ms."""


class TalkKey(QObject):
    """Tells `hold` when the key goes down and when it is let go."""

    def __init__(
        self,
        hold: Callable[[bool], None],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._hold, self._clock = hold, clock
        self._since = 0.0
        self._letting_go = QTimer(self)
        self._letting_go.setSingleShot(True)
        self._letting_go.setInterval(REPEAT_MS)
        self._letting_go.timeout.connect(self.let_go)
        self.held = False

    def press(self) -> None:
        """It went down, or is still down."""
        self._letting_go.stop()
        if not self.held:
            self.held, self._since = True, self._clock()
            self._hold(True)

    def release(self) -> None:
        """It went up, unless a press follows at once."""
        if not self.held:
            return
        if self._clock() - self._since < FIRST_REPEAT_SECONDS:
            self.let_go()
        else:
            self._letting_go.start()

    def let_go(self) -> None:
        """It is up for certain, or no longer ours."""
        self._letting_go.stop()
        if self.held:
            self.held = False
            self._hold(False)
