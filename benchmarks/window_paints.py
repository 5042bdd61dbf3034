"""What the window's drawing takes: each frame, and the processor between two moments."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from benchmarks import report


@dataclass
class Paints:
    """Milliseconds of each drawing of a widget."""

    spent: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    def time_all(self, kind: type[QWidget]) -> None:
        """Time how every widget of `kind` draws itself from now on."""
        name, drawn = kind.__name__, kind.paintEvent

        def timed(self_: QWidget, event: QPaintEvent) -> None:
            began = time.perf_counter()
            drawn(self_, event)
            self.spent.setdefault(name, []).append(1000 * (time.perf_counter() - began))

        kind.paintEvent = timed

    def of(self, seconds: float) -> dict[str, Any]:
        """How often in so many seconds, and how long each took."""
        return {
            kind: {
                "a_second": round(len(times) / seconds, 1),
                **{k: round(v, 2) for k, v in report.spread(times).items()},
            }
            for kind, times in self.spent.items()
        }


@dataclass(frozen=True, slots=True)
class Moment:
    """Read on the window's thread; seconds: of the clock, of the process, of that thread."""

    clock: float
    process: float
    thread: float

    @classmethod
    def now(cls) -> Moment:
        """This one."""
        return cls(time.perf_counter(), time.process_time(), time.thread_time())

    def since(self, before: Moment) -> Moment:
        """What has passed."""
        return Moment(
            self.clock - before.clock, self.process - before.process, self.thread - before.thread
        )

    def and_also(self, more: Moment | None) -> Moment:
        """Two times together."""
        if more is None:
            return self
        return Moment(
            self.clock + more.clock, self.process + more.process, self.thread + more.thread
        )

    def shares(self) -> dict[str, float]:
        """Of one core, of what has passed."""
        return {
            "process": round(self.process / self.clock, 4),
            "window_thread": round(self.thread / self.clock, 4),
        }
