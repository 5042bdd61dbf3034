"""Claim: whatever the engine does, the window's thread is never late for long.

The real window under a virtual display, the program's own devices on the rig's: questions are
asked by sound, the engine answers, the presence moves.  A timer that should fire every 4 ms tells
how late the window's thread is; each stall of over 50 ms is written down with what the other
threads were doing.  Beside it: what the window's thread takes of a core in each mood, how often
the presence is drawn and how long a frame takes, with the camera off, on, and the window hidden.

    xvfb-run -a python -m benchmarks.window_lag [--seconds 90] [--engine starter] [--name NAME]

The result goes to benchmarks/results/window_lag_NAME.json.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.folders import Folders
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks import report
from benchmarks.stalls import StallWatch, watching
from tests.rig.coupler import RATE
from tests.rig.live import load
from tests.rig.room import Room
from tests.rig.sound import VirtualSound
from ui.desk import Desk
from ui.models.mood import Mood
from ui.models.settings_page import SettingsPage
from ui.stage.presence_view import PresenceView
from ui.start import application, connected, engine_in_words
from ui.theme.style import Theme
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
QUESTION = ROOT / "tests" / "data" / "recordings" / "what_time_is_it.wav"
PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
TICK_MS = 4
WEIGH_MS = 500
PAUSE_MS = 2500
"""Of silence between a reply's end and the next question."""


@dataclass
class Weighed:
    """What the window's thread took of a core, by what went on."""

    spent: dict[str, float] = field(default_factory=dict[str, float])
    passed: dict[str, float] = field(default_factory=dict[str, float])
    _last: tuple[str, float, float] | None = None

    def weigh(self, doing: str, thread_id: int) -> None:
        """Half a second has passed."""
        times = next(t for t in psutil.Process().threads() if t.id == thread_id)
        now, spent = time.perf_counter(), times.user_time + times.system_time
        if self._last is not None and self._last[0] == doing:
            self.spent[doing] = self.spent.get(doing, 0.0) + spent - self._last[2]
            self.passed[doing] = self.passed.get(doing, 0.0) + now - self._last[1]
        self._last = (doing, now, spent)

    def shares(self) -> dict[str, float]:
        """Of one core."""
        return {name: self.spent[name] / self.passed[name] for name in self.spent}


class Probe(QObject):
    """Watches the window's thread, and leads the conversation."""

    def __init__(
        self, rig: VirtualSound, desk: Desk, window: MainWindow, watch: StallWatch
    ) -> None:
        super().__init__()
        self._rig, self._desk, self._window, self._watch = rig, desk, window, watch
        self._question = load(QUESTION, RATE)
        self._asked = self._answered = 0
        self.late: list[tuple[float, str]] = []
        self.weighed = Weighed()
        self._timers = [
            self._every(TICK_MS, self._tick, Qt.TimerType.PreciseTimer),
            self._every(WEIGH_MS, self._weigh),
            self._every(PAUSE_MS, self._lead),
        ]

    @property
    def doing(self) -> str:
        """What goes on, in words of the result."""
        mood = self._desk.model.mood.name.lower()
        camera = ", camera on" if self._desk.model.camera_on else ""
        return mood + camera if self._window.isVisible() else "hidden"

    @property
    def answered(self) -> int:
        """Turns that came to a first sound."""
        return len(self._desk.model.timings.turns)

    def _every(self, ms: int, act: Any, kind: Qt.TimerType = Qt.TimerType.CoarseTimer) -> QTimer:  # noqa: ANN401 - any slot
        timer = QTimer(self)
        timer.setTimerType(kind)
        timer.setInterval(ms)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def _tick(self) -> None:
        self.late.append((self._watch.tick() - TICK_MS / 1000, self.doing))

    def _weigh(self) -> None:
        self.weighed.weigh(self.doing, threading.get_native_id())

    def _lead(self) -> None:
        """Ask whenever it is quiet: twice with the camera off, twice with it on, and so on."""
        if not self._desk.model.opened or self._desk.model.mood is not Mood.IDLE:
            return
        self._asked += 1
        if self._asked % 3 == 0:
            self._desk.switch_camera()
            return
        name = f"question {self._asked}"
        threading.Thread(target=self._rig.say, args=(name, self._question), daemon=True).start()


