"""What the turn machine knows, and how events add to it, whatever its state."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from app.turns.addressed import Company, Said
from app.turns.events import (
    ActionAsked,
    EndJudged,
    Event,
    Mute,
    Notice,
    ReplyComplete,
    ReplyPlayed,
    ReplyProgress,
    ReplyStarted,
    TurnWords,
    Voice,
    WakeKey,
)
from app.turns.holders import Asked, Reply, Turn
from app.turns.speculation import Trial
from app.turns.states import State
from app.turns.taking_the_floor import Floor
from app.turns.voice_activity import Activity
from app.turns.watchdog import Moments
from app.turns_settings import TurnsGroup


@dataclass(slots=True)
class Known:
    """The machine's memory.

    turn, reply, trial: open ones.  over: the turn that speech over a reply may become.
    phrase_since: in standby, when speech that was not looked at yet began.
    given_until: the end of the sound that earlier turns have taken.
    count: of turns, replies and requests; their numbers never repeat.
    """

    rules: TurnsGroup
    state: State
    moments: Moments
    activity: Activity = field(default_factory=Activity)
    company: Company = field(default_factory=Company)
    floor: Floor = field(default_factory=Floor)
    turn: Turn | None = None
    reply: Reply | None = None
    trial: Trial | None = None
    over: Turn | None = None
    asked: Asked | None = None
    phrase_since: float | None = None
    given_until: float = -math.inf
    muted: bool = False
    count: int = 0

    @property
    def heard_until(self) -> float:
        """Up to when the microphone was heard; 0, before everything, if it never was."""
        return max(0.0, self.activity.heard_until)

    def number(self) -> int:
        """The next number."""
        self.count += 1
        return self.count

    def is_open(self, epoch: int) -> bool:
        """Whether `epoch` is the present reply."""
        return self.reply is not None and self.reply.epoch == epoch

    @property
    def open_turn(self) -> Turn:
        """The turn, in states that have one."""
        if self.turn is None:
            raise RuntimeError(f"There is no turn in the state {self.state.name}.")
        return self.turn

    @property
    def open_reply(self) -> Reply:
        """The reply, in states that have one."""
        if self.reply is None:
            raise RuntimeError(f"There is no reply in the state {self.state.name}.")
        return self.reply

    def said(self) -> Said | None:
        """The open turn as the words tell it; None before they are known."""
        if self.turn is None or self.reply is None or self.reply.words is None:
            return None
        return Said(
            self.reply.words,
            self.turn.lasting(self.activity),
            self.turn.level(self.activity),
            self.turn.onset - self.moments.exchange,
        )

    def note(self, event: Event, now: float) -> None:
        """Take note of what `event` says."""
        match event:
            case Voice():
                self._note_voice(event, now)
            case Mute(on):
                self.muted = on
                self.activity = self.activity.broken_off()
                self.phrase_since = None
            case Notice(sentence):
                self.floor = self.floor.asked(sentence, now)
            case EndJudged(request, probability) if self.trial is not None:
                self.trial = self.trial.judged(request, probability)
            case WakeKey():
                self.moments = replace(self.moments, exchange=now)
            case (
                TurnWords(epoch)
                | ActionAsked(epoch)
                | ReplyComplete(epoch)
                | ReplyStarted(epoch)
                | ReplyProgress(epoch)
                | ReplyPlayed(epoch)
            ) if self.is_open(epoch):
                self.moments = replace(self.moments, progress=now)
                self._note_reply(event)
            case _:
                pass

    def _note_reply(self, event: Event) -> None:
        reply = self.open_reply
        match event:
            case TurnWords(_, text, whole):
                self.reply = replace(reply, words=text, whole=whole)
            case ActionAsked(_, action):
                self.reply = replace(reply, actions=(*reply.actions, action))
            case ReplyComplete(_, speaks):
                self.reply = replace(reply, silent=not speaks)
            case ReplyPlayed():
                self.reply = replace(reply, played=True)
            case _:
                pass

    def _note_voice(self, window: Voice, now: float) -> None:
        if self.muted:
            window = replace(window, probability=0.0)
        over_reply = self.state in (State.SPEAKING, State.DUCKED)
        before = self.activity
        self.activity = before.take(window, self.rules, over_reply=over_reply)
        self.moments = replace(self.moments, sound=now)
        if self.activity.voiced > before.voiced:
            self.moments = replace(self.moments, voice=now)
        if self.trial is not None:
            self.trial = self.trial.heard(self.activity)
        stretch = self.activity.stretch
        if self.state is State.STANDBY and self.phrase_since is None and self.activity.speaking:
            self.phrase_since = window.end if stretch is None else stretch.onset
