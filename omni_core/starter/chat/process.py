"""The chat model's own process, from outside: asked one request at a time, ended by closing it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from omni_core.conversation import Cancel

COMMAND = (sys.executable, "-P", "-m", "omni_core.starter.chat.worker")
SOURCES = Path(__file__).parents[3]
"""Where this package lies: the process must not depend on where it is started from."""

FAREWELL_SECONDS = 0.5
"""How long it may take to end by itself once its input is closed."""

OnEvent = Callable[[Any], None]
"""Told what llama.cpp's server streams."""


class ProcessEndedError(Exception):
    """The process ended before it answered."""


class RequestFailedError(Exception):
    """The library refused a request, by an exception of this name."""


class ChatProcess:
    """Loads the model at once and waits for it.

    `complete` belongs to one thread; `close` may come from any.
    """

    def __init__(self, path: Path, threads: int, context: int) -> None:
        """context: tokens of a conversation at most.

        Raises: OSError if it can't be started; ProcessEndedError if the model can't be run.
        """
        self._lock = threading.Lock()  # over writing
        self._number = 0
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what the library writes there may quote what was said
            # Threads that wait for each other by spinning would stop each other on busy cores.
            env={"OMP_WAIT_POLICY": "PASSIVE", **os.environ, "PYTHONPATH": str(SOURCES)},
            # On Windows a console program started by a windowed one would open a window.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            self._write({"path": str(path), "threads": threads, "context": context})
            if self._read().get("status") != "ready":
                raise ProcessEndedError
        except ProcessEndedError:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def complete(
        self, request: Mapping[str, Any], stopped: Cancel, on_event: OnEvent | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        """Do one completion as llama.cpp's server takes it; returns its last answer.

        stopped: ends it at its next token or batch.  on_event: of a request that streams.
        Raises: ProcessEndedError; RequestFailedError.
        """
        self._number += 1
        number = self._number
        self._write({"id": number, "request": dict(request)})
        with stopped.calling(lambda: self._stop(number)):
            while True:
                answer = self._read()
                if "event" in answer:
                    if on_event is not None:
                        on_event(answer["event"])
                elif "failed" in answer:
                    raise RequestFailedError(answer["failed"])
                else:
                    return answer["done"]

    def _stop(self, number: int) -> None:
        with suppress(ProcessEndedError):  # then there is nothing left to stop
            self._write({"stop": number})

    def close(self) -> None:
        """End the process, by force if it does not end by itself.  May be called twice."""
        with self._lock:
            _close(self._process.stdin)
        try:
            self._process.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _close(self._process.stdout)

    def _write(self, message: Mapping[str, Any]) -> None:
        line, stdin = json.dumps(message).encode() + b"\n", self._process.stdin
        try:
            if stdin is None:
                raise BrokenPipeError
            with self._lock:
                stdin.write(line)
                stdin.flush()
        except (OSError, ValueError) as gone:  # ValueError: closed on this side
            raise ProcessEndedError from gone

    def _read(self) -> dict[str, Any]:
        stdout = self._process.stdout
        line = stdout.readline() if stdout is not None else b""
        try:
            return json.loads(line)
        except ValueError as cut_short:
            raise ProcessEndedError from cut_short


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        pass  # it broke when the process ended; it is closed all the same
