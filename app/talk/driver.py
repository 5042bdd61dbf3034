"""Drives any conversation through turns that are known beforehand, and times each of them.

The clock of the conversation's sound is the sound itself: turns follow one another without a
gap, whatever time the replies took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from app.talk.clock import Clock, SystemClock
from app.talk.first_sound import Arrival, first_sound
from app.talk.last_voiced import LastVoiced, loud_until
from app.talk.report import ContextBudget, Timings, TurnReport
from app.talk.turn import Spoken, Turn
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
from omni_core.media import HEARING_RATE, SPEECH_RATE, AudioBlock

BLOCK = HEARING_RATE // 50
"""20 ms: what microphones deliver at a time."""


def _ignore(_event: ReplyEvent) -> None:
    """Nobody listens."""


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
        if isinstance(turn.said, Spoken):
            return self._collect(self._speak(turn.said.samples), None)
        given = self._clock.now()
        self._conversation.read(turn.said.text)
        return self._collect(given, turn.said.text)

    def _speak(self, samples: NDArray[np.float32]) -> float:
        """Feed the sound; return the moment at which its last voiced sample was spoken.

        In real time a block is due when the person would have finished speaking it.  When the
        engine falls behind, later blocks keep their due times, so feeding catches up and the
        delay shows in the latency.  Otherwise a block is spoken when it is handed over.
        """
        voiced = self._last_voiced(samples)
        begun = self._clock.now()
        moment = begun
        for first, block in self._blocks(samples):
            end = first + block.samples.size
            spoken = self._clock.now()
            if self._realtime:
                spoken = begun + end / HEARING_RATE
                self._clock.wait_until(spoken)
            if first < voiced:
                moment = spoken
            self._conversation.hear(block)
        return moment

    def _blocks(self, samples: NDArray[np.float32]) -> Iterator[tuple[int, AudioBlock]]:
        """The sound in blocks of 20 ms, each with its place in `samples`."""
        for first in range(0, samples.size, BLOCK):
            piece = samples[first : first + BLOCK]
            yield first, AudioBlock(piece, self._samples_fed / HEARING_RATE)
            self._samples_fed += piece.size

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
