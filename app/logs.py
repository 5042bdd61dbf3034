"""Logs: what the program did, when and how long it took; never what was said, never who said it.

The rule: a line of the log is a sentence from the source code with numbers, times and names of
the program's own kinds filled in.  It is kept by construction, not by care:

* a filled-in value is written only if it is a number, a time, a member of an enumeration or a
  `omni_core.labels.Label`; of a class or an exception the class's name is written; anything
  else, text above all, becomes `<private>`;
* a traceback is written as modules, lines and types, without the exceptions' messages, which
  may repeat a word that was heard, and without file paths, which hold people's names;
* only the program's own loggers are written, for other libraries do not know this rule;
* the sentence itself must be a literal, which a test checks over the whole source.
"""

from __future__ import annotations

import copy
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from enum import Enum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from numbers import Number
from pathlib import Path
from types import TracebackType
from typing import Any

from omni_core.labels import Label

OWN_LOGGERS = ("app", "omni_core", "ui")
"""The loggers, with all below them, that keep the rule and are written."""

FILE_NAME = "visavis.log"
MAX_BYTES = 1_000_000
OLD_FILES = 3
"""With `MAX_BYTES`, four megabytes in all: months of ordinary use."""

PRIVATE = "<private>"

SAFE_TYPES = (Number, type(None), date, time, timedelta, Enum)  # a datetime is a date


class LogFile(RotatingFileHandler):
    """The rotating log file, made at the first line; it never disturbs the program.

    failed: whether a line could not be written (a full disk, a folder that may not be made).
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder / FILE_NAME,
            maxBytes=MAX_BYTES,
            backupCount=OLD_FILES,
            encoding="utf-8",
            delay=True,
        )
        self.path = folder / FILE_NAME
        self.failed = False
        self.setFormatter(PolicyFormatter())

    def _open(self) -> TextIOWrapper:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own
        """Remember that a line was lost; a lost line is no reason to stop a conversation."""
        self.failed = True


class PolicyFormatter(logging.Formatter):
    """Writes a record by the rule of this module."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`, which stays unchanged."""
        safe = copy.copy(record)
        safe.args = _safe_arguments(record.args)
        safe.exc_text = None  # another handler may have left the full traceback here
        safe.stack_info = None
        return super().format(safe)

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 - logging's own signature
        """Modules, lines and types of an exception and of what caused it, oldest first."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines[:0] = [*_places(error.__traceback__), type(error).__qualname__]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


@contextmanager
def written_logs(folder: Path) -> Iterator[LogFile]:
    """Within this block the program's loggers write to `folder`, from level info up."""
    file = LogFile(folder)
    loggers = [logging.getLogger(name) for name in OWN_LOGGERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(file)
        logger.setLevel(logging.INFO)
        logger.propagate = False  # else the root logger would print the unguarded text
    try:
        yield file
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(file)
            logger.setLevel(level)
            logger.propagate = propagate
        file.close()


def set_log_level(level: str) -> None:
    """Keep notes of `level` (debug, info, warning, error) and above."""
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())


def _safe_arguments(arguments: Any) -> Any:  # noqa: ANN401 - as untyped as LogRecord.args
    if isinstance(arguments, dict):
        return {key: _safe(value) for key, value in arguments.items()}
    if isinstance(arguments, tuple):
        return tuple(_safe(value) for value in arguments)
    return arguments


def _safe(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__qualname__
    if isinstance(value, type):
        return value.__qualname__
    return value if isinstance(value, (Label, *SAFE_TYPES)) else PRIVATE


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {frame.f_globals.get('__name__', '?')} line {line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
