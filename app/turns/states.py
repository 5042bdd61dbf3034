"""The table of the turn machine: every state, what moves it, where to, and what is done then.

The machine makes no other move.  docs/turns.md prints this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

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


class State(Enum):
    """Who has the floor."""

    STANDBY = "nobody: only the wake phrase, a key or a timer ends this"
    LISTENING = "nobody: whoever speaks gets it"
    HEARING = "the person speaks"
    WAITING = "the person fell silent; a reply is on trial, unheard"
    THINKING = "the person has finished; the reply does not sound yet"
    SPEAKING = "a reply, or the program's own notice, sounds"
    DUCKED = "somebody speaks over it; it sounds on, lowered"
    PAUSED = "somebody goes on speaking over it; it is held in place"
    PRESSED = "the person holds the talk key"


class Trigger(Enum):
    """What moves the machine."""

    ONSET = "speech begins"
    SILENCE = "the silence is long enough for a trial"
    SILENCE_ALONE = "the silence may end the turn; speculation is switched off"
    TOO_SHORT = "the speech was a click or a cough"
    WENT_ON = "the person goes on speaking"
    UNSURE = "the end-of-turn model is to be asked"
    FINISHED = "the turn is over; its reply is on trial"
    FINISHED_ALONE = "the turn is over; no reply was begun"
    NOT_MEANT = "the words are not meant for the program"
    ROOM_BUSY = "the same, several times in a row"
    PUT_OFF = 'the words are "not now"'
    SOUNDS = "the reply's first sample sounds"
    ASKED = "the reply asks for an action"
    NOTHING_TO_SAY = "the reply is complete and has no sound"
    PLAYED = "the last sample has sounded"
    PLAYED_ASLEEP = "the same, of a notice given in standby"
    FAILED = "the engine failed"
    REPLACED = "the engine failed, and another one goes on"
    SPEECH_LASTS = "the speech over the reply goes on"
    SPEECH_ENDED = "the speech over the reply ends"
    BLIP_ENDED = "the same, and it was too short for a word"
    WORDS = "the words over the reply interrupt it"
    NO_WORDS = "the words over the reply do not interrupt it"
    LISTEN_AGAIN = "the words over the reply are to be looked at again"
    PHRASE_ENDED = "a phrase was spoken in standby"
    CALLED = "the wake phrase"
    CALLED_AND_ASKED = "the wake phrase, and more"
    NOTICE_DUE = "a notice waits, and nobody speaks or it has waited long"
    TALK_DOWN = "the talk key goes down"
    TALK_UP = "the talk key goes up"
    TAPPED = "the talk key was only tapped"
    TYPED = "the person has typed"
    TYPED_OVER_NOISE = "the same, and the speech was a click or a cough"
    STOP = "the stop key"
    WAKE = "the wake key, or a click"
    SLEEP = "the standby key"
    MUTED = "the microphone is muted"
    UNUSED = "watchdog: nobody has talked to it for long"
    NO_SOUND = "watchdog: the microphone gives no sound"
    TOO_LONG = "watchdog: this has lasted too long"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; `does` are the kinds of command it may give, in their order."""

    state: State
    trigger: Trigger
    to: State
    does: tuple[type[Command], ...] = ()


