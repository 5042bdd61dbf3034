"""A crash leaves a note: where in the program each thread was, and nothing else.

Python's fault handler writes it in the moment of the crash, when little works any more, so the
file is open all the while; a run that ends as it should takes it away.  What the next start offers
as a report holds modules, lines and names of functions; of paths only what lies below the
program's own folders, for the rest holds people's names.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from app import VERSION
from app.errors import UserError
from app.logs import PolicyFormatter

RUNNING_FILE, REPORT_FILE = "crash-running.txt", "crash-report.txt"

MOST_CHARS = 60_000
"""Of a report: a hundred threads deep in their work."""

_PATH = re.compile(r'File "([^"]*)"')
_log = logging.getLogger(__name__)


class CrashNote:
    """Use as a context manager, in one process at a time; `report` may be asked within it."""

    def __init__(self, folder: Path, roots: Sequence[str] = tuple(sys.path)) -> None:
        """folder: where notes are kept.  roots: folders whose modules are named by their path."""
        self._running, self._report = folder / RUNNING_FILE, folder / REPORT_FILE
        self._roots = sorted((_spelled(root) for root in roots if root), key=len, reverse=True)
        self._file: BinaryIO | None = None
        self._was_on = False

    def __enter__(self) -> CrashNote:
        """Take over what the last run left, and begin to watch; without a disk nothing is noted."""
        try:
            self._running.parent.mkdir(parents=True, exist_ok=True)
            self._take_over()
            self._file = self._running.open("wb", buffering=0)
        except OSError as error:
            _log.warning("A crash could not be noted: %s", error)
            return self
        self._was_on = faulthandler.is_enabled()
        faulthandler.enable(self._file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        faulthandler.disable()
        if self._was_on:
            faulthandler.enable()
        ended_by_fault = isinstance(error, Exception) and not isinstance(error, UserError)
        with suppress(OSError):
            if ended_by_fault:
                told = PolicyFormatter().formatException((kind, error, trace))
                self._file.write(told.encode("utf-8", "backslashreplace"))
            self._file.close()
            if not ended_by_fault:
                self._running.unlink()
        self._file = None

    def report(self) -> str | None:
        """What the last crash left; None if there was none, or it was dismissed."""
        try:
            return self._report.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def dismiss(self) -> None:
        """Forget it."""
        with suppress(OSError):
            self._report.unlink(missing_ok=True)

    def _take_over(self) -> None:
        if not self._running.exists():
            return
        left = self._running.read_bytes().decode("utf-8", "backslashreplace").strip()
        if left:  # else it was killed, or the power went
            when = datetime.fromtimestamp(self._running.stat().st_mtime).astimezone()
            text = f"{_head(when)}\n\n{self._without_names(left)[:MOST_CHARS]}\n"
            self._report.write_text(text, encoding="utf-8")
        self._running.unlink()

    def _without_names(self, text: str) -> str:
        return _PATH.sub(lambda found: f'File "{self._place(found[1])}"', text)

    def _place(self, path: str) -> str:
        for root in self._roots:
            if path.startswith(root):
                return path[len(root) :].lstrip("/\\")
        return re.split(r"[/\\]", path)[-1]


def _head(when: datetime) -> str:
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return (
        f"Visavis {VERSION} stopped unexpectedly, {when:%Y-%m-%d %H:%M}.\n"
        f"Python {platform.python_version()}, {system}"
    )


def _spelled(path: str) -> str:
    """As the fault handler writes it: what is not ASCII in escapes."""
    return path.encode("ascii", "backslashreplace").decode("ascii")
