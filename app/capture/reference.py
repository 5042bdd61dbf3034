"""What the speaker plays, in step with what the microphone hears: the canceller's reference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.sound.run_ring import RunRing
from app.sound.timed_stream import TimedStream
from omni_core.media import HEARING_RATE

BLOCK = HEARING_RATE // 100
"""10 ms: what WebRTC's canceller takes at a time."""

LEAD_SECONDS = 0.02
"""How far the reference runs ahead of the microphone.  An echo must never come before its cause,
and devices are wrong about their own delay by some milliseconds."""

SLACK_SECONDS = 0.015
"""Reference and microphone may part by so much before a block is skipped or given twice the room:
stamps jitter by less, and a skip unsettles the canceller."""

RING_RUNS = 200
"""Two seconds of a device's callbacks."""

_BLOCK_SECONDS = BLOCK / HEARING_RATE
_SILENCE = np.zeros(BLOCK, np.float32)


class Reference:
    """Fed by the speaker's callback through `ring`, read block by block by the capture thread."""

    def __init__(self, lead: float = LEAD_SECONDS) -> None:
        """lead: seconds that a block given for a moment of the microphone is ahead of it."""
        self.base_lead = lead
        self.lead = lead
        # One value, so that the capture thread never sees half of a change.
        self._source: tuple[RunRing, TimedStream] | None = None
        self.jumps = 0
        """How often the reference left its even pace; the canceller notices each of them."""

    def attach(self, rate: int) -> RunRing:
        """The speaker was opened; what its callback is to offer its blocks to."""
        ring = RunRing(RING_RUNS)
        self._source = ring, TimedStream(rate)
        return ring

    def detach(self) -> None:
        """The speaker was closed: there is no echo."""
        self._source = None

    def block(self, near_time: float) -> NDArray[np.float32] | None:
        """What is played `lead` after `near_time` (monotonic seconds), float32 [160], 16 kHz.

        Consecutive calls give consecutive blocks as long as both devices keep pace.
        Returns: None if the speaker has not been given it yet; ask again.
        """
        source = self._source
        if source is None:
            return _SILENCE
        ring, stream = source
        for run in ring.take():
            self.jumps += stream.push(run)
        wanted = near_time + self.lead
        while len(stream) >= BLOCK and wanted - stream.time > SLACK_SECONDS:
            # Behind, by a slow crystal or after a break: let go of what the microphone is past.
            late = min(len(stream), max(1, round((wanted - stream.time) * HEARING_RATE)))
            stream.take(late)
            self.jumps += 1
        if len(stream) < BLOCK:
            return None
        if stream.time - wanted > SLACK_SECONDS:
            self.jumps += 1
            return _SILENCE  # nothing was played then
        return stream.take(BLOCK)
