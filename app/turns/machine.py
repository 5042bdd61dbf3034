"""The turn machine: events in, commands out; no thread, no device, no clock of its own.

`step` takes note of what an event says, asks what it triggers in the present state, and makes the
move that the table in `app.turns.states` has for it, until nothing more is due.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.turns.commands import (
    BeginReply,
    BeginTurn,
    CheckMicrophone,
    Command,
    Confirm,
    Cut,
    DropTurn,
    Duck,
    Execute,
    Judge,
    Pause,
    ReadTurn,
    Recognise,
    Resume,
    Rewind,
    Say,
    Sleep,
    Unduck,
    Wake,
)
from app.turns.events import Event, Typed
from app.turns.holders import Asked, Reply, Turn
from app.turns.known import Known
from app.turns.speculation import Trial
from app.turns.states import TRANSITIONS, State, Transition, Trigger
from app.turns.triggers import due, triggered
from app.turns.watchdog import Moments, bites
from app.turns_settings import TurnsGroup

LEAD_IN = 0.1
"""Seconds of sound before speech that a recogniser is given; with more it invents a word."""

REPEATED = 1.0
"""Seconds of a piece of speech in standby that the next piece holds again, so that a wake phrase
across their border is in one of them."""

_LONGEST_CHAIN = 4
"""Moves that one event may bring about; more would be a loop in the table."""

_SPEAKING = (State.SPEAKING, State.DUCKED, State.PAUSED)
_WITHOUT_TURN = (State.STANDBY, State.LISTENING)
_TYPED = (Trigger.TYPED, Trigger.TYPED_OVER_NOISE)
_EXCHANGES = (
    Trigger.NOTHING_TO_SAY,
    Trigger.CALLED,
    Trigger.CALLED_AND_ASKED,
    Trigger.TALK_DOWN,
    *_TYPED,
)
"""Signs that the person turns to it, besides its replies."""

_ENDED_FOR_GOOD = (Trigger.TALK_UP, Trigger.TOO_LONG, Trigger.NO_SOUND)
"""A key said so, or the voice can't be trusted: what it goes on with is another turn."""


@dataclass(frozen=True, slots=True)
class _Move:
    row: Transition
    now: float
    event: Event


class TurnMachine:
    """Who speaks when, in one conversation.  Owned by one thread."""

    def __init__(self, rules: TurnsGroup, now: float, *, awake: bool = True) -> None:
        """now: monotonic seconds.  awake: begin by listening, else in standby."""
        state = State.LISTENING if awake else State.STANDBY
        self._known = Known(rules, state, Moments(now, now, -math.inf, now, now))
        self._trail: tuple[Trigger, ...] = ()

    @property
    def state(self) -> State:
        """Who has the floor."""
        return self._known.state

    @property
    def muted(self) -> bool:
        """Whether what the microphone brings is not the person's."""
        return self._known.muted

    @property
    def trail(self) -> tuple[Trigger, ...]:
        """What moved it in the last step, for a trace."""
        return self._trail

    @property
    def watchdog(self) -> float:
        """When the present state's watchdog bites, in monotonic seconds; always finite."""
        return bites(self._known.state, self._known.moments, self._known.rules)[0]

    def step(self, event: Event, now: float) -> list[Command]:
        """Take `event` at `now` (monotonic seconds, never going back); what is to be done."""
        self._known.note(event, now)
        self._trail = ()
        commands: list[Command] = []
        trigger = triggered(self._known, event, now) or due(self._known, now)
        while trigger is not None:
            if len(self._trail) == _LONGEST_CHAIN:
                raise RuntimeError(f"The turn machine goes round in circles: {self._trail}.")
            self._trail = (*self._trail, trigger)
            move = _Move(TRANSITIONS[self._known.state, trigger], now, event)
            for kind in move.row.does:
                commands += _MAKERS[kind](self._known, move)
            _settle(self._known, move)
            trigger = due(self._known, now)
        return commands


def _settle(known: Known, move: _Move) -> None:
    """Bring what is known in line with the new state, once the commands are made."""
    row, now = move.row, move.now
    known.state = row.to
    if row.to is not row.state or row.trigger in _TYPED:
        known.moments = replace(known.moments, entered=now)
    if row.trigger is Trigger.NO_SOUND:
        known.moments = replace(known.moments, sound=now)
    if row.trigger is Trigger.FAILED and row.to is State.WAITING:
        known.reply = None
    if row.to is State.PRESSED:
        known.turn = replace(known.open_turn, certain=True, ended=None)
    if row.state is State.THINKING and row.trigger in (Trigger.SOUNDS, Trigger.NOTHING_TO_SAY):
        _answered(known)
    if row.state in _SPEAKING and row.to not in _SPEAKING:
        known.over = known.asked = None
        if row.to is not State.THINKING:
            known.reply = None
        known.moments = replace(known.moments, exchange=now)
    if row.trigger in _EXCHANGES:
        known.moments = replace(known.moments, exchange=now)
    if row.to in _WITHOUT_TURN and row.to is not row.state:
        known.reply = known.asked = known.phrase_since = None


def _answered(known: Known) -> None:
    """The open turn has its answer."""
    turn = known.open_turn
    if turn.speech(known.activity) > 0 and not turn.typed:
        known.company = known.company.answered(turn.level(known.activity))
    _close_turn(known)


