"""Plays replies: starts them by the start rule, ducks, pauses, resumes and cuts them.

Between the engine's thread, which brings speech, the turn thread, which decides, and the device's
callback, which takes samples.  Nothing here waits.
"""

from __future__ import annotations

import math
import threading
from dataclasses import replace

import numpy as np

from app.playback.events import (
    PlaybackEvent,
    Played,
    ReplyPlayed,
    ReplyStarted,
    ReplyUnderrun,
    SpeechDropped,
)
from app.playback.mixer import Mixer, Wanted
from app.playback.reply_sound import ReplySound
from app.playback.start_rule import StartRule
from omni_core.conversation import SpeechDelta

DUCK_DB = -12.0
"""Quiet enough to talk over, loud enough that a cough does not seem to have stopped it."""

LOUDNESS_SECONDS = 0.04
"""Of sound that a loudness is taken over: a syllable has several."""

SILENT_POWER = 1e-10


class Player:
    """One conversation's replies, one at a time, each with its epoch.

    Every method may be called from any thread.  What comes for another epoch than the present
    reply's is late, and is ignored.
    """

    def __init__(
        self, rate: int, start_rule: StartRule | None = None, duck_db: float = DUCK_DB
    ) -> None:
        """rate: samples a second of the speaker.  duck_db: loudness while ducked."""
        self._lock = threading.Lock()
        self._rule = start_rule or StartRule()
        self._duck_gain = 10 ** (duck_db / 20)
        self._mixer = Mixer(rate)
        self._sound: ReplySound | None = None
        self._held = self._paused = self._started = False
        self._told_start = False
        self._told_dropped = 0.0

    @property
    def mixer(self) -> Mixer:
        """What the device's callback fills its blocks from; another one after `attach`."""
        return self._mixer

    @property
    def epoch(self) -> int | None:
        """The reply that is played or waits to be, or None."""
        sound = self._sound
        return sound.epoch if sound else None

    def begin(self, epoch: int, now: float, *, held: bool = False) -> None:
        """A reply begins; one that is still there is cut.

        held: it is speculative, so it stays silent until `release`.
        """
        with self._lock:
            self._sound = ReplySound(epoch, self._mixer.rate)
            self._held = held
            self._paused = self._started = self._told_start = False
            self._told_dropped = 0.0
            self._rule.begin(now)
            self._want(Wanted(self._sound, go=self._mixer.wanted.go))

    def push(self, epoch: int, delta: SpeechDelta, now: float) -> bool:
        """Speech has come; False if it is for another reply than the present one."""
        with self._lock:
            if self._sound is None or self._sound.epoch != epoch:
                return False
            self._sound.append(delta.samples, delta.text_end)
            self._rule.packet(now)
            return True

    def finish(self, epoch: int) -> bool:
        """All of the reply has come; False as for `push`."""
        with self._lock:
            if self._sound is None or self._sound.epoch != epoch:
                return False
            self._sound.finish()
            self._rule.complete()
            return True

    def release(self, epoch: int) -> None:
        """A held reply is confirmed and may sound."""
        with self._lock:
            if self._sound is not None and self._sound.epoch == epoch:
                self._held = False

    def duck(self, *, ducked: bool) -> None:
        """Lower the reply, or raise it again."""
        with self._lock:
            gain = self._duck_gain if ducked else 1.0
            self._want(replace(self._mixer.wanted, gain=gain))

    def pause(self, now: float) -> Played | None:
        """Hold the reply in place; how far it has sounded, None if there is none."""
        with self._lock:
            self._paused = True
            self._want(replace(self._mixer.wanted, playing=False))
            return self._played(now)

    def resume(self, from_sample: int | None = None) -> None:
        """Go on at full loudness, from `from_sample` of its speech (24 kHz) or where it stopped."""
        with self._lock:
            self._paused = False
            wanted = replace(self._mixer.wanted, gain=1.0)
            if self._sound is not None and from_sample is not None:
                wanted = replace(
                    wanted, seek=wanted.seek + 1, seek_to=self._sound.position(from_sample)
                )
            if self._started:
                wanted = replace(wanted, playing=True, go=wanted.go + 1)
            self._want(wanted)

    def cut(self, now: float) -> Played | None:
        """Silence the reply and forget it; how far it has sounded, None if there is none.

        What the device still holds sounds for a few hundredths of a second more; it is counted.
        """
        with self._lock:
            played = self._played(now + self._lag(now))
            self._sound = None
            self._paused = self._held = self._started = False
            self._want(Wanted(go=self._mixer.wanted.go, seek=self._mixer.wanted.seek))
            return played

    def played(self, now: float) -> Played | None:
        """How far the present reply has sounded by `now` (monotonic seconds)."""
        with self._lock:
            return self._played(now)

    def loudness(self, now: float) -> float | None:
        """How loud the reply sounds at `now`, in decibels <= 0; None while none sounds."""
        with self._lock:
            sound = self._sound
            if sound is None or not self._mixer.wanted.playing:
                return None
            position = self._mixer.clock.position(sound, now)
            if position is None:
                return None
            end = min(max(0, round(position)), sound.length)
            samples = sound.samples[max(0, end - round(LOUDNESS_SECONDS * sound.rate)) : end]
            if not samples.size:
                return None
            power = float(np.mean(np.square(samples))) * self._mixer.wanted.gain**2
            return 10 * math.log10(max(power, SILENT_POWER))

    def step(self, now: float) -> list[PlaybackEvent]:
        """Start, notice and tell what is due; call it some hundred times a second."""
        with self._lock:
            sound = self._sound
            if sound is None:
                return []
            events: list[PlaybackEvent] = []
            if sound.dropped_seconds > self._told_dropped:
                events.append(
                    SpeechDropped(sound.epoch, sound.dropped_seconds - self._told_dropped)
                )
                self._told_dropped = sound.dropped_seconds
            events += self._notice(sound, now)
            if not (self._held or self._paused or self._started):
                self._start_if_ready(sound, now)
            return events

    def attach(self, rate: int, now: float) -> Mixer:
        """The speaker was opened anew, perhaps at another rate; go on where the reply was.

        Returns: what the new stream's callback fills its blocks from.
        """
        with self._lock:
            played = self._played(now)
            before = self._mixer.wanted
            self._mixer = Mixer(rate)
            wanted = Wanted(gain=before.gain, go=before.go)
            if self._sound is not None:
                if self._sound.rate != rate:
                    self._sound = self._sound.at_rate(rate)
                at = self._sound.position(played.sample) if played else 0
                wanted = replace(
                    wanted,
                    sound=self._sound,
                    seek_to=at,
                    playing=before.playing,
                    go=before.go + 1,
                )
            self._mixer.cursor = wanted.seek_to
            self._want(wanted)
            return self._mixer

    def _want(self, wanted: Wanted) -> None:
        self._mixer.wanted = wanted

    def _lag(self, now: float) -> float:
        """Seconds of sound that the device was given and has not played."""
        until = self._mixer.clock.time_of(self._mixer.frames)
        return max(0.0, until - now) if until is not None else 0.0

    def _played(self, now: float) -> Played | None:
        sound = self._sound
        if sound is None:
            return None
        position = self._mixer.clock.position(sound, now)
        if position is None:
            position = self._mixer.wanted.seek_to
        sample = sound.speech_position(position)
        complete = sound.complete and position >= sound.length
        return Played(sound.epoch, sample, sound.speech_samples, sound.reach(sample), complete)

    def _start_if_ready(self, sound: ReplySound, now: float) -> None:
        left = sound.length - self._mixer.wanted.seek_to
        if self._told_start:
            left = sound.length - self._mixer.cursor
        if sound.complete or self._rule.ready(now, left / sound.rate):
            wanted = self._mixer.wanted
            self._started = True
            self._want(replace(wanted, playing=True, go=wanted.go + 1))

    def _notice(self, sound: ReplySound, now: float) -> list[PlaybackEvent]:
        """What the callback has brought about."""
        events: list[PlaybackEvent] = []
        if self._started and not self._told_start:
            moment = self._mixer.clock.sounds_at(sound)
            if moment is not None:
                self._told_start = True
                events.append(ReplyStarted(sound.epoch, moment))
        if self._paused or not self._started or self._mixer.starved < self._mixer.wanted.go:
            return events
        if self._mixer.cursor < sound.length or not sound.complete:
            self._rule.underrun()
            self._started = False
            self._want(replace(self._mixer.wanted, playing=False))
            position = sound.speech_position(self._mixer.cursor)
            events.append(ReplyUnderrun(sound.epoch, position))
            return events
        played = self._played(now)
        if played is not None and played.complete:
            self._sound = None
            self._started = False
            self._want(Wanted(go=self._mixer.wanted.go, seek=self._mixer.wanted.seek))
            events.append(ReplyPlayed(sound.epoch))
        return events
