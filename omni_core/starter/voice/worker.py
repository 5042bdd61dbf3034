"""The voice worker as the rest sees it: asked for sound, restarted once when it dies."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel, EngineError
from omni_core.labels import Label
from omni_core.starter.voice.child import Answer, Child, ChildDiedError

ATTEMPTS = 2
"""The first one, and one after a restart."""
LOAD_SECONDS = 120.0
"""Opening the largest voice takes a second or two, on a slow and cold disk perhaps thirty."""
SPEAK_SECONDS = 60.0
"""A clause takes a second or two; a worker that needs this long hangs."""

Description = Mapping[str, str]
"""Of a voice, in the protocol's terms; see voice_worker/README.md."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """samples: float32 [n], mono, as the voice made them; rate: samples a second."""

    samples: NDArray[np.float32]
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.samples.size / self.rate


class VoiceWorker:
    """Owns the child process.  Any number of threads may ask, each waiting for its own answer.

    The child does one request after another, in the order they came.  `close` and `Cancel.set`
    may come from any thread too.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> None:
        """Start the child, without waiting for it.

        command: program and arguments, e.g. [sys.executable, "-m", "voice_worker"].
        environment: added to this process's own variables.
        Raises: EngineError if the command can't be started.
        """
        self._command = tuple(command)
        self._environment = dict(environment or {})
        self._lock = threading.Lock()
        self._closed = False
        self._child = self._start()

    @property
    def pid(self) -> int:
        """Process id of the present child."""
        return self._child.pid

    def say(self, voice: Description, text: str, speed: float, cancel: Cancel) -> Sound | None:
        """Speak `text` at `speed` (0.5 .. 2) times the voice's own pace; None if cancelled.

        Returns within milliseconds of `cancel`; the synthesis is stopped behind its back, and
        what others asked for is not touched.
        Raises: EngineError if the voice can't be opened or the worker keeps dying.
        """
        request = {"do": "speak", "voice": dict(voice), "text": text, "speed": speed}
        answer = self._ask(request, cancel, LOAD_SECONDS + SPEAK_SECONDS)
        if answer is None:
            return None
        return Sound(answer.samples, int(answer.header["rate"]))

    def close(self) -> None:
        """End the child in less than a second.  May be called twice."""
        with self._lock:
            self._closed = True
            self._child.close()

    def _start(self) -> Child:
        try:
            return Child(self._command, self._environment)
        except OSError as error:
            raise EngineError(
                "device", "The program that speaks can't be started; please reinstall Visavis."
            ) from error

    def _running_child(self) -> Child:
        with self._lock:
            if self._closed:
                raise EngineError("internal", "The voice has been closed already.")
            if not self._child.alive:
                self._child.close()
                self._child = self._start()
            return self._child

    def _ask(self, request: Mapping[str, object], cancel: Cancel, seconds: float) -> Answer | None:
        for _ in range(ATTEMPTS):
            child = self._running_child()
            try:
                return self._wait(child, request, cancel, seconds)
            except ChildDiedError:
                _log.warning("The voice worker ended unexpectedly.")
        raise EngineError("device", "The program that speaks keeps ending; please restart Visavis.")

    def _wait(
        self, child: Child, request: Mapping[str, object], cancel: Cancel, seconds: float
    ) -> Answer | None:
        number, future = child.ask(request)
        with cancel.calling(lambda: _abandon(future)):
            try:
                answer = future.result(seconds)
            except CancelledError:
                with suppress(ChildDiedError):  # then there is nothing left to stop
                    child.cancel(number)
                return None
            except TimeoutError as error:
                child.close()
                raise EngineError(
                    "device", "The program that speaks does not answer; please try again."
                ) from error
        if answer.header.get("status") != "sound":
            # The name of an exception, or whatever else stands there, of which nothing is told.
            why = str(answer.header.get("why"))
            _log.warning("The voice worker failed: %s", Label(why) if why.isidentifier() else why)
            raise EngineError(
                "model", "This voice can't be used; please fetch it again or choose another one."
            )
        return answer


def _abandon(future: Future[Answer]) -> None:
    future.cancel()
