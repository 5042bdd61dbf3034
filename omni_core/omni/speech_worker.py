"""Speech on a thread of its own: codes go in as the Talker says them, sound comes out.

An engine has one such thread, for there is one device to run on, and because a captured graph
belongs to the thread that captured it.  A reply's speech is never waited for on it: it does what
is ready and goes home, so several conversations take turns a packet at a time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.priority import give_way
from omni_core.speech.block_decoder import DecodingCancelledError
from omni_core.speech.speech_stream import SpeechStream

Samples = NDArray[np.float32]
Made = TypeVar("Made")

MOST_WAITING = 4
"""Packets made and not taken yet; then the thread rests until one is.  Nothing is dropped."""


class SpeechWorker:
    """The one speech thread of an engine."""

    def __init__(self, *, gives_way: bool = False) -> None:
        """gives_way: it computes on the processor, and leaves others their turn."""
        begin = give_way if gives_way else None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="speech", initializer=begin)

    def call(self, work: Callable[[], Made]) -> Made:
        """Do something else on the thread, and wait for it.

        Raises: whatever the work raises.
        """
        return self._thread.submit(work).result()

    def begin(self, stream: SpeechStream, cancel: Cancel) -> ReplySpeech:
        """Speak one reply; cancelled with everything else of it."""
        return ReplySpeech(self._thread, stream, cancel)

    def close(self) -> None:
        """End the thread, once what it is doing is done."""
        self._thread.shutdown()


class ReplySpeech:
    """One reply being spoken.  All methods are the reply's own thread's, but the work itself."""

    def __init__(self, thread: ThreadPoolExecutor, stream: SpeechStream, cancel: Cancel) -> None:
        self._thread = thread
        self._stream = stream
        self._cancel = cancel
        self._changed = threading.Condition()
        # Everything below is read and written under `_changed`.
        self._codes: list[int] = []
        self._pushed = 0
        self._finished = False
        self._told = False  # whether the stream knows that it is finished
        self._working = False
        self._ended = False
        self._failure: BaseException | None = None
        self._packets: deque[Samples] = deque()

    def push(self, code: int) -> None:
        """The next code."""
        with self._changed:
            self._codes.append(code)
            self._pushed += 1
            self._go_on()

    def finish(self) -> None:
        """No more codes come."""
        with self._changed:
            self._finished = True
            self._go_on()

    def ready(self) -> Iterator[Samples]:
        """The packets that are made by now, without waiting; none once the reply is cancelled.

        Raises: whatever the work raised.
        """
        while True:
            with self._changed:
                if self._failure is not None:
                    raise self._failure
                if self._cancel.is_set or not self._packets:
                    return
                packet = self._packets.popleft()
                self._go_on()
            yield packet

    def in_time(self) -> Iterator[Samples]:
        """Wait until more codes are of use soon; the packets that are made meanwhile.

        Codes said long before their time would take the machine from the sound that is due.
        Raises: whatever the work raised.
        """
        with self._cancel.calling(self._wake):
            while not self._cancel.is_set:
                yield from self.ready()
                with self._changed:
                    if self._is_of_use() or self._ended:
                        return
                    self._changed.wait_for(lambda: self._has_news() or self._is_of_use())

    def rest(self) -> Iterator[Samples]:
        """All packets to the last, after `finish`; fewer if the reply is cancelled.

        Raises: whatever the work raised.
        """
        with self._cancel.calling(self._wake):
            while not self._cancel.is_set:
                yield from self.ready()
                with self._changed:
                    if self._ended and not self._packets:
                        return
                    self._changed.wait_for(self._has_news)

    def stop(self) -> None:
        """Wait until the thread has let go of this reply: at most one evaluation once cancelled."""
        with self._changed:
            self._finished = self._ended = True
            self._packets.clear()
            self._changed.wait_for(lambda: not self._working)

    @property
    def _has_work(self) -> bool:
        """Whether something came that the stream does not know of."""
        return bool(self._codes) or (self._finished and not self._told)

    def _is_of_use(self) -> bool:
        """Whether another code is; the thread counts packets without the lock, then notifies."""
        return self._pushed < self._stream.codes_of_use

    def _has_news(self) -> bool:
        ended = self._ended or self._failure is not None or self._cancel.is_set
        return ended or bool(self._packets)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _go_on(self) -> None:
        """Have the thread make the next packet, if it is not at it."""
        rests = len(self._packets) >= MOST_WAITING
        if not (self._working or self._ended or rests or self._failure):
            try:
                work = self._thread.submit(self._next_packet)
            except RuntimeError as closed:  # the engine was, in the middle of this reply
                self._failure = closed
                self._changed.notify_all()
                return
            self._working = True
            work.add_done_callback(self._made)

    # -- on the speech thread -----------------------------------------------------------------

    def _next_packet(self) -> Samples | None:
        """One packet, if there are codes for it."""
        with self._changed:
            codes, self._codes = self._codes, []
            finishes = self._finished and not self._told
            self._told = self._finished
        if codes:
            self._stream.push(codes)
        if finishes:
            self._stream.finish()
        if self._cancel.is_set or not self._stream.ready:
            return None
        try:
            return self._stream.next_packet(self._cancel)
        except DecodingCancelledError:
            return None

    def _made(self, work: Future[Samples | None]) -> None:
        with self._changed:
            self._working = False
            self._failure = work.exception()
            packet = work.result() if self._failure is None else None
            self._ended = self._ended or self._stream.ended
            if packet is not None and packet.size:
                self._packets.append(packet)
            if packet is not None or self._has_work:
                self._go_on()
            self._changed.notify_all()
