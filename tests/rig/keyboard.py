"""A keyboard for the rig's screen: keys go down and up as on a real one, by XTEST."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from tests.rig.server import RigError

HELD = 0.04
"""Seconds that a tapped key is down, and between two: a quick typist's."""

_NAMES = {
    " ": "space",
    ",": "comma",
    ".": "period",
    "?": "question",
    "-": "minus",
    "'": "apostrophe",
}
_SHIFTED = frozenset({"question"})


class Keyboard:
    """Use as a context manager.  Keys have X's names: `Escape`, `Tab`, `space`, `m`."""

    def __init__(self, display: str) -> None:
        """display: such as `:99`."""
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        for close in (self._x.XCloseDisplay, self._x.XFlush):
            close.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong,
        ]  # fmt: skip
        self._display: int | None = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise RigError("The keyboard finds no screen.")

    def __enter__(self) -> Keyboard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._x.XCloseDisplay(self._display)

    def down(self, key: str) -> None:
        """Press `key` and keep it."""
        self._event(key, down=True)

    def up(self, key: str) -> None:
        """Let `key` go."""
        self._event(key, down=False)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        """Within this block `key` is down."""
        self.down(key)
        try:
            yield
        finally:
            self.up(key)

    def tap(self, *keys: str) -> None:
        """Press the last of `keys` for a moment, with the others held: `tap("Control_L", "q")`."""
        *held, last = keys
        for key in held:
            self.down(key)
        self.down(last)
        time.sleep(HELD)  # a finger's
        self.up(last)
        for key in reversed(held):
            self.up(key)
        time.sleep(HELD)

    def type(self, text: str) -> None:
        """Tap the keys of `text`: letters, digits and a little punctuation."""
        for letter in text:
            name = _NAMES.get(letter, letter)
            if letter.isupper() or name in _SHIFTED:
                self.tap("Shift_L", name.lower() if letter.isupper() else name)
            else:
                self.tap(name)

    def _event(self, key: str, *, down: bool) -> None:
        symbol = self._x.XStringToKeysym(key.encode())
        code = self._x.XKeysymToKeycode(self._display, symbol) if symbol else 0
        if not code:
            raise RigError(f"The keyboard has no key called {key}.")
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
        self._x.XFlush(self._display)
