"""Everything that goes wrong anywhere in the program while somebody plays with it."""

from __future__ import annotations

import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

PLATFORMS_OWN = (
    "This plugin does not support",  # raising and the like, without a display
    "Keyboard event not accepted",  # QTest's own, of keys that nobody takes
)
"""Messages that say what a display without a screen cannot do."""

_WORTH_NOTHING = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


@contextmanager
def faults() -> Iterator[list[str]]:
    """Within this block the list grows by every uncaught exception and every warning of Qt's."""
    found: list[str] = []
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def hook(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        found.append("".join(traceback.format_exception(kind, error, trace)))

    def message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in _WORTH_NOTHING and not text.startswith(PLATFORMS_OWN):
            found.append(f"Qt: {text}")

    sys.excepthook = hook
    threading.excepthook = lambda args: hook(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: hook(args.exc_type, args.exc_value, args.exc_traceback)
    before = qInstallMessageHandler(message)
    try:
        yield found
    finally:
        qInstallMessageHandler(before)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@contextmanager
def offline() -> Iterator[None]:
    """Within this block no name of another computer is found, whatever is clicked."""
    before = socket.getaddrinfo

    def nowhere(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "offline")

    socket.getaddrinfo = nowhere
    try:
        yield
    finally:
        socket.getaddrinfo = before
