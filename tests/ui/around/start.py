"""A start of the program in a process of its own, over a session without devices.

`python -m tests.ui.around.start HOME [gui's options]`; it says what happens, a word a line.  A
line on standard input is done: `quit`, `crash`, `place`.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent

from app.cli import main as cli
from tests.ui.conftest import Given
from ui import start
from ui.around.crash_card import CrashCard
from ui.bridge.events import DeskEvent
from ui.window import MainWindow


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Asked(QObject):
    """Lines from standard input, on the window's thread."""

    line = Signal(str)

    def read(self) -> None:
        for line in sys.stdin:
            self.line.emit(line.strip())


class SaidWindow(MainWindow):
    """Tells of its life."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        say("shown")

    def come_forward(self) -> None:
        super().come_forward()
        say("forward", self.isVisible(), self.isMinimized())

    def do(self, line: str) -> None:
        if line == "quit":
            self.quit()
        elif line == "place":
            frame = self.frameGeometry()
            say("place", frame.x(), frame.y(), frame.width(), frame.height())
        elif line.startswith("move"):
            self.move(*map(int, line.split()[1:]))
        elif line == "state":
            say("state", self.isVisible(), self.isMinimized())
        elif line == "report":
            report = self.findChild(CrashCard)
            say("report", report is not None)
        elif line == "crash":
            faulthandler._sigsegv()  # pyright: ignore[reportAttributeAccessIssue]


@contextmanager
def given(show: Callable[[DeskEvent], None]) -> Iterator[Given]:
    made = Given()
    with made.open(show):
        say("session begins")
        yield made
    say("session ends")


def main() -> int:
    asked = Asked()

    def make(*args: object) -> SaidWindow:
        window = SaidWindow(*args)  # type: ignore[arg-type]
        asked.line.connect(window.do)
        threading.Thread(target=asked.read, daemon=True).start()
        return window

    start.MainWindow = make  # type: ignore[assignment, misc]
    start.connected = lambda *_: lambda _camera: given  # type: ignore[assignment, return-value]
    os.environ["VISAVIS_HOME"] = str(Path(sys.argv[1]))
    os.environ.setdefault("DISPLAY", ":none")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return cli.main(["gui", *sys.argv[2:]])


if __name__ == "__main__":
    sys.exit(main())
