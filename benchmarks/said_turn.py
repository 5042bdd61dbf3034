"""One turn of a person before the turn machine: their real sound, a clock that nobody waits for.

What the models say is theirs; how long they and the engine take is given, so that the outcome does
not depend on the machine it is measured on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.turns.commands import BeginReply, BeginTurn, Command, Confirm, DropTurn, Judge, Rewind
from app.turns.end_of_turn import LISTENS_SECONDS, EndOfTurn
from app.turns.events import EndJudged, Event, ReplyStarted, Tick, TurnWords, Voice
from app.turns.machine import TurnMachine
from app.turns.states import State
from app.turns.voice_activity import VoiceSensor
from app.turns_settings import TurnsGroup
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import SileroVad

BLOCK = HEARING_RATE // 100
JUDGING_SECONDS, WRITING_SECONDS, CATCHING_SECONDS = 0.05, 0.25, 0.1
"""How long the end-of-turn model, the recogniser and the quick one take on two busy cores."""

ASKING_SECONDS = 0.25
"""How long the chat model takes to say how likely the words are a whole turn."""

Range = tuple[int, int]


class Listening:
    """What the models make of one sound (float32 [n], 16 kHz); asked once about each piece."""

    def __init__(
        self,
        sound: NDArray[np.float32],
        vad: SileroVad,
        end_of_turn: EndOfTurn,
        write: Callable[[NDArray[np.float32]], str],
        whole: Callable[[str], float | None] = lambda _: None,
    ) -> None:
        """whole: how likely words are a whole turn; None of what no chat model answers."""
        self.sound = sound
        sensor = VoiceSensor(vad)
        self.voices: dict[int, list[Voice]] = {}
        for first in range(0, sound.size - BLOCK + 1, BLOCK):
            self.voices[first] = sensor.step(sound[first : first + BLOCK], first / HEARING_RATE)
        self._end_of_turn, self._write, self._whole = end_of_turn, write, whole
        self._finished: dict[Range, float] = {}
        self._words: dict[Range, str] = {}
        self._wholes: dict[str, float | None] = {}

    def finished(self, first: int, last: int) -> float:
        """How likely the turn from one sample to another is over."""
        first = max(first, last - LISTENS_SECONDS * HEARING_RATE)
        if (first, last) not in self._finished:
            piece = self.sound[first:last]
            self._finished[first, last] = self._end_of_turn.probability(piece)
        return self._finished[first, last]

    def words(self, first: int, last: int) -> str:
        """What was said between two samples."""
        if (first, last) not in self._words:
            self._words[first, last] = self._write(self.sound[first:last])
        return self._words[first, last]

    def whole(self, words: str) -> float | None:
        """How likely these words are a whole turn."""
        if words not in self._wholes:
            self._wholes[words] = self._whole(words)
        return self._wholes[words]


@dataclass
class Outcome:
    """What became of the turn; seconds of the sound.

    began: when it was first begun.  confirmed, sounded: of the reply that sounded; None if none
    did.  words: that it answered.  trials: replies that were taken back unheard.
    """

    began: float | None = None
    confirmed: float | None = None
    sounded: float | None = None
    words: str = ""
    trials: int = 0
    actions: list[int] = field(default_factory=list[int])


@dataclass
class _Reply:
    epoch: int
    ready: float
    words: str
    confirmed: float | None = None


def take_turn(heard: Listening, rules: TurnsGroup, reply_seconds: float) -> Outcome:
    """Let the machine hear it all, until a reply sounds.

    reply_seconds: from a reply's beginning to the first sound that it could give.
    """
    machine = TurnMachine(rules, 0.0)
    outcome, reply, turn_first = Outcome(), None, 0
    awaited: list[tuple[float, Event]] = []
    for first, voices in heard.voices.items():
        now = (first + BLOCK) / HEARING_RATE
        end = first + BLOCK
        due = [event for moment, event in awaited if moment <= now]
        awaited = [(moment, event) for moment, event in awaited if moment > now]
        if reply is not None and reply.confirmed is not None and now >= reply.ready:
            due.append(ReplyStarted(reply.epoch))
        commands: list[Command] = []
        for event in (*voices, *due, Tick()):
            commands += machine.step(event, now)
        for command in commands:
            match command:
                case BeginTurn(_, since):
                    turn_first = max(0, round(since * HEARING_RATE))
                    outcome.began = outcome.began or now
                case Judge(request):
                    sure = heard.finished(turn_first, end)
                    awaited.append((now + JUDGING_SECONDS, EndJudged(request, sure)))
                case BeginReply(epoch, _, until):
                    words = heard.words(turn_first, round(until * HEARING_RATE))
                    reply = _Reply(epoch, now + reply_seconds, words)
                    whole = heard.whole(words)
                    taken = WRITING_SECONDS + (0.0 if whole is None else ASKING_SECONDS)
                    awaited.append((now + taken, TurnWords(epoch, words, whole)))
                case Rewind() | DropTurn():
                    reply = None
                    outcome.trials += 1
                case Confirm() if reply is not None:
                    reply.confirmed = now
                case _:
                    pass
        if machine.state is State.SPEAKING and reply is not None:
            outcome.confirmed, outcome.sounded, outcome.words = reply.confirmed, now, reply.words
            break
    return outcome
