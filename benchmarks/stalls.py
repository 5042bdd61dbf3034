"""Who keeps a thread waiting: while it is late, a watchdog writes down what every thread does.

Python's own watchdog (`faulthandler`) needs no lock of Python's, so it also sees a library that
holds that lock for long.  The kernel tells how long the thread waited for a core, and the garbage
collector, which holds that lock too, when it ran; what is left was waited for Python's lock.

The watchdog reads stacks that change under it: where many threads work it crashes the benchmark in
some runs, which have to be begun again.
"""

from __future__ import annotations

import faulthandler
import gc
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

PATIENCE = 0.05
"""Seconds of lateness from which on it is asked who is at fault."""

_OWN = re.compile(r'File "[^"]*?/((?:app|omni_core|ui)/[^"]+)", line (\d+) in (\S+)')
_FRAME = re.compile(r'File "(?:[^"]*/)?([^"/]+)", line (\d+) in (\S+)')
_RESTS = frozenset({"wait", "select", "poll", "accept", "readline", "get", "_read", "_read_answers",
                    "acquire", "_wait_for_tstate_lock", "read"})  # fmt: skip
"""Innermost functions of threads that wait for something, and hold nothing."""

_SCHEDULED = Path("/proc/thread-self/schedstat")


@dataclass(frozen=True, slots=True)
class Stall:
    """at: seconds since the watch began.  late: how much.  doing: what other threads were at.

    worked, no_core, collected: of those seconds, which the thread itself worked, was ready and had
    no core, and somebody collected garbage.
    """

    at: float
    late: float
    worked: float
    no_core: float
    collected: float
    doing: tuple[str, ...]


@dataclass
class Collector:
    """When garbage was collected, by whichever thread; in a list of `gc.callbacks`."""

    passes: list[tuple[float, float, int, str]] = field(
        default_factory=list[tuple[float, float, int, str]]
    )
    """Beginning and end on the clock, generation, and the thread's name."""
    _began: float = 0.0

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        """See `gc.callbacks`."""
        if phase == "start":
            self._began = time.perf_counter()
        else:
            one = (self._began, time.perf_counter(), info["generation"])
            self.passes.append((*one, threading.current_thread().name))

    def longest(self) -> dict[str, Any]:
        """Of each generation: how often, the longest in milliseconds, and where that was."""
        told: dict[str, Any] = {}
        for generation in sorted({one[2] for one in self.passes}):
            those = [one for one in self.passes if one[2] == generation]
            most = max(those, key=lambda one: one[1] - one[0])
            told[str(generation)] = {
                "times": len(those),
                "longest_ms": round(1000 * (most[1] - most[0]), 1),
                "thread": most[3],
            }
        return told


@dataclass
class StallWatch:
    """Call `tick` as often as the thread should run."""

    file: IO[str]
    collector: Collector = field(default_factory=Collector)
    began: float = field(default_factory=time.perf_counter)
    stalls: list[Stall] = field(default_factory=list[Stall])
    _last: float = 0.0
    _worked: float = 0.0
    _no_core: float = 0.0
    _read: int = 0

    def tick(self) -> float:
        """The thread runs; seconds since it did so last."""
        now, worked, no_core = time.perf_counter(), time.thread_time(), _waited_for_core()
        passed = now - self._last if self._last else 0.0
        if passed > PATIENCE:
            collected = sum(
                min(end, now) - max(begin, self._last)
                for begin, end, *_ in self.collector.passes[-1000:]
                if end > self._last and begin < now
            )
            self.stalls.append(
                Stall(
                    now - self.began,
                    passed,
                    worked - self._worked,
                    no_core - self._no_core,
                    collected,
                    self._doing(),
                )
            )
        self._last, self._worked, self._no_core = now, worked, no_core
        faulthandler.dump_traceback_later(PATIENCE, file=self.file)
        return passed

    def rest(self) -> None:
        """It is not called for a while."""
        faulthandler.cancel_dump_traceback_later()
        self._last = 0.0

    def _doing(self) -> tuple[str, ...]:
        self.file.flush()
        written = Path(self.file.name).read_text()
        new, self._read = written[self._read :], len(written)
        return tuple(sorted({what for stack in new.split("Thread ")[1:] if (what := _busy(stack))}))


@contextmanager
def watching(path: Path) -> Iterator[StallWatch]:
    """A watch that writes to `path` meanwhile."""
    with path.open("w") as file:
        watch = StallWatch(file)
        gc.callbacks.append(watch.collector)
        try:
            yield watch
        finally:
            gc.callbacks.remove(watch.collector)
            faulthandler.cancel_dump_traceback_later()


def _waited_for_core() -> float:
    """Seconds that this thread was ready to run and did not; 0 where the kernel does not tell."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


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
