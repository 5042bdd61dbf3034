"""Takes requests as they come, does them one after another, and drops the cancelled ones."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from voice_worker.pipe import Pipe
from voice_worker.stop import Stop, StoppedError
from voice_worker.voices import Voices

PROTOCOL = 1

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    id: int
    request: dict[str, Any]
    stop: Stop = field(default_factory=Stop)


class Server:
    """One thread reads requests (`read`), another does them (`work`)."""

    def __init__(self, pipe: Pipe, voices: Voices) -> None:
        self._pipe = pipe
        self._voices = voices
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._unfinished: dict[int, _Job] = {}

    def read(self) -> None:
        """Read until the pipe closes, then stop everything and let `work` end."""
        for request in self._pipe.requests():
            match request:
                case {"do": "cancel", "id": int(number)}:
                    self._cancel(number)
                case {"do": "speak", "id": int(number)}:
                    job = _Job(number, request)
                    with self._lock:
                        self._unfinished[number] = job
                    self._jobs.put(job)
                case _:
                    _log.warning("a request that is none was dropped")
        with self._lock:
            jobs = tuple(self._unfinished.values())
        for job in jobs:
            job.stop.set()
        self._jobs.put(None)

    def _cancel(self, number: int) -> None:
        with self._lock:
            job = self._unfinished.get(number)
        if job is not None:  # else it was finished before the request to stop it came
            job.stop.set()

    def work(self) -> None:
        """Do jobs in order until `read` has ended or nobody takes the answers."""
        try:
            self._pipe.answer({"status": "ready", "protocol": PROTOCOL})
            while (job := self._jobs.get()) is not None:
                self._do(job)
                with self._lock:
                    del self._unfinished[job.id]
        except OSError:
            _log.info("nobody listens any more")

    def _do(self, job: _Job) -> None:
        samples = None
        try:
            if job.stop.is_set:
                raise StoppedError
            answer, samples = self._speak(job)
        except Exception as error:  # noqa: BLE001 - whatever a speech library raises is an answer
            answer = _failed(job, error)
        self._pipe.answer({"id": job.id, **answer}, samples)

    def _speak(self, job: _Job) -> tuple[dict[str, object], np.ndarray]:
        voice = self._voices.get(job.request["voice"])
        samples = voice.say(str(job.request["text"]), float(job.request["speed"]), job.stop)
        if job.stop.is_set:
            raise StoppedError
        return {"status": "sound", "rate": voice.rate, "samples": int(samples.size)}, samples


def _failed(job: _Job, error: Exception) -> dict[str, object]:
    """The answer to a job that raised.  Messages of errors may quote the text, so only the name."""
    if job.stop.is_set:
        return {"status": "cancelled"}
    why = type(error).__name__
    _log.warning("a request failed: %s", why)
    return {"status": "failed", "why": why}
