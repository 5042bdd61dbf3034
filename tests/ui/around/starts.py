"""Starts of the program as processes that a test talks to."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


class Start:
    """One; `hear` waits for a word of its, `tell` gives it one."""

    def __init__(self, home: Path, *options: str, platform: str = "offscreen") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.around.start", str(home), *options],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": platform},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.heard: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self, word: str) -> str:
        """The next line that begins with `word`."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"it ended without saying {word!r}"
            self.heard.append(line)
            if line.startswith(word):
                return line

    def ask(self, word: str) -> str:
        """What it says to `word`."""
        self.tell(word)
        return self.hear(word).removeprefix(word).strip()

    def end(self) -> int:
        """Wait for its end: the exit code."""
        code = self.process.wait(PATIENCE)
        self._reader.join()
        while (line := self._lines.get_nowait()) is not None:
            self.heard.append(line)
        return code

    def quit(self) -> int:
        self.tell("quit")
        return self.end()

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())
        self._lines.put(None)
