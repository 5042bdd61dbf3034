"""The real window as its own program on the rig's screen, seen and used only from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from app.folders import Folders
from tests.rig.conversation import ENDING_SECONDS, SETTLING_SECONDS
from tests.rig.keyboard import Keyboard
from tests.rig.screen import VirtualScreen
from tests.rig.screen_reader import Control, ScreenReader
from tests.rig.server import RigError, leash
from tests.rig.sound import ROOT

OPENING_SECONDS = 60.0

FRAME = "frame"
"""The role of a window."""


@dataclass(eq=False)
class WindowProgram:
    """`visavis gui` on the sound devices of this process's environment; use as a context manager.

    folder: a new one, for the program's home and the pictures.  settings: of this start.
    environment: more variables.  module: what runs it.
    """

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    module: str = "app"

    def __enter__(self) -> WindowProgram:
        home = self.folder / "home"
        home.mkdir(parents=True)
        (home / "models").symlink_to(Folders.from_environment().models)
        self.screen = VirtualScreen()
        self.screen.__enter__()
        try:
            self.keyboard = Keyboard(self.screen.environment["DISPLAY"])
            self.reader = ScreenReader(self.screen.environment)
            self.reader.__enter__()
            self._start(home)
        except BaseException:
            self._end_rig(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.running:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._end_rig(kind, error, trace)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def log(self) -> str:
        """What it wrote to its standard error."""
        return (self.folder / "window.log").read_text(errors="replace")

    def await_end(self, seconds: float) -> float:
        """Seconds until it ends by itself.

        Raises: RigError if it does not.
        """
        begun = time.monotonic()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise RigError("The window's program does not end.") from None
        return time.monotonic() - begun

    def await_ready(self) -> None:
        """Return when the window says that it listens."""
        self.reader.await_control(
            lambda c: c.role == "label" and c.name == "Ready", "Ready", OPENING_SECONDS
        )
        time.sleep(SETTLING_SECONDS)

    def window(self) -> Control:
        """The main window."""
        return self.reader.await_control(
            lambda c: c.role == FRAME and "Visavis" in c.name, "window", OPENING_SECONDS
        )

    def picture(self, name: str) -> Path:
        """Take a picture of the window; its file."""
        path = self.folder / "pictures" / f"{name}.png"
        place = self.window().place
        part = None
        if place is not None:
            left, top, width, height = place
            part = (left, top, left + width, top + height)
        self.screen.save(path, part)
        return path

    def _start(self, home: Path) -> None:
        chosen = [word for pair in self.settings.items() for word in ("--set", "=".join(pair))]
        variables = {
            **self.screen.environment,
            "VISAVIS_HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "en_GB.UTF-8",
            "LANGUAGE": "en",
            **self.environment,
        }
        with (self.folder / "window.log").open("wb") as log:
            self._process = subprocess.Popen(
                leash([sys.executable, "-m", self.module, *chosen, "gui"]),
                cwd=ROOT,
                env={**os.environ, **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _end_rig(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if hasattr(self, "reader"):
            self.reader.__exit__(kind, error, trace)
        if hasattr(self, "keyboard"):
            self.keyboard.__exit__(kind, error, trace)
        self.screen.__exit__(kind, error, trace)
