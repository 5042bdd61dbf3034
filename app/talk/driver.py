"""Drives any conversation through turns that are known beforehand, and times each of them.

The clock of the conversation's sound is the sound itself: turns follow one another without a
gap, whatever time the replies took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.capture.video_file import Film
from app.talk.clock import Clock, SystemClock
from app.talk.first_sound import Arrival, first_sound
from app.talk.last_voiced import LastVoiced, loud_until
from app.talk.report import ContextBudget, Timings, TurnReport
from app.talk.turn import Spoken, Turn, Typed
from omni_core.conversation import (
    Action,
    Cancel,
    Conversation,
    ReplyDone,
    ReplyEvent,
    SpeechDelta,
    TextDelta,
    UserText,
)
from omni_core.media import HEARING_RATE, SPEECH_RATE, AudioBlock, VideoFrame

BLOCK = HEARING_RATE // 50
"""20 ms: what microphones deliver at a time."""


def _ignore(_event: ReplyEvent) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class _Pace:
    """When each sample of a stretch of sound and pictures is due.

    In real time that is when a person would have finished speaking it.  When the engine falls
    behind, what comes later keeps its due time, so feeding catches up and the delay shows in the
    latency.  Otherwise a sample is due when it is handed over.
    """

    clock: Clock
    realtime: bool
    begun: float
    first: int

    def reach(self, sample: int) -> float:
        """Wait until `sample` is due; return that moment."""
        if not self.realtime:
            return self.clock.now()
        due = self.begun + (sample - self.first) / HEARING_RATE
        self.clock.wait_until(due)
        return due


class TurnDriver:
    """Holds one conversation, turn by turn, on the caller's thread."""

    def __init__(
        self,
        conversation: Conversation,
        *,
        realtime: bool = False,
        clock: Clock | None = None,
        last_voiced: LastVoiced = loud_until,
        listener: Callable[[ReplyEvent], None] = _ignore,
    ) -> None:
        """Drive `conversation`, which stays the caller's to close.

        realtime: feed sound at the speed of speech, else as fast as it is taken.
        listener: told every event of a reply as it comes.
        """
        self._conversation = conversation
        self._realtime = realtime
        self._clock = clock or SystemClock()
        self._last_voiced = last_voiced
        self._listener = listener
        self._samples_fed = 0

    def take(self, turn: Turn) -> TurnReport:
        """Say `turn`, and collect the whole reply to it.

        Raises: what the conversation raises.
        """
        for image in turn.shown:
            self._conversation.show(image)
        ended = self._clock.now()
        if turn.film is not None:
            ended = self._play(turn.film)
        match turn.said:
            case Spoken(samples):
                return self._collect(self._speak(samples), None)
            case Typed(text):
                given = self._clock.now()
                self._conversation.read(text)
                return self._collect(given, text)
            case None:
                return self._collect(ended, None)

    def _speak(self, samples: NDArray[np.float32]) -> float:
        """Feed the sound; return the moment at which its last voiced sample was spoken."""
        pace = self._pace()
        voiced_end = pace.first + self._last_voiced(samples)
        return self._feed(samples, pace, voiced_end, pace.begun)

    def _play(self, film: Film) -> float:
        """Show the film as a camera with a microphone would have given it.

        Returns: the moment of its last voiced sample, or of the last picture if it has no sound.
        """
        pace = self._pace()
        ended = pace.begun
        voiced_end = pace.first
        if film.sound is not None:
            voiced_end += self._last_voiced(film.sound)
        with closing(film.moments()) as moments:
            for moment in moments:
                begin = self._samples_fed
                if moment.picture is not None:
                    taken = pace.reach(begin)
                    if film.sound is None:
                        ended = taken
                    frame = VideoFrame(moment.picture, begin / HEARING_RATE)
                    self._conversation.see(frame)
                ended = self._feed(moment.sound, pace, voiced_end, ended)
                self._samples_fed = begin + moment.length
        return ended

    def _pace(self) -> _Pace:
        return _Pace(self._clock, self._realtime, self._clock.now(), self._samples_fed)

    def _feed(
        self, samples: NDArray[np.float32], pace: _Pace, voiced_end: int, ended: float
    ) -> float:
        """Feed sound; the moment of its last block before `voiced_end`, or `ended` without one."""
        for block in self._blocks(samples):
            first = self._samples_fed
            spoken = pace.reach(first + block.samples.size)
            if first < voiced_end:
                ended = spoken
            self._conversation.hear(block)
            self._samples_fed += block.samples.size
        return ended

    def _blocks(self, samples: NDArray[np.float32]) -> Iterator[AudioBlock]:
        """The sound in blocks of 20 ms, the first of them beginning now."""
        for first in range(0, samples.size, BLOCK):
            yield AudioBlock(samples[first : first + BLOCK], self._samples_fed / HEARING_RATE)

    def _collect(self, ended: float, heard: str | None) -> TurnReport:
        """Run the reply to its end; times count from `ended`."""
        text: list[str] = []
        actions: list[Action] = []
        arrivals: list[Arrival] = []
        first_text: float | None = None
        context: ContextBudget | None = None
        for event in self._conversation.reply(Cancel()):
            now = self._clock.now() - ended
            match event:
                case UserText():
                    heard = event.text
                case TextDelta():
                    first_text = now if first_text is None else first_text
                    text.append(event.text)
                case SpeechDelta():
                    arrivals.append(Arrival(event.samples, now))
                case Action():
                    actions.append(event)
                case ReplyDone():
                    context = _context(event)
                case _:
                    pass
            self._listener(event)
        done = self._clock.now() - ended
        return TurnReport(
            heard=heard,
            reply="".join(text).strip(),
            actions=tuple(actions),
            speech_seconds=sum(arrival.samples.size for arrival in arrivals) / SPEECH_RATE,
            timings=Timings(first_text, first_sound(arrivals), done),
            context=context,
        )


def _context(done: ReplyDone) -> ContextBudget | None:
    used, limit = done.stats.get("context_used"), done.stats.get("context_limit")
    return None if used is None or limit is None else ContextBudget(int(used), int(limit))
