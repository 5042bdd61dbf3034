"""Who keeps a thread waiting: while it is late, a watchdog writes down what every thread does.

Python's own watchdog (`faulthandler`) needs no lock of Python's, so it also sees a library that
holds that lock for long.
"""

from __future__ import annotations

import faulthandler
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PATIENCE = 0.05
"""Seconds of lateness from which on it is asked who is at fault."""

_OWN = re.compile(r'File "[^"]*?/((?:app|omni_core|ui)/[^"]+)", line (\d+) in (\S+)')
_FRAME = re.compile(r'File "(?:[^"]*/)?([^"/]+)", line (\d+) in (\S+)')
_RESTS = frozenset({"wait", "select", "poll", "accept", "readline", "get", "_read", "_read_answers",
                    "acquire", "_wait_for_tstate_lock", "read"})  # fmt: skip
"""Innermost functions of threads that wait for something, and hold nothing."""


@dataclass(frozen=True, slots=True)
class Stall:
    """at: seconds since the watch began.  late: how much.  doing: what other threads were at."""

    at: float
    late: float
    doing: tuple[str, ...]


@dataclass
class StallWatch:
    """Call `tick` as often as the thread should run."""

    file: IO[str]
    began: float = field(default_factory=time.perf_counter)
    stalls: list[Stall] = field(default_factory=list[Stall])
    _last: float = 0.0
    _read: int = 0

    def tick(self) -> float:
        """The thread runs; seconds since it did so last."""
        now = time.perf_counter()
        passed = now - self._last if self._last else 0.0
        self._last = now
        if passed > PATIENCE:
            self.stalls.append(Stall(now - self.began, passed, self._doing()))
        faulthandler.dump_traceback_later(PATIENCE, file=self.file)
        return passed

    def _doing(self) -> tuple[str, ...]:
        self.file.flush()
        written = Path(self.file.name).read_text()
        new, self._read = written[self._read :], len(written)
        return tuple(sorted({what for stack in new.split("Thread ")[1:] if (what := _busy(stack))}))


@contextmanager
def watching(path: Path) -> Iterator[StallWatch]:
    """A watch that writes to `path` meanwhile."""
    with path.open("w") as file:
        try:
            yield StallWatch(file)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _busy(stack: str) -> str | None:
    """What one thread's stack is at: its innermost function, and ours that called it."""
    frames = _FRAME.findall(stack)
    if not frames or frames[0][2] in _RESTS:
        return None
    inner = _place(*frames[0])
    own = _OWN.search(stack)
    if own is None:
        return None
    where = _place(own[1], own[2], own[3])
    return where if where.endswith(inner) else f"{where} > {inner}"


def _place(file: str, line: str, function: str) -> str:
    return f"{file}:{line} {function}"
