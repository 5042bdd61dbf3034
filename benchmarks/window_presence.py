"""Claim: the presence takes at most 15 % of a core while it speaks or listens, and 3 % at rest.

The real window under a virtual display, and nothing behind it: it is told of a conversation, so
that what the process takes is what the window takes.  A mood at a time: processor time of the
whole process and of the window's thread, frames a second, and how long the presence and the ground
it stands on take to draw.  The camera's picture is measured apart: a film of 20 pictures a second
is looked through, and the threads that read and size it are counted by themselves.

    xvfb-run -a python -m benchmarks.window_presence [--seconds 10]

The result goes to benchmarks/results/window_presence.json.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from app.live.events import Level, StateChanged
from app.setting import all_settings
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved
from app.turns.states import State, Trigger
from benchmarks import report
from benchmarks.window_paints import Moment, Paints
from tests.rig.camera import film_of
from ui.bridge.events import Opened
from ui.bridge.session_thread import Opener
from ui.bridge.switched_camera import SwitchedCamera
from ui.desk import Desk
from ui.models.settings_page import SettingsPage
from ui.stage.presence_view import PresenceView
from ui.stage.stage import Stage
from ui.start import application
from ui.theme.style import Theme
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "resources" / "sample" / "photo.jpg"
SETTLING_SECONDS = 1.5
LEVEL_MS = 100
"""From one measurement of loudness to the next, as a session tells them."""

AT_REST_AIM, LIVELY_AIM = 0.03, 0.15

SCENES = {
    "idle": State.LISTENING,
    "asleep": State.STANDBY,
    "listening": State.HEARING,
    "thinking": State.THINKING,
    "speaking": State.SPEAKING,
}
WITH_CAMERA = ("idle", "speaking")


class ToldDesk(Desk):
    """A desk whose conversation is only told of; its voice rises and falls."""

    def speech_level(self, now: float) -> float | None:
        """See `Desk`."""
        return -30 + 14 * math.sin(9 * now)

    def loudness(self, now: float) -> float:
        """See `Desk`; without a session it would be silent."""
        model = self.model
        side = model.speaking if model.mood.name == "SPEAKING" else model.hearing
        side.hear(self.speech_level(now) or -58.0)
        return side.at(now)


@contextmanager
def weighing(result: dict[str, Any], paints: Paints) -> Iterator[None]:
    """What everything within takes of a core goes into `result`."""
    paints.spent.clear()
    threads = {t.native_id: t.name for t in threading.enumerate()}
    before = _by_thread(threads)
    began = Moment.now()
    yield
    passed = Moment.now().since(began)
    result.update(passed.shares())
    for name, spent in _by_thread(threads).items():
        share = round((spent - before.get(name, 0.0)) / passed.clock, 3)
        if name in ("camera", "pictures") and share:
            result[f"{name}_thread"] = share
    result.update(paints.of(passed.clock))


def _by_thread(names: dict[int | None, str]) -> dict[str, float]:
    """Seconds of processor time, by the thread's name."""
    return {names.get(t.id, ""): t.user_time + t.system_time for t in psutil.Process().threads()}


def _pass(seconds: float) -> None:
    """Let the window live so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _no_session(_camera: SwitchedCamera) -> Opener:
    def opener(_show: Callable[[Any], None]) -> Any:  # noqa: ANN401 - never called
        raise RuntimeError("Nothing is opened here.")

    return opener


def measure(seconds: float, folder: Path) -> dict[str, Any]:
    """Every scene for so long."""
    with Image.open(PHOTO) as photo:
        film = film_of(folder / "film.mp4", np.asarray(photo.convert("RGB"), np.uint8))
    app = application("en")
    page = SettingsPage(
        SettingsFile(folder),
        Resolved(Settings(), {one.key: Origin.DEFAULT for one in all_settings()}, ()),
    )
    desk = ToldDesk(_no_session, str(film))
    window = MainWindow(Theme(app, "light"), desk, page, "Starter engine, on this computer")
    paints = Paints()
    paints.time_all(PresenceView)
    paints.time_all(Stage)
    desk.pictures.start()
    window.show()
    desk.tell(Opened())
    levels = QTimer(interval=LEVEL_MS)
    levels.timeout.connect(lambda: desk.tell(Level(-40.0, 0.1)))
    levels.start()
    scenes: dict[str, dict[str, Any]] = {}

    def scene(name: str, state: State) -> None:
        desk.tell(StateChanged(state, Trigger.SOUNDS, time.monotonic()))
        _pass(SETTLING_SECONDS)
        scenes[name] = {}
        with weighing(scenes[name], paints):
            _pass(seconds)
        print(name, scenes[name], flush=True)

    for name, state in SCENES.items():
        scene(name, state)
    desk.set_camera(True)
    for name in WITH_CAMERA:
        scene(f"{name}, camera on", SCENES[name])
    desk.set_camera(False)
    window.hide()
    scene("hidden, idle", State.LISTENING)
    scene("hidden, speaking", State.SPEAKING)
    window.close()
    return {
        "seconds": seconds,
        "stage": [window.screen_.stage.width(), window.screen_.stage.height()],
        "at_rest_aim": AT_REST_AIM,
        "lively_aim": LIVELY_AIM,
        "of_a_core": scenes,
    }


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report.write("window_presence", measure(args.seconds, Path(folder)))


if __name__ == "__main__":
    main()
