"""Every row of the table, one by one: it can happen, and it does no more than it says."""

from collections.abc import Callable

import pytest

from app.turns.events import (
    ActionAsked,
    Mute,
    Notice,
    ReplyComplete,
    ReplyFailed,
    ReplyStarted,
    SleepKey,
    StopKey,
    TalkKey,
    Typed,
    WakeKey,
)
from app.turns.states import TRANSITIONS, State, Transition, Trigger
from app.turns.watchdog import LIMITS
from tests.app.turns.room import ENTER, TIMER, Room, kinds, spoken


def say(room: Room, text: str) -> None:
    room.words(text)
    if room.state == "WAITING":
        room.judged(0.9)


FIRE: dict[Trigger, Callable[[Room], object]] = {
    Trigger.ONSET: lambda room: room.voice(0.13),
    Trigger.SILENCE: lambda room: room.silence(0.25),
    Trigger.SILENCE_ALONE: lambda room: room.silence(0.25),
    Trigger.TOO_SHORT: lambda room: room.silence(0.3),
    Trigger.WENT_ON: lambda room: room.voice(0.13),
    Trigger.UNSURE: lambda room: room.silence(0.35),
    Trigger.FINISHED: lambda room: (room.words("Who are you?"), room.judged(0.9)),
    Trigger.FINISHED_ALONE: lambda room: room.judged(0.9),
    Trigger.NOT_MEANT: lambda room: say(room, "Mhm"),
    Trigger.ROOM_BUSY: lambda room: say(room, "Mhm"),
    Trigger.PUT_OFF: lambda room: say(room, "Not now"),
    Trigger.SOUNDS: lambda room: room.tell(ReplyStarted(room.epoch)),
    Trigger.ASKED: lambda room: room.tell(ActionAsked(room.epoch, TIMER)),
    Trigger.NOTHING_TO_SAY: lambda room: room.tell(ReplyComplete(room.epoch, speaks=False)),
    Trigger.PLAYED: lambda room: room.played(),
    Trigger.PLAYED_ASLEEP: lambda room: room.played(),
    Trigger.REPLACED: lambda room: room.tell(ReplyFailed(room.epoch, replaced=True)),
    Trigger.FAILED: lambda room: room.tell(ReplyFailed(room.epoch)),
    Trigger.SPEECH_LASTS: lambda room: room.voice(0.6),
    Trigger.SPEECH_ENDED: lambda room: room.silence(0.35),
    Trigger.BLIP_ENDED: lambda room: room.silence(0.35),
    Trigger.WORDS: lambda room: room.recognised("Stop it."),
    Trigger.NO_WORDS: lambda room: (room.silence(0.35), room.recognised("Mhm")),
    Trigger.LISTEN_AGAIN: lambda room: (room.recognised("M"), room.voice(0.3)),
    Trigger.PHRASE_ENDED: lambda room: (room.voice(1.0), room.silence(0.3)),
    Trigger.CALLED: lambda room: (
        room.voice(1.0),
        room.silence(0.3),
        room.recognised("Hey Visavis"),
    ),
    Trigger.CALLED_AND_ASKED: lambda room: (
        room.voice(1.0),
        room.silence(0.3),
        room.recognised("Hey Visavis, who are you?"),
    ),
    Trigger.NOTICE_DUE: lambda room: (room.tell(Notice("Done.")), room.silence(1.2)),
    Trigger.TALK_DOWN: lambda room: room.tell(TalkKey(down=True)),
    Trigger.TALK_UP: lambda room: (room.voice(0.5), room.tell(TalkKey(down=False))),
    Trigger.TAPPED: lambda room: room.tell(TalkKey(down=False)),
    Trigger.TYPED: lambda room: room.tell(Typed("Who are you?")),
    Trigger.TYPED_OVER_NOISE: lambda room: room.tell(Typed("Who are you?")),
    Trigger.STOP: lambda room: room.tell(StopKey()),
    Trigger.WAKE: lambda room: room.tell(WakeKey()),
    Trigger.SLEEP: lambda room: room.tell(SleepKey()),
    Trigger.MUTED: lambda room: room.tell(Mute(on=True)),
    Trigger.UNUSED: lambda room: room.silence(91.0),
    Trigger.NO_SOUND: lambda room: room.wait(1.1),
    Trigger.TOO_LONG: lambda room: room.wait(200.0),
}
SPECIAL: dict[tuple[State, Trigger], Callable[[], Room]] = {
    (State.HEARING, Trigger.SILENCE_ALONE): lambda: spoken(Room(speculate=False)),
    (State.WAITING, Trigger.FINISHED_ALONE): lambda: Room(speculate=False).waiting(),
    (State.WAITING, Trigger.ROOM_BUSY): lambda: Room(asides_before_standby=1).waiting(),
    (State.THINKING, Trigger.ROOM_BUSY): lambda: Room(asides_before_standby=1).thinking(),
    (State.PAUSED, Trigger.LISTEN_AGAIN): lambda: Room(cut_after=3.0).paused(),
}


