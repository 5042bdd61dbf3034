"""What of a reply has really sounded by a given moment, whatever was sent and queued."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from app.playback.reply_sound import ReplySound
from app.sound.stream_clock import StreamClock

REMEMBERED = 1024
"""Blocks given to the device: ten seconds of them, more than any device lags behind."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A run of one reply's samples that the device was given.

    frame: the stream's frame it begins at.
    """

    frame: int
    sound: ReplySound
    first: int
    count: int


class PlayedClock:
    """Written by the device's callback alone, read by any thread."""

    def __init__(self, rate: int) -> None:
        """rate: samples a second of the speaker."""
        self._clock = StreamClock(rate)
        self._rate = rate
        self._given: deque[_Given] = deque(maxlen=REMEMBERED)

    def stamp(self, frame: int, moment: float) -> None:
        """The device says that the stream's `frame` sounds at `moment` (monotonic seconds)."""
        self._clock.stamp(frame, moment)

    def give(self, frame: int, sound: ReplySound, first: int, count: int) -> None:
        """The device was given `count` samples of `sound` from `first`, to sound at `frame`."""
        self._given.append(_Given(frame, sound, first, count))

    def time_of(self, frame: int) -> float | None:
        """When `frame` sounds; None before the device said anything."""
        return self._clock.time_of(frame) if self._clock.known else None

    def position(self, sound: ReplySound, now: float) -> int | None:
        """Samples of `sound` (the speaker's rate) that have sounded; None if none was given yet."""
        if not self._clock.known:
            return None
        found: int | None = None
        for given in reversed(tuple(self._given)):
            if given.sound is not sound:
                continue
            sounded = (now - self._clock.time_of(given.frame)) * self._rate
            if sounded >= 0:
                return given.first + min(given.count, int(sounded))
            found = given.first  # not begun to sound: so far only what lies before it
        return found

    def sounds_at(self, sound: ReplySound) -> float | None:
        """When the first sample of `sound` that is remembered sounds."""
        for given in tuple(self._given):
            if given.sound is sound:
                return self.time_of(given.frame)
        return None
