"""A monkey at the window: 500 random things done to it, twenty times over, from fixed seeds.

    python -m benchmarks.monkey [--runs 20] [--actions 500] [--seed 0]

The real window over a scripted session, which talks, loses its devices, breaks off and comes back
meanwhile; clicks, keys, text, sizes, settings, themes and languages come from whatever Qt says is
there.  Counted: exceptions and warnings, buttons that do not do what they did in a new window,
threads that are left, and what memory and widgets each run leaves behind.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import random
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.logs import written_logs
from benchmarks import report
from benchmarks.monkey_effects import effects
from benchmarks.monkey_faults import faults, offline
from benchmarks.monkey_ground import SETTLING_SECONDS, Playground
from benchmarks.monkey_hands import Hands, play
from ui.theme.style import Theme

M_ARENA_MAX = -8
"""The number that malloc.h gives this option."""

WARMING_RUNS = 3
"""Libraries and caches are filled in the first ones."""


@dataclass(frozen=True)
class Run:
    """What one run found.

    megabytes: resident when its window is gone and the C library has given back what it can.
    widgets, qt_objects, python_objects: that are left then.
    """

    seed: int
    actions: int
    seconds: float
    faults: list[str]
    changed_buttons: list[str]
    threads_left: list[str]
    megabytes: float
    widgets: int
    qt_objects: int
    python_objects: int
    last: list[str]


def one_run(app: QApplication, theme: Theme, seed: int, actions: int) -> Run:
    """Play with a new window, and see what is left of it."""
    begun = time.monotonic()
    threads = set(threading.enumerate())
    with tempfile.TemporaryDirectory() as name, faults() as found, offline():
        folder = Path(name)
        with written_logs(folder):
            ground = Playground(app, theme, folder, random.Random(seed))
            changed, last = _played(ground, actions)
            del ground
            left = threads_left(threads)
        sweep()
    things = gc.get_objects()
    return Run(
        seed=seed,
        actions=actions,
        seconds=round(time.monotonic() - begun, 2),
        faults=found,
        changed_buttons=changed,
        threads_left=left,
        megabytes=round(psutil.Process().memory_info().rss / 2**20, 1),
        widgets=len(app.allWidgets()),
        qt_objects=sum(isinstance(thing, QObject) for thing in things),
        python_objects=len(things),
        last=last if found or changed else [],
    )


def _played(ground: Playground, actions: int) -> tuple[list[str], list[str]]:
    """Which buttons do something else afterwards, and what was done last."""
    ground.open()
    at_first = effects(ground.window, ground.session)
    hands = Hands(ground.window, ground.rng)
    play(lambda: ground.step(hands), actions)
    ground.speak_as_at_first()
    ground.settle()
    at_last = effects(ground.window, ground.session)
    ground.close()
    changed = [
        f"{name}: {at_first.get(name)} at first, {at_last.get(name)} at last"
        for name in sorted({*at_first, *at_last})
        if at_first.get(name) != at_last.get(name)
    ]
    return changed, hands.log[-20:]


def sweep() -> None:
    """Delete what is to be deleted later, and what only cycles hold."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    _ask_c_library("malloc_trim", 0)


def one_heap() -> None:
    """Let the C library keep one heap: with one a thread, what a dead one's holds free counts."""
    _ask_c_library("mallopt", M_ARENA_MAX, 1)


def _ask_c_library(name: str, *numbers: int) -> None:
    """Call a function of GNU's; other systems have other ones and are left alone."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6")[name](*numbers)


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Names of threads that have not ended in a while."""
    until = time.monotonic() + SETTLING_SECONDS
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, until - time.monotonic()))
    return sorted(thread.name for thread in set(threading.enumerate()) - before)


def growth(runs: list[Run]) -> dict[str, Any]:
    """What the last runs leave more than the first ones behind those that warm up."""
    counted = runs[WARMING_RUNS:] or runs
    part = max(1, len(counted) // 3)
    early, late = counted[:part], counted[-part:]
    return {
        what: {
            "early": report.spread([getattr(run, what) for run in early]),
            "late": report.spread([getattr(run, what) for run in late]),
        }
        for what in ("megabytes", "widgets", "qt_objects", "python_objects")
    }


def main() -> None:
    """Let it play, and write down what it broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--actions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dry", action="store_true", help="write no result")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    one_heap()
    app = QApplication(sys.argv[:1])
    theme = Theme(app, "light")
    runs: list[Run] = []
    for seed in range(args.seed, args.seed + args.runs):
        run = one_run(app, theme, seed, args.actions)
        runs.append(run)
        print(
            f"seed {seed}: {run.seconds:.0f} s, {len(run.faults)} faults, "
            f"{len(run.changed_buttons)} buttons changed, {len(run.threads_left)} threads left, "
            f"{run.megabytes:.0f} MB, {run.widgets} widgets, "
            f"{run.qt_objects} objects of Qt, {run.python_objects} of Python",
            flush=True,
        )
        for line in dict.fromkeys([*run.faults, *run.changed_buttons, *run.threads_left]):
            print(f"    {line}")
    result = {
        "faults": sum(len(run.faults) for run in runs),
        "changed_buttons": sum(len(run.changed_buttons) for run in runs),
        "threads_left": sum(len(run.threads_left) for run in runs),
        "growth": growth(runs),
        "runs": [asdict(run) for run in runs],
    }
    print(result["growth"])
    if not args.dry:
        report.write("monkey", result)


if __name__ == "__main__":
    main()
