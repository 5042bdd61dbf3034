"""The microphone: from a device's runs of samples to timed blocks without the program's voice."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.capture.echo import EchoCanceller, EchoState
from app.capture.reference import RING_RUNS, Reference
from app.sound.priority import run_ahead
from app.sound.run_ring import RunRing
from app.sound.timed_stream import BLOCK, TimedStream
from omni_core.media import HEARING_RATE

QUEUE_BLOCKS = 500
"""Five seconds: longer than any listener may be busy.  When it is full the oldest block goes."""

MOST_WAIT_SECONDS = 0.07
"""How long a block waits for the speaker's sound of its moment; a stuck speaker never brings it."""

IDLE_SECONDS = 0.1
"""How often a silent device lets the capture thread look round."""

_BLOCK_SECONDS = BLOCK / HEARING_RATE


@dataclass(frozen=True, slots=True, eq=False)
class NearBlock:
    """10 ms of the room.

    samples: float32 [160], 16 kHz, mono, -1..1, without the echo, 8 ms later than `raw`, the same
    with it.
    time: monotonic seconds of its first sample.  lost: seconds that are missing before it.
    echo: what the canceller did, None without one.
    far: what of the speaker's sound begins to be heard in it or a little later, like `raw`; None
    where that is not known.
    """

    samples: NDArray[np.float32]
    raw: NDArray[np.float32]
    time: float
    lost: float
    echo: EchoState | None
    far: NDArray[np.float32] | None = None

    @property
    def may_echo(self) -> bool:
        """Whether the canceller has not heard enough of the speaker yet to take all of it out."""
        return self.echo is not None and self.echo.converging


class Microphone:
    """Its device's callback offers to a ring; `step` turns that into blocks; `take` hands them on.

    `attach` and `detach` may be called from any thread, `step` belongs to the capture thread.
    """

    def __init__(self, reference: Reference, echo: EchoCanceller | None = None) -> None:
        """reference: what the speaker plays.  echo: takes it out; None leaves it in."""
        self._reference = reference
        self._echo = echo
        self._lock = threading.Lock()
        self._ring: RunRing | None = None
        self._stream: TimedStream | None = None
        self._extra_delay = 0.0
        self._played: deque[NDArray[np.float32] | None] = deque(maxlen=1)
        self._waits = 0
        self._blocks: deque[NearBlock] = deque()
        self._ready = threading.Condition()
        self._end: float | None = None
        self.dropped = 0
        """Blocks that nobody took in time."""

    def attach(self, rate: int) -> RunRing:
        """The device was opened at `rate`; what its callback is to offer its samples to."""
        with self._lock:
            self._stream = TimedStream(rate, promptly=True)
            self._ring = RunRing(RING_RUNS)
            self._renew_echo()
            return self._ring

    def set_extra_delay(self, seconds: float) -> None:
        """The echo comes so much later than the devices' clocks say: the audio check found it."""
        with self._lock:
            self._extra_delay = seconds
            self._renew_echo()

    def detach(self) -> None:
        """The device was closed."""
        with self._lock:
            ring, self._ring, self._stream = self._ring, None, None
        if ring is not None:
            ring.wake()

    def speaker_changed(self) -> None:
        """Another speaker, or none: the room sounds otherwise now."""
        with self._lock:
            self._renew_echo()

    def step(self) -> int:
        """Turn all that waits into blocks.

        Returns: how many.
        """
        with self._lock:
            ring, stream = self._ring, self._stream
            if ring is None or stream is None:
                return 0
            for run in ring.take():
                stream.push(run)
            made = 0
            while len(stream) >= BLOCK:
                block = self._next_block(stream)
                if block is None:
                    break
                self._offer(block)
                made += 1
            return made

    def run(self, stopping: threading.Event) -> None:
        """The capture thread: step whenever there is sound, until `stopping`."""
        run_ahead()
        while not stopping.is_set():
            ring = self._ring
            if ring is None:
                stopping.wait(IDLE_SECONDS)
                continue
            ring.wait(IDLE_SECONDS)
            self.step()

    def take(self, timeout: float = 0.0) -> list[NearBlock]:
        """All blocks that wait, oldest first; waits up to `timeout` seconds for the first."""
        with self._ready:
            self._ready.wait_for(lambda: bool(self._blocks), timeout)
            blocks = list(self._blocks)
            self._blocks.clear()
            return blocks

    def _next_block(self, stream: TimedStream) -> NearBlock | None:
        """The next block, or None while the speaker's sound of its moment is awaited."""
        time = stream.time
        far: NDArray[np.float32] | None = None
        if self._echo is not None:
            far = self._reference.block(time)
            if self._reference.waits != self._waits:
                # What the canceller knows of the room fits no longer, and it would be slow to see.
                self._waits = self._reference.waits
                self._echo.reset()
            if far is None and len(stream) < MOST_WAIT_SECONDS * HEARING_RATE:
                return None
        raw = np.clip(stream.take(BLOCK), -1.0, 1.0)
        samples, state, audible = raw, None, None
        if self._echo is not None:
            if far is not None:
                self._echo.render(far)
            self._played.append(far)
            audible = self._played[0]
            samples = self._echo.capture(raw)
            state = self._echo.state
        lost = 0.0 if self._end is None else max(0.0, time - self._end)
        # Clocks are estimates; only what a listener could miss is a loss.
        lost = lost if lost > _BLOCK_SECONDS else 0.0
        self._end = time + _BLOCK_SECONDS
        return NearBlock(samples, raw, time, lost, state, audible)

    def _offer(self, block: NearBlock) -> None:
        with self._ready:
            if len(self._blocks) == QUEUE_BLOCKS:
                self._blocks.popleft()
                self.dropped += 1
            self._blocks.append(block)
            self._ready.notify_all()

    def _renew_echo(self) -> None:
        # An echo that comes earlier than the clocks say needs a reference that runs ahead more.
        self._reference.begin_anew(self._reference.base_lead + max(0.0, -self._extra_delay))
        if self._echo is not None:
            self._echo.reset()
            late = round(max(0.0, self._extra_delay) / _BLOCK_SECONDS)
            self._played = deque([None] * late, maxlen=1 + late)
            self._echo.set_delay(1000 * (self._reference.lead + self._extra_delay))
