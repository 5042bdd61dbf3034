"""Claim: whatever the engine does, the window's thread is never late for long.

The real window under a virtual display, the program's own devices on the rig's: questions are
asked by sound, the engine answers, the presence moves.  A timer that should fire every 4 ms tells
how late the window's thread is; each stall of over 50 ms is written down with what the other
threads were doing.  Then the watch rests and the conversation goes on for half as long: what the
process and the window's thread take of a core in each mood, with the camera off, on, and the window
hidden.  `benchmarks.window_presence` has the window's drawing by itself.

    xvfb-run -a python -m benchmarks.window_lag [--seconds 90] [--engine starter] [--name NAME]

The omni engine is given a checkpoint whose speech is prepared, made up by `visavis models random`
and `models prepare`: its replies mean nothing and are slow, and are made as real ones are.

The result goes to benchmarks/results/window_lag_NAME.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.folders import Folders
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from benchmarks import report
from benchmarks.stalls import Stall, StallWatch, watching
from benchmarks.window_paints import Moment
from tests.rig.coupler import RATE
from tests.rig.live import load
from tests.rig.room import Room
from tests.rig.sound import VirtualSound
from ui.desk import Desk
from ui.models.mood import Mood
from ui.models.settings_page import SettingsPage
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

SPOKEN_CODES = 200
"""Made-up weights know no end, and would speak for a minute and a half; these are four seconds."""

WRITTEN_TOKENS = 60
GENERATION = "generation_config.json"

PARTS_OF_STALL = ("late", "worked", "no_core", "collected")


@dataclass
class Weighed:
    """What the process and the window's thread took, by what went on."""

    passed: dict[str, Moment] = field(default_factory=dict[str, Moment])
    _last: tuple[str, Moment] | None = None

    def weigh(self, doing: str) -> None:
        """Half a second has passed; to be called on the window's thread."""
        now = Moment.now()
        if self._last is not None and self._last[0] == doing:
            self.passed[doing] = now.since(self._last[1]).and_also(self.passed.get(doing))
        self._last = (doing, now)

    def shares(self) -> dict[str, dict[str, float]]:
        """Of one core."""
        return {
            name: {"seconds": round(passed.clock, 1), **passed.shares()}
            for name, passed in self.passed.items()
        }


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
        self._ticking = self._every(TICK_MS, self._tick, Qt.TimerType.PreciseTimer)
        self._leading = self._every(PAUSE_MS, self._lead)

    @property
    def doing(self) -> str:
        """What goes on, in words of the result."""
        mood = self._desk.model.mood.name.lower()
        camera = ", camera on" if self._desk.model.camera_on else ""
        return mood + camera if self._window.isVisible() else "hidden"

    def weigh_instead(self) -> None:
        """Watch no more, so that the watching is not weighed."""
        self._ticking.stop()
        self._watch.rest()
        self._weighing = self._every(WEIGH_MS, lambda: self.weighed.weigh(self.doing))

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


def percentiles(values: list[float]) -> dict[str, float]:
    """In milliseconds, of seconds."""
    shares = {"median": 50, "p99": 99, "p99.9": 99.9, "most": 100}
    return {name: round(1000 * float(np.percentile(values, s)), 2) for name, s in shares.items()}


def told(stall: Stall) -> dict[str, Any]:
    """A stall for the result, in milliseconds but for its moment."""
    parts = {name: round(1000 * getattr(stall, name)) for name in PARTS_OF_STALL}
    return {"at": round(stall.at, 2), **parts, "doing": list(stall.doing)}


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
        acts = {seconds: probe.weigh_instead, 1.5 * seconds: window.hide, 1.6 * seconds: app.quit}
        for at, act in acts.items():
            QTimer.singleShot(round(1000 * at), act)
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
        "stalls": [told(one) for one in watch.stalls],
        "garbage_collections": watch.collector.longest(),
        "of_a_core": probe.weighed.shares(),
        "events_dropped": desk._bridge.mailbox.dropped,
    }


def brief(checkpoint: Path, folder: Path) -> Path:
    """The same checkpoint, whose replies are short, in `folder`."""
    folder.mkdir()
    for file in checkpoint.resolve().iterdir():
        (folder / file.name).symlink_to(file)
    said = json.loads((folder / GENERATION).read_text("utf-8"))
    (folder / GENERATION).unlink()
    short = {**said, "talker_max_new_tokens": SPOKEN_CODES}
    (folder / GENERATION).write_text(json.dumps(short), "utf-8")
    return folder


def omni_settings(model: Path) -> Settings:
    """The program's own, with this checkpoint on the processor, and short replies."""
    usual = Settings()
    return usual.model_copy(
        update={
            "omni": usual.omni.model_copy(update={"model": str(model), "device": "cpu"}),
            "conversation": usual.conversation.model_copy(
                update={"max_reply_tokens": WRITTEN_TOKENS}
            ),
        }
    )


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--engine", default="starter", choices=("starter", "omni"))
    parser.add_argument("--model", type=Path, help="the omni engine's checkpoint, made up")
    parser.add_argument("--name", default="starter")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings()
        if args.model is not None:
            settings = omni_settings(brief(args.model, folder / "checkpoint"))
        result = measure(args.engine, settings, args.seconds, folder)
    for name, value in result.items():
        print(name, value)
    report.write(f"window_lag_{args.name}", result)


if __name__ == "__main__":
    main()
