"""What the speaker plays, in step with what the microphone hears: the canceller's reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.sound.run_ring import RunRing
from app.sound.timed_stream import BLOCK, TimedStream
from omni_core.media import HEARING_RATE

LEAD_SECONDS = 0.02
"""How far the reference runs ahead of the microphone.  An echo must never come before its cause,
and devices are wrong about their own delay by some milliseconds."""

BEHIND_SECONDS = 0.015
"""The reference may fall behind by so much, which the lead covers, before it leaves samples out."""

AHEAD_SECONDS = 0.06
"""The reference may run ahead by so much before it waits.  An echo that comes later by up to this
costs AEC3 half a second at most; one that comes sooner, if only by 5 ms, up to three.  So what
seems to be a short pause of the speaker is not made up for, whether it was one or not."""

RING_RUNS = 200
"""Two seconds of a device's callbacks."""

_SILENCE = np.zeros(BLOCK, np.float32)


@dataclass(eq=False)
class _Source:
    """An opening of the speaker.

    begun: whether a block of it was given since the canceller began.
    even: whether the last one was, and the next one may follow it.
    waiting: whether silence has been given instead since then.
    """

    ring: RunRing
    stream: TimedStream
    begun: bool = False
    even: bool = False
    waiting: bool = False


class Reference:
    """Fed by the speaker's callback through `ring`, read block by block by the capture thread."""

    def __init__(self, lead: float = LEAD_SECONDS) -> None:
        """lead: seconds that a block given for a moment of the microphone is ahead of it."""
        self.base_lead = lead
        self.lead = lead
        self._source: _Source | None = None
        self.jumps = 0
        """How often the reference left its even pace, once it had begun."""
        self.waits = 0
        """How many of them were waits: the echo comes sooner after each, as in another room."""

    def attach(self, rate: int) -> RunRing:
        """The speaker was opened; what its callback is to offer its blocks to."""
        ring = RunRing(RING_RUNS)
        self._source = _Source(ring, TimedStream(rate))
        return ring

    def detach(self) -> None:
        """The speaker was closed: there is no echo."""
        self._source = None

    def begin_anew(self, lead: float) -> None:
        """The canceller knows nothing of the room, so be exactly `lead` ahead from here on."""
        self.lead = lead
        source = self._source
        if source is not None:
            source.begun = source.even = False

    def block(self, near_time: float) -> NDArray[np.float32] | None:
        """What is played `lead` after `near_time` (monotonic seconds), float32 [160], 16 kHz.

        Consecutive calls give consecutive blocks as long as both devices keep pace.
        Returns: None if the speaker has not been given it yet; ask again.
        """
        source = self._source
        if source is None:
            return _SILENCE
        stream = source.stream
        for run in source.ring.take():
            if stream.push(run):
                self._leave_pace(source)
        if len(stream) < BLOCK:
            return None
        behind = near_time + self.lead - stream.time
        if not -AHEAD_SECONDS <= behind <= BEHIND_SECONDS:
            self._leave_pace(source)
        if not source.even:
            past = round(behind * HEARING_RATE)
            if past < 0:
                self._wait(source)
                return _SILENCE
            stream.take(min(len(stream), past))  # the microphone is past it
            if len(stream) < BLOCK:
                return None
        source.begun = source.even = True
        source.waiting = False
        return stream.take(BLOCK)

    def _leave_pace(self, source: _Source) -> None:
        self.jumps += source.even
        source.even = False

    def _wait(self, source: _Source) -> None:
        self.waits += source.begun and not source.waiting
        source.waiting = True