def one_voiced(room: Room, seconds: float) -> Room:
    room.voice(seconds)
    return room


def noticed(room: Room) -> Room:
    room.tell(Notice("Your timer is done."))
    room.silence(1.2)
    return room


def half_over(room: Room) -> Room:
    room.voice(0.2)
    room.silence(0.4)
    return room


SPECIAL |= {
    (State.HEARING, Trigger.TOO_SHORT): lambda: one_voiced(Room(), 0.1),
    (State.HEARING, Trigger.TYPED_OVER_NOISE): lambda: one_voiced(Room(), 0.1),
    (State.HEARING, Trigger.TOO_LONG): lambda: spoken(Room(longest_breath=10.0, lost_sound=20.0)),
    (State.DUCKED, Trigger.BLIP_ENDED): lambda: one_voiced(Room().speaking(), 0.1),
    (State.DUCKED, Trigger.SPEECH_ENDED): lambda: one_voiced(Room().ducked(), 0.07),
    (State.SPEAKING, Trigger.PLAYED_ASLEEP): lambda: noticed(Room(awake=False)),
    (State.SPEAKING, Trigger.WORDS): lambda: half_over(Room().speaking()),
}


def made(row: Transition) -> tuple[Room, list[tuple[State, Trigger]], list[str]]:
    """The room after a row's trigger in its state; the moves and commands that this brought."""
    room = SPECIAL.get((row.state, row.trigger), lambda: ENTER[row.state]())()
    assert room.machine.state is row.state
    before, moved = len(room.commands), len(room.moves)
    FIRE[row.trigger](room)
    return room, room.moves[moved:], kinds(room.commands[before:])


def test_no_row_is_left_out():
    """A row that is added to the table and never made here fails, and so does one taken away."""
    moves = {move for row in TRANSITIONS.values() for move in made(row)[1]}
    assert moves == set(TRANSITIONS)
    assert set(FIRE) == set(Trigger)
    assert set(SPECIAL) <= set(TRANSITIONS)
    assert set(ENTER) == set(State)


@pytest.mark.parametrize(
    "row", TRANSITIONS.values(), ids=lambda row: f"{row.state.name}-{row.trigger.name}"
)
def test_a_row_of_the_table(row):
    room, moves, done = made(row)
    assert (row.state, row.trigger) in moves
    allowed = iter([kind.__name__ for kind in row.does])
    if moves == [(row.state, row.trigger)]:
        assert room.machine.state is row.to
        assert all(name in allowed for name in done), (done, row.does)
        optional = {"Execute"} if row.trigger is not Trigger.ASKED else set()
        assert {kind.__name__ for kind in row.does} - optional <= set(done)


def test_every_state_can_be_reached_and_left_and_has_a_watchdog():
    assert {row.state for row in TRANSITIONS.values()} == set(State) == set(LIMITS)
    assert {row.to for row in TRANSITIONS.values()} == set(State)
    assert {row.trigger for row in TRANSITIONS.values()} == set(Trigger)
    for state, limits in LIMITS.items():
        for limit in limits:
            assert (state, limit.trigger) in TRANSITIONS
