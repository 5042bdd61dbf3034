"""Whatever happens, in whatever order: nobody waits for ever, and nothing unheard has effects."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.turns.commands import (
    BeginReply,
    BeginTurn,
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
    Unduck,
)
from app.turns.events import (
    ActionAsked,
    EndJudged,
    Event,
    Mute,
    Notice,
    Recognised,
    ReplyComplete,
    ReplyFailed,
    ReplyPlayed,
    ReplyProgress,
    ReplyStarted,
    SleepKey,
    StopKey,
    TalkKey,
    Tick,
    TurnWords,
    Typed,
    WakeKey,
)
from app.turns.states import State
from omni_core.conversation import Action
from tests.app.turns.room import ENTER

WORDS = ["", "Hm", "Stop", "Tell me more about it", "Not now", "Hey Visavis", "Hey Visavis, why?"]
RECENT = st.sampled_from([0, 0, 0, 0, 1, 2])
"""How long ago what an event answers was asked for: late answers happen."""

HAPPENINGS = st.one_of(
    st.tuples(st.just("voice"), st.sampled_from([0.032, 0.1, 0.2, 0.4, 1.0])),
    st.tuples(st.just("silence"), st.sampled_from([0.032, 0.1, 0.25, 0.4, 1.2])),
    st.tuples(st.just("wait"), st.sampled_from([0.0, 0.1, 1.1, 5.0, 50.0, 130.0])),
    st.tuples(st.just("judged"), RECENT, st.sampled_from([0.1, 0.9])),
    st.tuples(st.just("recognised"), RECENT, st.sampled_from(WORDS)),
    st.tuples(st.just("words"), RECENT, st.sampled_from(WORDS)),
    st.tuples(st.just("action"), RECENT),
    st.tuples(st.just("started"), RECENT),
    st.tuples(st.just("progress"), RECENT),
    st.tuples(st.just("played"), RECENT),
    st.tuples(st.just("complete"), RECENT, st.booleans()),
    st.tuples(st.just("failed"), RECENT, st.booleans()),
    st.tuples(
        st.just("event"),
        st.sampled_from(
            [
                Notice("Your timer is done."),
                TalkKey(down=True),
                TalkKey(down=False),
                Typed("Who are you?"),
                StopKey(),
                WakeKey(),
                SleepKey(),
                Mute(on=True),
                Mute(on=False),
            ]
        ),
    ),
)
STATES = st.sampled_from(list(State))


class World:
    """A room, and everything in it that may answer late, twice, or not at all."""

    def __init__(self, begin: State, happenings: list[tuple[Any, ...]], **rules: object) -> None:
        """Enter the state `begin`, and let things happen."""
        self.room = ENTER[begin](**rules)
        self.actions = 0
        self.failed: set[int] = set()
        for happening in happenings:
            self.happen(happening)

    def happen(self, what: tuple[Any, ...]) -> None:
        room = self.room
        match what:
            case ("voice", float(seconds)):
                room.voice(seconds)
            case ("silence", float(seconds)):
                room.silence(seconds)
            case ("wait", float(seconds)):
                room.wait(seconds)
            case ("event", event):
                room.tell(event)
            case (kind, ago, *rest):
                answer = self.answer(kind, ago, rest)
                if answer is not None:
                    room.tell(answer)
                if isinstance(answer, ReplyFailed):
                    self.failed.add(answer.epoch)

    def answer(self, kind: str, ago: int, rest: list[Any]) -> Event | None:
        if kind == "judged":
            asked = self.asked(Judge)
            return EndJudged(asked[-1 - ago].request, rest[0]) if len(asked) > ago else None
        if kind == "recognised":
            asked = self.asked(Recognise)
            return Recognised(asked[-1 - ago].request, rest[0], -0.1) if len(asked) > ago else None
        epochs = [c.epoch for c in self.room.commands if isinstance(c, BeginReply | Say)]
        if len(epochs) <= ago:
            return None
        epoch = epochs[-1 - ago]
        if kind == "action":
            self.actions += 1
            return ActionAsked(epoch, Action("timer.set", {"id": str(self.actions)}))
        return {
            "words": lambda: TurnWords(epoch, rest[0]),
            "started": lambda: ReplyStarted(epoch),
            "progress": lambda: ReplyProgress(epoch),
            "played": lambda: ReplyPlayed(epoch),
            "complete": lambda: ReplyComplete(epoch, speaks=rest[0]),
            "failed": lambda: ReplyFailed(epoch, replaced=rest[0]),
        }[kind]()

    def asked(self, kind: type) -> list[Any]:
        return [command for command in self.room.commands if isinstance(command, kind)]


@settings(max_examples=150)
@given(begin=STATES, speculate=st.booleans(), happenings=st.lists(HAPPENINGS, max_size=40))
def test_every_state_has_a_watchdog_that_ends_it(begin: State, speculate: bool, happenings):
    world = World(begin, happenings, speculate=speculate)
    room = world.room
    bites_at = room.machine.watchdog
    assert bites_at - room.now < 1.0 + max(room.rules.longest_turn, room.rules.standby_after)
    before = room.machine.state
    room.now = max(room.now, bites_at)
    room.tell(Tick())
    assert room.machine.trail, f"the watchdog of {before} did not bite"
    # With nothing but time, the floor is free again, once all notices were begun and given up.
    for _ in range(80):
        room.now = max(room.now, room.machine.watchdog)
        room.tell(Tick())
    assert room.machine.state in (State.LISTENING, State.STANDBY)


@settings(max_examples=150)
@given(begin=STATES, speculate=st.booleans(), happenings=st.lists(HAPPENINGS, max_size=60))
def test_commands_make_sense_in_any_order_of_events(begin: State, speculate: bool, happenings):
    world = World(begin, happenings, speculate=speculate)
    check(world.room.commands, world.failed)


def check(commands: list[Command], failed: set[int]) -> None:
    """What the session relies on; among it, that only what is confirmed and kept has effects."""
    turn: int | None = None
    epoch: int | None = None
    begun: set[int] = set()
    confirmed: set[int] = set()
    over: set[int] = set()
    done: list[str] = []
    paused = ducked = False
    for command in commands:
        match command:
            case BeginTurn(number):
                assert number not in begun
                begun.add(number)
                assert epoch is None or epoch in confirmed | failed, "one on trial is still there"
                turn, epoch = number, None
            case BeginReply(number, of, _):
                assert of == turn
                assert epoch is None or epoch in confirmed | over | failed
                epoch, paused, ducked = number, False, False
            case ReadTurn(of, _, _):
                assert of == turn
                assert epoch is None or epoch in over | failed, "the reply is to all of the turn"
            case Say(number, _):
                epoch, paused, ducked = number, False, False
                confirmed.add(number)
            case Judge(_, of):
                assert of == turn
            case Confirm(number):
                assert number == epoch
                assert number not in confirmed | over
                confirmed.add(number)
            case Rewind(number):
                assert number == epoch
                assert not done or done[-1] != str(number), "something of it was done already"
                over.add(number)
                epoch = None
            case Cut(number):
                assert number == epoch
                assert number in confirmed
                over.add(number)
                epoch = None
            case DropTurn(number):
                assert number == turn
                if epoch is not None:
                    assert str(epoch) not in done, "something of it was done already"
                    over.add(epoch)
                turn = epoch = None
            case Execute(number, _):
                assert number == epoch
                assert number in confirmed - over
                done.append(str(number))
            case Duck(number):
                assert (number, ducked, paused) == (epoch, False, False)
                ducked = True
            case Unduck(number):
                assert (number, ducked, paused) == (epoch, True, False)
                ducked = False
            case Pause(number):
                assert (number, ducked, paused) == (epoch, True, False)
                paused = True
            case Resume(number):
                assert (number, paused) == (epoch, True)
                paused = ducked = False
            case Recognise(_, since, until):
                assert since < until
            case _:
                pass


@settings(max_examples=100)
@given(begin=STATES, happenings=st.lists(HAPPENINGS, max_size=30), muted=st.booleans())
def test_after_anything_typed_words_are_answered_at_once(begin: State, happenings, muted: bool):
    room = World(begin, happenings).room
    room.tell(Mute(on=muted))
    room.tell(Typed("What time is it?"))
    assert room.state == "THINKING"
    assert room.the(ReadTurn).turn == room.the(BeginReply).turn == room.the(BeginTurn).turn
    assert room.the(Confirm).epoch == room.epoch
    room.words("What time is it?")
    room.tell(ReplyStarted(room.epoch))
    assert room.state == "SPEAKING"


@settings(max_examples=100)
@given(begin=STATES, happenings=st.lists(HAPPENINGS, max_size=30), ends=st.booleans())
def test_after_anything_a_question_is_answered(begin: State, happenings, ends: bool):
    """No history of events leaves it deaf or dumb."""
    room = World(begin, happenings).room
    room.tell(Mute(on=False))
    room.tell(TalkKey(down=False))
    room.tell(StopKey())
    room.tell(WakeKey())
    for _ in range(12):  # notices that wait are said first
        room.silence(1.3)
        if room.state == "SPEAKING":
            room.played()
    assert room.state in ("LISTENING", "SPEAKING")
    room.voice(1.0)
    room.silence(0.3)
    assert room.state == "WAITING"
    if ends:
        room.judged(0.9)
    else:
        room.silence(3.2)
    room.words("What time is it?")
    room.tell(ReplyStarted(room.epoch))
    assert room.state == "SPEAKING"