def _close_turn(known: Known) -> None:
    known.turn = known.trial = None
    known.given_until = known.activity.heard_until


# -- the commands of a move -------------------------------------------------------------------


def _begin_turn(known: Known, move: _Move) -> list[Command]:
    activity, number = known.activity, known.number()
    match move.row.trigger:
        case Trigger.TALK_DOWN:
            turn = Turn(number, move.now, activity.voiced, activity.loudness)
        case Trigger.CALLED_AND_ASKED if known.asked is not None:
            turn = Turn(number, known.asked.since, activity.voiced, activity.loudness, certain=True)
        case Trigger.TYPED | Trigger.TYPED_OVER_NOISE:
            since = known.heard_until
            turn = Turn(number, since, activity.voiced, activity.loudness, typed=True)
        case _ if known.over is not None:
            turn = replace(known.over, id=number)
        case _:
            turn = Turn.spoken(number, activity, move.now)
    known.turn, known.trial = turn, None
    before = 0.0 if turn.typed else known.rules.pre_roll
    return [BeginTurn(number, max(known.given_until, turn.onset - before))]


def _read_turn(known: Known, move: _Move) -> list[Command]:
    if not isinstance(move.event, Typed):
        raise TypeError(f"Nothing was typed, but {move.event} came.")
    turn = known.turn = replace(known.open_turn, certain=True, ended=known.heard_until)
    return [ReadTurn(turn.id, move.event.text, known.heard_until)]


def _drop_turn(known: Known, move: _Move) -> list[Command]:
    if move.row.trigger in (Trigger.NOT_MEANT, Trigger.ROOM_BUSY):
        known.company = known.company.ignored()
    if move.row.trigger is Trigger.ROOM_BUSY:
        known.company = replace(known.company, asides=0)
    dropped = DropTurn(known.open_turn.id)
    _close_turn(known)
    known.reply = None
    return [dropped]


def _judge(known: Known, _move: _Move) -> list[Command]:
    request = known.number()
    known.trial = (known.trial or Trial.begin(known.activity)).asking(request, known.activity)
    return [Judge(request, known.open_turn.id)]


def _begin_reply(known: Known, move: _Move) -> list[Command]:
    known.trial = known.trial or Trial.begin(known.activity)
    turn = known.open_turn
    if move.row.trigger in _ENDED_FOR_GOOD:
        # Sound on its way from the microphone belongs to it.
        turn = known.turn = replace(turn, ended=move.now)
    known.reply = Reply(known.number())
    until = known.heard_until if turn.ended is None else turn.ended
    return [BeginReply(known.reply.epoch, turn.id, until)]


def _rewind(known: Known, _move: _Move) -> list[Command]:
    known.trial = None
    reply, known.reply = known.reply, None
    return [] if reply is None else [Rewind(reply.epoch)]


def _execute(known: Known, _move: _Move) -> list[Command]:
    reply = known.open_reply
    known.reply = replace(reply, actions=())
    return [Execute(reply.epoch, action) for action in reply.actions]


def _say(known: Known, move: _Move) -> list[Command]:
    sentence, known.floor = known.floor.taken(move.now)
    known.reply = Reply(known.number(), notice=True, asleep=move.row.state is State.STANDBY)
    known.phrase_since = None
    return [Say(known.reply.epoch, sentence)]


def _duck(known: Known, move: _Move) -> list[Command]:
    known.over = Turn.spoken(0, known.activity, move.now)
    known.asked = None
    return [Duck(known.open_reply.epoch)]


def _cut(known: Known, _move: _Move) -> list[Command]:
    epoch = known.open_reply.epoch
    known.reply = None
    return [Cut(epoch)]


def _recognise(known: Known, move: _Move) -> list[Command]:
    until, request = known.activity.heard_until, known.number()
    if move.row.state is State.STANDBY:
        since = until if known.phrase_since is None else known.phrase_since
        going_on = known.activity.silence < known.rules.silence
        known.phrase_since = until - REPEATED if going_on else None
        known.asked = None
    else:
        since = move.now if known.over is None else known.over.onset
    first = request if known.asked is None else known.asked.first
    final = move.row.trigger is Trigger.SPEECH_ENDED
    known.asked = Asked(first, request, since, until, final)
    return [Recognise(request, since - LEAD_IN, until)]


def _to_reply(kind: Callable[[int], Command]) -> Callable[[Known, _Move], list[Command]]:
    return lambda known, _move: [kind(known.open_reply.epoch)]


def _plain(kind: Callable[[], Command]) -> Callable[[Known, _Move], list[Command]]:
    return lambda _known, _move: [kind()]


_MAKERS: Mapping[type[Command], Callable[[Known, _Move], list[Command]]] = {
    BeginTurn: _begin_turn,
    ReadTurn: _read_turn,
    DropTurn: _drop_turn,
    Judge: _judge,
    Recognise: _recognise,
    BeginReply: _begin_reply,
    Rewind: _rewind,
    Confirm: _to_reply(Confirm),
    Execute: _execute,
    Say: _say,
    Duck: _duck,
    Unduck: _to_reply(Unduck),
    Pause: _to_reply(Pause),
    Resume: _to_reply(Resume),
    Cut: _cut,
    Wake: _plain(Wake),
    Sleep: _plain(Sleep),
    CheckMicrophone: _plain(CheckMicrophone),
}
