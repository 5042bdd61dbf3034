"""Space as the talk key: held from the first press until it is really let go.

A held key repeats.  X11 tells each repetition as a release and a press, and Qt knows them for what
they are only if both have come by the time it reads the first: on a busy computer it does not.
So a release counts once no press has followed it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REPEAT_MS = 60
"""Between the release and the press of a repetition; repetitions themselves are 25 to 40 ms apart.
Less than the sound takes from the microphone, so nothing more of the room is heard."""


class TalkKey(QObject):
    """Tells `hold` when the key goes down and when it is let go."""

    def __init__(self, hold: Callable[[bool], None], parent: QObject) -> None:
        super().__init__(parent)
        self._hold = hold
        self._letting_go = QTimer(self)
        self._letting_go.setSingleShot(True)
        self._letting_go.setInterval(REPEAT_MS)
        self._letting_go.timeout.connect(self.let_go)
        self.held = False

    def press(self) -> None:
        """It went down, or is still down."""
        self._letting_go.stop()
        if not self.held:
            self.held = True
            self._hold(True)

    def release(self) -> None:
        """It went up, unless a press follows at once."""
        if self.held:
            self._letting_go.start()

    def let_go(self) -> None:
        """It is up for certain, or no longer ours."""
        self._letting_go.stop()
        if self.held:
            self.held = False
            self._hold(False)
