"""One running voice worker process: its pipes, its threads, and the answers awaited from it.

The protocol is described in voice_worker/README.md.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

PROTOCOL = 1
BYTES_A_SAMPLE = 4
LONGEST_SOUND = 24_000 * 600
"""Samples; an answer that announces more is no sound but a broken pipe."""
FAREWELL_SECONDS = 0.7
"""How long the child may take to end by itself once its input is closed."""
THREAD_SECONDS = 0.2
"""How long its threads may take to see the end of its pipes once the child is gone."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What came back: the header, and float32 [n] samples (n = 0 unless it is a sound)."""

    header: Mapping[str, Any]
    samples: NDArray[np.float32]


class ChildDiedError(Exception):
    """The child ended, or sent what no worker would send, before it answered."""


class Child:
    """Starts the command at once.  Any thread may ask; answers arrive as futures."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start the worker.

        Raises: OSError if the command can't be started.
        """
        # phonemizer copies espeak-ng into a temporary folder, and leaves it if ended by force.
        self._scratch = tempfile.TemporaryDirectory(
            prefix="visavis-voice-", ignore_cleanup_errors=True
        )
        scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name)
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **scratch, **environment},
            # On Windows a console program started by a windowed one would open a window.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lock = threading.Lock()
        self._awaited: dict[int, Future[Answer]] = {}
        self._last_id = 0
        self._alive = True
        self._threads = (
            threading.Thread(target=self._read_answers, name="voice answers", daemon=True),
            threading.Thread(target=self._read_log, name="voice log", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._alive

    def ask(self, request: Mapping[str, object]) -> tuple[int, Future[Answer]]:
        """Send a request; its id and the answer to come (or ChildDiedError as its exception).

        Raises: ChildDiedError if the child is gone already.
        """
        future: Future[Answer] = Future()
        with self._lock:
            if not self._alive:
                raise ChildDiedError
            self._last_id += 1
            number = self._last_id
            self._awaited[number] = future
            self._write({**request, "id": number})
        return number, future

    def cancel(self, number: int) -> None:
        """Have the request of this id dropped, or stopped if it runs; all others go on."""
        with self._lock:
            if self._alive:
                self._write({"do": "cancel", "id": number})

    def _write(self, message: Mapping[str, object]) -> None:
        stdin = _pipe(self._process.stdin)
        try:
            stdin.write(json.dumps(message).encode() + b"\n")
            stdin.flush()
        except OSError as error:
            self._alive = False
            raise ChildDiedError from error

    def _read_answers(self) -> None:
        try:
            with _pipe(self._process.stdout) as stdout:
                while line := stdout.readline():
                    self._take(*_parse(line, stdout))
        except (ValueError, OSError):
            _log.warning("The voice worker sent something that is no answer; it is ended.")
        finally:
            self._process.kill()
            self._process.wait()
            with self._lock:
                self._alive = False
                awaited, self._awaited = self._awaited, {}
            for future in awaited.values():
                if future.set_running_or_notify_cancel():
                    future.set_exception(ChildDiedError())

    def _take(self, number: int | None, answer: Answer) -> None:
        if number is None:
            if answer.header.get("protocol") != PROTOCOL:
                raise ValueError("another protocol")
            return
        with self._lock:
            future = self._awaited.pop(number, None)
        if future is not None and future.set_running_or_notify_cancel():
            future.set_result(answer)

    def _read_log(self) -> None:
        with _pipe(self._process.stderr) as stderr:
            lines = sum(1 for _ in stderr)
        if lines:  # of which the words are not kept: a library's may quote what was said
            _log.info("Lines that the voice worker wrote beside its answers: %d", lines)

    def close(self) -> None:
        """End the child, by force if it does not end by itself.  May be called twice."""
        with self._lock:
            self._alive = False
            stdin = _pipe(self._process.stdin)
            try:
                stdin.close()
            except OSError:
                _log.debug("The voice worker was gone before it was closed.")
        try:
            self._process.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in self._threads:
            thread.join(THREAD_SECONDS)
        self._scratch.cleanup()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # never with PIPE asked for; said for the type checker's sake
        raise OSError("no pipe")
    return stream


def _parse(line: bytes, stream: IO[bytes]) -> tuple[int | None, Answer]:
    """One answer: its id (None: the greeting) and content.  Raises: ValueError if it is none."""
    header = json.loads(line)
    if not isinstance(header, dict):
        raise ValueError("no object")
    number = header.get("id")
    count = header.get("samples", 0)
    if not (number is None or isinstance(number, int)):
        raise ValueError("no id")
    if not (isinstance(count, int) and 0 <= count <= LONGEST_SOUND):
        raise ValueError("no count")
    data = stream.read(count * BYTES_A_SAMPLE)
    if len(data) != count * BYTES_A_SAMPLE:
        raise ValueError("cut short")
    return number, Answer(header, np.frombuffer(data, dtype="<f4").astype(np.float32))
