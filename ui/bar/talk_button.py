"""The talk button: held like the key, or pressed once to begin and once more to end."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.bar.round_button import RoundButton
from ui.theme.style import Theme

TAP_SECONDS = 0.35
"""A shorter press is a tap.  Not everybody can hold a button, and assistive programs only press."""


class TalkButton(RoundButton):
    """`talk` says whether the person wants to be heard."""

    talk = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        shortcut: str = "",
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(theme, shortcut, parent)
        self._clock = clock
        self._since = 0.0
        self._kept = self._ending = False
        self.pressed.connect(self._down)
        self.released.connect(self._up)

    def show_held(self, held: bool) -> None:
        """What is so: a talk that ended elsewhere is not kept on here."""
        self._kept = self._kept and held

    def _down(self) -> None:
        self._since = self._clock()
        self._ending, self._kept = self._kept, False
        if not self._ending:
            self.talk.emit(True)

    def _up(self) -> None:
        if not self._ending and self._clock() - self._since < TAP_SECONDS:
            self._kept = True
        else:
            self.talk.emit(False)
