"""Claim: neither the longest page of settings nor a large photo keeps the window's thread for long.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.window_turns [--times 5]

The page: how long each turn of the event loop takes until every row is made.  The photo: a JPEG of
24 megapixels is read and made smaller as the window does it, on a thread of its own, and beside it
a thread that wants to run every millisecond tells how late it is.  Nothing else is to run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks import report
from ui.asking.picture_reader import read_picture
from ui.models.settings_page import SettingsPage
from ui.settings_screen.screen import SettingsScreen
from ui.theme.style import Theme

SIZE = (6000, 4000)
TICK = 0.001
LONG, SHORT = "turns", "logs"
"""Groups of settings, of which the long one is measured."""


def page_turns(folder: Path, times: int) -> list[list[float]]:
    """Milliseconds of each turn of the event loop, of each time that the long page is opened."""
    origins = {setting.key: Origin.DEFAULT for setting in all_settings()}
    page = SettingsPage(SettingsFile(folder), Resolved(Settings(), origins, ()))
    screen = SettingsScreen(Theme(QApplication.instance(), "light"), page)  # type: ignore[arg-type]
    screen.resize(1100, 760)
    screen.show()
    opened: list[list[float]] = []
    for _ in range(times):
        screen.show_group(SHORT)
        QTest.qWait(500)
        turns = [_took(lambda: screen.show_group(LONG))]
        while not screen.whole:
            turns.append(_took(_turn))
        turns.append(_took(_turn))
        opened.append(turns)
    return opened


def _turn() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def late_beside(photo: Path, times: int) -> tuple[list[float], list[float]]:
    """Seconds that each reading takes, and milliseconds that each tick beside it is late."""
    seconds: list[float] = []
    over = threading.Event()

    def read() -> None:
        try:
            for _ in range(times):
                began = time.perf_counter()
                read_picture(photo)
                seconds.append(time.perf_counter() - began)
        finally:
            over.set()

    read_picture(photo)  # what it imports is not to be measured
    threading.Thread(target=read, name="picture reader").start()
    late: list[float] = []
    last = time.perf_counter()
    while not over.is_set():
        time.sleep(TICK)
        now = time.perf_counter()
        late.append(1000 * (now - last - TICK))
        last = now
    return seconds, late


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        opened = page_turns(Path(name), args.times)
        photo = Path(name) / "photo.jpg"
        noise = np.random.default_rng(1).integers(0, 256, (400, 600, 3), np.uint8)
        Pillow.fromarray(noise).resize(SIZE).save(photo, quality=90)
        seconds, late = late_beside(photo, args.times)
    app.quit()
    shares = {"median": 50, "p99": 99, "p99.9": 99.9, "most": 100}
    result = {
        "page": {
            "all_turns_ms": report.spread([round(sum(turns), 1) for turns in opened]),
            "longest_turn_ms": report.spread([round(max(turns), 2) for turns in opened]),
        },
        "photo": {
            "seconds": report.spread([round(one, 2) for one in seconds]),
            "late_ms": {n: round(float(np.percentile(late, p)), 2) for n, p in shares.items()},
        },
    }
    print(result)
    report.write("window_turns", result)


if __name__ == "__main__":
    main()
