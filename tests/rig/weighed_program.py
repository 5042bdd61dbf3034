"""`visavis live` as a program of its own, which also weighs itself: time of each part, and memory.

    python -m tests.rig.weighed_program FOLDER OPTION...

The options are those of `visavis live`.  FOLDER/weighed.json gets a line of JSON a second: seconds
since the beginning, processor seconds by part so far, and resident memory in bytes.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

import psutil

import app.sound.streams
import omni_core.starter.hearing.listener
from app.cli.main import main
from app.sound.streams import OpenStream
from omni_core.starter.hearing.vad import SileroVad, VadState, Window

EVERY_SECONDS = 1.0
VAD = "voice detector"
SESSION = "MainThread"


class WeighedVad(SileroVad):
    """Counts its own processor time in the session's thread; the recogniser's is another matter."""

    seconds = 0.0

    def listen(self, state: VadState, samples) -> tuple[list[Window], VadState]:
        begun = time.thread_time()
        heard = super().listen(state, samples)
        if threading.current_thread() is threading.main_thread():
            WeighedVad.seconds += time.thread_time() - begun
        return heard


class WeighedStream(OpenStream):
    """Remembers which thread each device calls back on."""

    threads: ClassVar[dict[int, str]] = {}

    def called(self, now: float) -> None:
        WeighedStream.threads[threading.get_native_id()] = f"{self.device.kind} callback"
        super().called(now)


class Scales:
    """A thread that weighs the process every second."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "weighed.json"
        self._process = psutil.Process()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scales", daemon=True)

    def __enter__(self) -> Scales:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        begun = time.monotonic()
        with self._path.open("w") as file:
            while not self._stopping.wait(EVERY_SECONDS):
                at = time.monotonic() - begun
                line = {"at": at, "processor": self._processor(), "memory": self._memory()}
                file.write(json.dumps(line) + "\n")
                file.flush()

    def _processor(self) -> dict[str, float]:
        """Processor seconds of every thread, by its name; those no Python knows, by the system's.

        Of a thread that has ended nothing is left; those of interest last as long as the program.
        """
        names = {thread.native_id: thread.name for thread in threading.enumerate()}
        names |= WeighedStream.threads
        seconds: dict[str, float] = {VAD: WeighedVad.seconds}
        for thread in self._process.threads():
            name = names.get(thread.id) or _system_name(thread.id)
            seconds[name] = seconds.get(name, 0.0) + thread.user_time + thread.system_time
        return seconds

    def _memory(self) -> list[int]:
        family = [self._process, *self._process.children(recursive=True)]
        return [member.memory_info().rss for member in family]


def _system_name(thread: int) -> str:
    try:
        return Path(f"/proc/self/task/{thread}/comm").read_text().strip()
    except OSError:
        return "ended"


def run(folder: Path, options: list[str]) -> int:
    """Hold the conversation; the exit code."""
    omni_core.starter.hearing.listener.SileroVad = WeighedVad
    app.sound.streams.OpenStream = WeighedStream
    with Scales(folder):
        return main(["live", "--json", *options])


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
