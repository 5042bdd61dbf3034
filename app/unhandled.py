"""Exceptions that nobody caught: into the log, by its rule, and not onto a screen nobody reads."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

_log = logging.getLogger(__name__)


@contextmanager
def unhandled_logged() -> Iterator[None]:
    """Within this block they are logged; on the screen they are shown only at level debug."""
    hook, thread_hook, unraisable_hook = sys.excepthook, threading.excepthook, sys.unraisablehook

    def log_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C is none
            hook(kind, error, trace)
            return
        _log.error("Something went wrong, and the program went on", exc_info=(kind, error, trace))
        if _shown():
            hook(kind, error, trace)

    def log_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            info = (args.exc_type, args.exc_value, args.exc_traceback)
            _log.error("A thread ended with a fault", exc_info=info)
        if _shown():
            thread_hook(args)

    def log_unraisable(args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            info = (args.exc_type, args.exc_value, args.exc_traceback)
            _log.error("Something went wrong where nobody could be told", exc_info=info)
        if _shown():
            unraisable_hook(args)

    sys.excepthook, threading.excepthook = log_exception, log_in_thread
    sys.unraisablehook = log_unraisable
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hook, thread_hook
        sys.unraisablehook = unraisable_hook


def _shown() -> bool:
    return _log.isEnabledFor(logging.DEBUG)
