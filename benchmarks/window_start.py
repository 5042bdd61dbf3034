"""Claim: the window is seen within 1.5 s of its start, and answers within 4 s, without torch.

Each start is `visavis gui` in a process of its own under a virtual display, with the rig's virtual
devices and the starter engine; times count from just before the creation of the process, the
interpreter's own start included.  (What the system tells of a process's creation is no use: it
counts from the boot, whose time is known to whole seconds.)  `cpu` is what all processes of the
start have used together until it is ready, in seconds of one core.  That it is ready is tried by
a question for the chat model, typed at that moment; `answered` is how long the answer took to
sound.

    xvfb-run -a python -m benchmarks.window_start [--starts 10]

The result goes to benchmarks/results/window_start.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

STARTS = 10
LONGEST_SECONDS = 60
FIRST_PAINT_AIM, READY_AIM = 1.5, 4.0
QUESTION = "Why is the sky blue?"


def child(began: float) -> None:
    """One start: print, as JSON, when the window was first painted and when it was ready.

    began: the starting process's monotonic seconds, which all processes share here.
    """
    from app.cli.main import main as visavis
    from app.matrix_threads import keep_to_one_thread

    keep_to_one_thread()  # as `visavis` does itself, before it imports what follows here
    from PySide6.QtCore import QEvent, QObject

    from ui import start
    from ui.models.mood import Mood
    from ui.window import MainWindow

    told: dict[str, float] = {}

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                told.setdefault("first_paint", time.monotonic() - began)
                watched.removeEventFilter(self)
            return False

    class WatchedWindow(MainWindow):
        def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - handed on
            super().__init__(*given, **named)
            self._first_paint = FirstPaint()
            self.screen_.stage.installEventFilter(self._first_paint)
            self.desk.changed.connect(self._look)

        def _look(self, _: object) -> None:
            model, now = self.desk.model, time.monotonic() - began
            if model.opened and "ready" not in told:
                told.update(ready=now, cpu=used_seconds())
                self.desk.say(QUESTION)
            elif model.mood is Mood.SPEAKING and "answered" not in told:
                told["answered"] = now - told["ready"]
                self.quit()

    start.MainWindow = WatchedWindow
    code = visavis(["gui", "--engine", "starter"])
    told["ended"] = time.monotonic() - began - told["ready"] - told["answered"]
    heavy = [name for name in ("torch", "transformers") if name in sys.modules]
    print(json.dumps({"told": told, "heavy": heavy, "code": code}), flush=True)


def used_seconds() -> float:
    """Processor time of this process and of those it has started, which all run still."""
    here = psutil.Process()
    times = [one.cpu_times() for one in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def measure(starts: int) -> dict[str, Any]:
    """Start it so often, one after the other; the first is left out, for it fills the caches."""
    from app.folders import HOME_VARIABLE, Folders
    from benchmarks import report
    from tests.rig.room import Room
    from tests.rig.sound import VirtualSound

    rows: list[dict[str, float]] = []
    with VirtualSound(Room(), coupled=True), TemporaryDirectory() as home:
        (Path(home) / "models").symlink_to(Folders.from_environment().models)
        environment = {**os.environ, HOME_VARIABLE: home}
        for number in range(starts + 1):
            command = [sys.executable, "-m", "benchmarks.window_start"]
            command += ["--began", str(time.monotonic())]
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=True,
                env=environment,
                timeout=LONGEST_SECONDS,
            )
            result = json.loads(done.stdout.splitlines()[-1])
            if result["heavy"] or result["code"]:
                raise RuntimeError(f"The window imported {result['heavy']}, or failed.")
            print(result["told"], flush=True)
            if number:
                rows.append(result["told"])
    return {
        "starts": starts,
        "seconds": {name: report.spread([row[name] for row in rows]) for name in rows[0]},
        "first_paint_aim": FIRST_PAINT_AIM,
        "ready_aim": READY_AIM,
        "rows": rows,
    }


def main() -> None:
    """Measure, print and write; or be one of the starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=STARTS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.began is not None:
        child(args.began)
        return
    from benchmarks import report

    result = measure(args.starts)
    print(result["seconds"])
    report.write("window_start", result)


if __name__ == "__main__":
    main()
