"""Text and speech of one reply, each made on a thread of its own and merged as they come.

The text is cut into clauses while it is still being written; each clause is spoken as soon as it
is whole.  Speech runs at most `CLAUSES_AHEAD` clauses ahead of the listener; text is bounded by
the reply's length.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel, DoneReason, SpeechDelta, TextDelta
from omni_core.media import SPEECH_RATE
from omni_core.starter.voice.clauses import Clause, ClauseSplitter

CLAUSES_AHEAD = 3
"""Speech made before it is asked for: enough to ride out a slow clause, little to throw away."""

Text = Generator[str, None, DoneReason]
"""A reply's text as it is written; returns why it ended."""

Say = Callable[[str], NDArray[np.float32]]
"""One clause to sound: float32 [n], 24 kHz, empty if cancelled."""

Result = TypeVar("Result")


class ReplyCancelledError(Exception):
    """The reply was cancelled while this was being computed."""


def await_unless_cancelled(
    executor: Executor, work: Callable[[], Result], cancel: Cancel
) -> Result:
    """Run `work` on the executor and return its result; on a cancel raise ReplyCancelledError.

    Work that cannot be stopped in its middle goes on behind the scenes and its result is dropped.
    """
    finished = threading.Event()
    future = executor.submit(work)
    future.add_done_callback(lambda _: finished.set())
    with cancel.calling(finished.set):
        finished.wait()
    if not future.done():
        future.cancel()
        raise ReplyCancelledError
    return future.result()


def speak_along(
    text: Text, say: Say | None, executor: Executor, cancel: Cancel
) -> Generator[TextDelta | SpeechDelta, None, DoneReason]:
    """Yield the text and, with `say`, its speech; return why the reply ended.

    The executor must have two free threads.  Whatever the two of them raise is raised here.
    """
    # Text pieces and sounds as they come; a finished future stands for its producer's end, None
    # only wakes.
    events: queue.SimpleQueue[TextDelta | SpeechDelta | Future[DoneReason] | None]
    events = queue.SimpleQueue()
    clauses: queue.SimpleQueue[Clause | None] = queue.SimpleQueue()
    room = threading.Semaphore(CLAUSES_AHEAD)
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        clauses.put(None)
        room.release()
        events.put(None)

    def write() -> DoneReason:
        splitter = ClauseSplitter()
        try:
            while True:
                piece = next(text)
                if stopped.is_set():
                    return "cancelled"
                events.put(TextDelta(piece))
                for clause in splitter.push(piece):
                    clauses.put(clause)
        except StopIteration as end:
            for clause in splitter.finish():
                clauses.put(clause)
            return end.value
        finally:
            clauses.put(None)
            text.close()

    def speak(say: Say) -> DoneReason:
        while (clause := clauses.get()) is not None:
            room.acquire()
            if stopped.is_set():
                return "cancelled"
            samples = say(clause.text)
            if samples.size:
                events.put(SpeechDelta(samples, clause.end, exact=True))
        return "end"

    with cancel.calling(stop):
        writing = executor.submit(write)
        writing.add_done_callback(events.put)
        producers: set[Future[DoneReason]] = {writing}
        if say is not None:
            speaking = executor.submit(speak, say)
            speaking.add_done_callback(events.put)
            producers.add(speaking)
        try:
            while producers:
                event = events.get()
                if stopped.is_set():
                    return "cancelled"  # what is queued already is not said any more
                match event:
                    case Future() as producer:
                        producer.result()
                        producers.discard(producer)
                    case SpeechDelta():
                        yield event
                        room.release()
                    case TextDelta():
                        yield event
            return writing.result()
        finally:
            stop()


class ReplyRecord:
    """What a reply has said so far, and when its steps were passed (seconds since its start)."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._said: list[str] = []
        self.stats: dict[str, float] = {"speech_s": 0.0}

    @property
    def text(self) -> str:
        """All text emitted so far."""
        return "".join(self._said)

    def passed(self, step: str) -> None:
        """Note the time of a step's first passing."""
        self.stats.setdefault(step, time.monotonic() - self._begun)

    def of(
        self, reply: Generator[TextDelta | SpeechDelta, None, DoneReason]
    ) -> Generator[TextDelta | SpeechDelta, None, DoneReason]:
        """The same reply, recorded as it passes."""
        try:
            while True:
                match event := next(reply):
                    case TextDelta():
                        self.passed("first_text_s")
                        self._said.append(event.text)
                    case SpeechDelta():
                        self.passed("first_sound_s")
                        self.stats["speech_s"] += event.samples.size / SPEECH_RATE
                yield event
        except StopIteration as end:
            return end.value
        finally:
            reply.close()
            self.passed("done_s")
