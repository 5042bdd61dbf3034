"""How set-up speaks: short lines on stderr, so that stdout stays the program's own."""

from __future__ import annotations

import sys


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence for people."""


def say(line: str) -> None:
    """Print one line at once."""
    print(line, file=sys.stderr, flush=True)


class Counter:
    """`3 of 73 NAME`, rewritten in place on a terminal, else a line at each quarter."""

    _LINE_WIDTH = 72
    """Short enough for any terminal: a line that wraps can't be rewritten."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = max(total, 1)
        self._done = 0
        self._terminal = sys.stderr.isatty()

    def step(self, name: str) -> None:
        """One more; `name` is the one under way."""
        self._done = min(self._done + 1, self._total)
        if self._terminal:
            line = f"{self._what}: {self._done} of {self._total}  {name}"
            print(f"\r{line[: self._LINE_WIDTH]:{self._LINE_WIDTH}}", end="", file=sys.stderr)
            sys.stderr.flush()
        elif self._done * 4 // self._total > (self._done - 1) * 4 // self._total:
            say(f"{self._what}: {self._done} of {self._total}")

    def end(self) -> None:
        """Leave the terminal's line."""
        if self._terminal and self._done:
            print(file=sys.stderr, flush=True)