def _rows() -> Iterator[Transition]:
    s, t, row = State, Trigger, Transition
    joined = (ReadTurn, BeginReply, Confirm)  # what is typed ends the turn that is open
    alone = (BeginTurn, *joined)

    yield row(s.STANDBY, t.PHRASE_ENDED, s.STANDBY, (Recognise,))
    yield row(s.STANDBY, t.CALLED, s.LISTENING, (Wake,))
    yield row(s.STANDBY, t.CALLED_AND_ASKED, s.HEARING, (Wake, BeginTurn))
    yield row(s.STANDBY, t.WAKE, s.LISTENING, (Wake,))
    yield row(s.STANDBY, t.TALK_DOWN, s.PRESSED, (Wake, BeginTurn))
    yield row(s.STANDBY, t.TYPED, s.THINKING, (Wake, *alone))
    yield row(s.STANDBY, t.NOTICE_DUE, s.SPEAKING, (Say,))
    yield row(s.STANDBY, t.NO_SOUND, s.STANDBY, (CheckMicrophone,))

    yield row(s.LISTENING, t.ONSET, s.HEARING, (BeginTurn,))
    yield row(s.LISTENING, t.WAKE, s.LISTENING, (Wake,))
    yield row(s.LISTENING, t.TALK_DOWN, s.PRESSED, (BeginTurn,))
    yield row(s.LISTENING, t.TYPED, s.THINKING, alone)
    yield row(s.LISTENING, t.NOTICE_DUE, s.SPEAKING, (Say,))
    yield row(s.LISTENING, t.SLEEP, s.STANDBY, (Sleep,))
    yield row(s.LISTENING, t.UNUSED, s.STANDBY, (Sleep,))
    yield row(s.LISTENING, t.NO_SOUND, s.LISTENING, (CheckMicrophone,))

    yield row(s.HEARING, t.SILENCE, s.WAITING, (BeginReply,))
    yield row(s.HEARING, t.SILENCE_ALONE, s.WAITING, (Judge,))
    yield row(s.HEARING, t.TOO_SHORT, s.LISTENING, (DropTurn,))
    yield row(s.HEARING, t.TALK_DOWN, s.PRESSED)
    yield row(s.HEARING, t.TYPED, s.THINKING, joined)
    yield row(s.HEARING, t.TYPED_OVER_NOISE, s.THINKING, (DropTurn, *alone))
    yield row(s.HEARING, t.STOP, s.LISTENING, (DropTurn,))
    yield row(s.HEARING, t.SLEEP, s.STANDBY, (DropTurn, Sleep))
    yield row(s.HEARING, t.MUTED, s.LISTENING, (DropTurn,))
    yield row(s.HEARING, t.NO_SOUND, s.THINKING, (CheckMicrophone, BeginReply, Confirm))
    yield row(s.HEARING, t.TOO_LONG, s.THINKING, (BeginReply, Confirm))

    yield row(s.WAITING, t.WENT_ON, s.HEARING, (Rewind,))
    yield row(s.WAITING, t.UNSURE, s.WAITING, (Judge,))
    yield row(s.WAITING, t.FINISHED, s.THINKING, (Confirm,))
    yield row(s.WAITING, t.FINISHED_ALONE, s.THINKING, (BeginReply, Confirm))
    yield row(s.WAITING, t.NOT_MEANT, s.LISTENING, (DropTurn,))
    yield row(s.WAITING, t.ROOM_BUSY, s.STANDBY, (DropTurn, Sleep))
    yield row(s.WAITING, t.PUT_OFF, s.STANDBY, (DropTurn, Sleep))
    yield row(s.WAITING, t.FAILED, s.WAITING)
    yield row(s.WAITING, t.TALK_DOWN, s.PRESSED, (Rewind,))
    yield row(s.WAITING, t.TYPED, s.THINKING, (Rewind, *joined))
    yield row(s.WAITING, t.STOP, s.LISTENING, (DropTurn,))
    yield row(s.WAITING, t.SLEEP, s.STANDBY, (DropTurn, Sleep))

    yield row(s.THINKING, t.SOUNDS, s.SPEAKING, (Execute,))
    yield row(s.THINKING, t.NOTHING_TO_SAY, s.LISTENING, (Execute,))
    yield row(s.THINKING, t.WENT_ON, s.HEARING, (Rewind,))
    yield row(s.THINKING, t.NOT_MEANT, s.LISTENING, (DropTurn,))
    yield row(s.THINKING, t.ROOM_BUSY, s.STANDBY, (DropTurn, Sleep))
    yield row(s.THINKING, t.PUT_OFF, s.STANDBY, (DropTurn, Sleep))
    yield row(s.THINKING, t.REPLACED, s.THINKING, (BeginReply, Confirm))
    yield row(s.THINKING, t.FAILED, s.LISTENING, (DropTurn,))
    yield row(s.THINKING, t.TALK_DOWN, s.PRESSED, (Rewind,))
    yield row(s.THINKING, t.TYPED, s.THINKING, (Rewind, *joined))
    yield row(s.THINKING, t.STOP, s.LISTENING, (DropTurn,))
    yield row(s.THINKING, t.SLEEP, s.STANDBY, (DropTurn, Sleep))
    yield row(s.THINKING, t.TOO_LONG, s.LISTENING, (DropTurn,))

    yield row(s.SPEAKING, t.ONSET, s.DUCKED, (Duck,))
    yield row(s.SPEAKING, t.ASKED, s.SPEAKING, (Execute,))
    yield row(s.SPEAKING, t.PLAYED, s.LISTENING)
    yield row(s.SPEAKING, t.PLAYED_ASLEEP, s.STANDBY)
    yield row(s.SPEAKING, t.WORDS, s.HEARING, (Cut, BeginTurn))
    yield row(s.SPEAKING, t.PUT_OFF, s.STANDBY, (Cut, Sleep))
    yield row(s.SPEAKING, t.FAILED, s.LISTENING, (Cut,))
    yield row(s.SPEAKING, t.TALK_DOWN, s.PRESSED, (Cut, BeginTurn))
    yield row(s.SPEAKING, t.TYPED, s.THINKING, (Cut, *alone))
    yield row(s.SPEAKING, t.STOP, s.LISTENING, (Cut,))
    yield row(s.SPEAKING, t.SLEEP, s.STANDBY, (Cut, Sleep))
    yield row(s.SPEAKING, t.TOO_LONG, s.LISTENING, (Cut,))

    yield row(s.DUCKED, t.SPEECH_LASTS, s.PAUSED, (Pause, Recognise))
    yield row(s.DUCKED, t.SPEECH_ENDED, s.SPEAKING, (Unduck, Execute, Recognise))
    yield row(s.DUCKED, t.BLIP_ENDED, s.SPEAKING, (Unduck, Execute))
    yield row(s.DUCKED, t.PLAYED, s.HEARING, (Execute, BeginTurn))
    yield row(s.DUCKED, t.FAILED, s.HEARING, (Cut, BeginTurn))
    yield row(s.DUCKED, t.TALK_DOWN, s.PRESSED, (Cut, BeginTurn))
    yield row(s.DUCKED, t.TYPED, s.THINKING, (Cut, *alone))
    yield row(s.DUCKED, t.STOP, s.LISTENING, (Cut,))
    yield row(s.DUCKED, t.SLEEP, s.STANDBY, (Cut, Sleep))
    yield row(s.DUCKED, t.MUTED, s.SPEAKING, (Unduck, Execute))
    yield row(s.DUCKED, t.TOO_LONG, s.SPEAKING, (Unduck, Execute))

    yield row(s.PAUSED, t.SPEECH_LASTS, s.HEARING, (Cut, BeginTurn))
    yield row(s.PAUSED, t.WORDS, s.HEARING, (Cut, BeginTurn))
    yield row(s.PAUSED, t.LISTEN_AGAIN, s.PAUSED, (Recognise,))
    yield row(s.PAUSED, t.SPEECH_ENDED, s.PAUSED, (Recognise,))
    yield row(s.PAUSED, t.NO_WORDS, s.SPEAKING, (Resume, Execute))
    yield row(s.PAUSED, t.FAILED, s.HEARING, (Cut, BeginTurn))
    yield row(s.PAUSED, t.TALK_DOWN, s.PRESSED, (Cut, BeginTurn))
    yield row(s.PAUSED, t.TYPED, s.THINKING, (Cut, *alone))
    yield row(s.PAUSED, t.STOP, s.LISTENING, (Cut,))
    yield row(s.PAUSED, t.SLEEP, s.STANDBY, (Cut, Sleep))
    yield row(s.PAUSED, t.MUTED, s.SPEAKING, (Resume, Execute))
    yield row(s.PAUSED, t.TOO_LONG, s.SPEAKING, (Resume, Execute))

    yield row(s.PRESSED, t.TALK_UP, s.THINKING, (BeginReply, Confirm))
    yield row(s.PRESSED, t.TAPPED, s.LISTENING, (DropTurn,))
    yield row(s.PRESSED, t.TYPED, s.THINKING, joined)
    yield row(s.PRESSED, t.STOP, s.LISTENING, (DropTurn,))
    yield row(s.PRESSED, t.SLEEP, s.STANDBY, (DropTurn, Sleep))
    yield row(s.PRESSED, t.TOO_LONG, s.THINKING, (BeginReply, Confirm))


TRANSITIONS: Mapping[tuple[State, Trigger], Transition] = MappingProxyType(
    {(row.state, row.trigger): row for row in _rows()}
)


def printed() -> str:
    """The table as Markdown."""
    lines = ["| state | when | then | does |", "| --- | --- | --- | --- |"]
    for row in TRANSITIONS.values():
        does = ", ".join(f"`{kind.__name__}`" for kind in row.does)
        state, to = row.state.name.lower(), row.to.name.lower()
        lines.append(f"| {state} | {row.trigger.value} | {to} | {does} |")
    return "\n".join(lines)
