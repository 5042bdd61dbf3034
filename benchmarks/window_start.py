"""Claim: the window is seen within 1.5 s of its start, and answers within 4 s, without torch.

Each start is a process of its own under a virtual display, with the rig's virtual devices and the
starter engine; times count from just before the creation of the process, the interpreter's own
start included.  (What the system tells of a process's creation is no use: it counts from the boot,
whose time is known to whole seconds.)  `cpu` is what all processes of the start have used together
until it is ready, in seconds of one core.

    xvfb-run -a python -m benchmarks.window_start [--starts 10]

The result goes to benchmarks/results/window_start.json.
"""

from __future__ import annotations

import argparse
import json
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


def child(folder: Path, began: float) -> None:
    """One start: print, as JSON, when the window was first painted and when it was ready.

    began: the starting process's monotonic seconds, which all processes share here.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    from app.folders import Folders
    from app.setting import all_settings
    from app.settings import Settings
    from app.settings_file import SettingsFile
    from app.settings_layers import Origin, Resolved
    from ui.desk import Desk
    from ui.models.settings_page import SettingsPage
    from ui.start import application, connected, engine_in_words
    from ui.theme.style import Theme
    from ui.window import MainWindow

    told: dict[str, float] = {}
    settings = Settings()
    app = application("en")
    page = SettingsPage(
        SettingsFile(folder),
        Resolved(settings, {one.key: Origin.DEFAULT for one in all_settings()}, ()),
    )
    desk = Desk(connected("starter", settings, Folders.from_environment()), "")
    window = MainWindow(Theme(app, "light"), desk, page, engine_in_words("starter", settings))

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                told.setdefault("first_paint", time.monotonic() - began)
                watched.removeEventFilter(self)
            return False

    first_paint = FirstPaint()
    window.screen_.stage.installEventFilter(first_paint)

    def ready(_: object) -> None:
        if desk.model.opened and "ready" not in told:
            told["ready"] = time.monotonic() - began
            told["cpu"] = used_seconds()
            app.quit()

    desk.changed.connect(ready)
    window.show()
    QTimer.singleShot(0, desk.start)
    QTimer.singleShot(1000 * LONGEST_SECONDS, app.quit)
    app.exec()
    desk.ended(LONGEST_SECONDS)
    told["ended"] = time.monotonic() - began - told["ready"]
    heavy = [name for name in ("torch", "transformers") if name in sys.modules]
    print(json.dumps({"told": told, "heavy": heavy}), flush=True)


def used_seconds() -> float:
    """Processor time of this process and of those it has started, which all run still."""
    here = psutil.Process()
    times = [one.cpu_times() for one in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def measure(starts: int) -> dict[str, Any]:
    """Start it so often, one after the other; the first is left out, for it fills the caches."""
    from benchmarks import report
    from tests.rig.room import Room
    from tests.rig.sound import VirtualSound

    rows: list[dict[str, float]] = []
    with VirtualSound(Room(), coupled=True), TemporaryDirectory() as folder:
        for number in range(starts + 1):
            command = [sys.executable, "-m", "benchmarks.window_start", "--child", folder]
            began = ["--began", str(time.monotonic())]
            done = subprocess.run([*command, *began], capture_output=True, text=True, check=True)
            result = json.loads(done.stdout.splitlines()[-1])
            if result["heavy"]:
                raise RuntimeError(f"The window imported {', '.join(result['heavy'])}.")
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
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        child(args.child, args.began)
        return
    from benchmarks import report

    result = measure(args.starts)
    print(result["seconds"])
    report.write("window_start", result)


if __name__ == "__main__":
    main()