class TimedPresence:
    """How long each frame of the presence takes to draw."""

    def __init__(self) -> None:
        self.frames: dict[str, list[float]] = {}

    def install(self, probe: Probe) -> None:
        """Time every frame from now on."""
        drawn = PresenceView.paintEvent
        frames = self.frames

        def timed(self: PresenceView, event: QPaintEvent) -> None:
            began = time.perf_counter()
            drawn(self, event)
            frames.setdefault(probe.doing, []).append(1000 * (time.perf_counter() - began))

        PresenceView.paintEvent = timed


def percentiles(values: list[float]) -> dict[str, float]:
    """In milliseconds, of seconds."""
    shares = {"median": 50, "p99": 99, "p99.9": 99.9, "most": 100}
    return {name: round(1000 * float(np.percentile(values, s)), 2) for name, s in shares.items()}


def measure(engine: str, settings: Settings, seconds: float, folder: Path) -> dict[str, Any]:
    """One conversation of `seconds` in the window."""
    app = application("en")
    page = SettingsPage(
        SettingsFile(folder),
        Resolved(settings, {one.key: Origin.DEFAULT for one in all_settings()}, ()),
    )
    desk = Desk(connected(engine, settings, Folders.from_environment()), str(PHOTO))
    window = MainWindow(Theme(app, "light"), desk, page, engine_in_words(engine, settings))
    with VirtualSound(Room(), coupled=True) as rig, watching(folder / "stacks.txt") as watch:
        window.show()
        desk.start()
        probe = Probe(rig, desk, window, watch)
        presence = TimedPresence()
        presence.install(probe)
        hides = QTimer(singleShot=True, interval=round(1000 * seconds))
        hides.timeout.connect(window.hide)
        hides.start()
        ends = QTimer(singleShot=True, interval=round(1000 * (seconds + seconds / 10)))
        ends.timeout.connect(app.quit)
        ends.start()
        app.exec()
        window.close()
        QApplication.processEvents()
    late = [(amount, doing) for amount, doing in probe.late if doing != "hidden"]
    in_talk = [amount for amount, doing in late if not doing.startswith("opening")]
    return {
        "engine": engine,
        "seconds": seconds,
        "turns": probe.answered,
        "late_ms": percentiles(in_talk),
        "late_ms_while_opening": percentiles([a for a, d in late if d.startswith("opening")]),
        "stalls": [
            {"at": round(one.at, 2), "late_ms": round(1000 * one.late), "doing": list(one.doing)}
            for one in watch.stalls
        ],
        "thread_of_a_core": {k: round(v, 4) for k, v in probe.weighed.shares().items()},
        "frame_ms": {
            doing: {
                "frames": len(times),
                **{k: round(v, 2) for k, v in report.spread(times).items()},
            }
            for doing, times in presence.frames.items()
        },
        "frames_a_second": {
            doing: round(
                len(times) / sum(a + TICK_MS / 1000 for a, d in probe.late if d == doing), 1
            )
            for doing, times in presence.frames.items()
        },
        "events_dropped": desk._bridge.mailbox.dropped,
    }


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--engine", default="starter", choices=("starter", "omni"))
    parser.add_argument("--model", default="", help="the omni engine's checkpoint")
    parser.add_argument("--name", default="starter")
    args = parser.parse_args()
    settings = Settings()
    if args.model:
        settings = settings.model_copy(
            update={"omni": settings.omni.model_copy(update={"model": args.model})}
        )
    with tempfile.TemporaryDirectory() as folder:
        result = measure(args.engine, settings, args.seconds, Path(folder))
    for name, value in result.items():
        print(name, value)
    report.write(f"window_lag_{args.name}", result)


if __name__ == "__main__":
    main()
