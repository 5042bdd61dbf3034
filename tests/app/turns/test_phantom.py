"""A voice detector that is wrong for ever must not hold the floor: every state is left by itself.

Somebody vacuums, a fan hums at the pitch of speech, or the network is stuck: it says speech without
end, or never.  The engine and the player do their part all the while.
"""

import pytest

from app.turns.commands import BeginReply, Command, Judge, Recognise, Say
from app.turns.events import (
    EndJudged,
    Notice,
    Recognised,
    ReplyComplete,
    ReplyPlayed,
    ReplyStarted,
    TurnWords,
    WakeKey,
)
from app.turns.states import State
from tests.app.turns.room import ENTER, Room

LONGEST_WAIT = 60.0
"""Seconds in which a timer must have been heard, whatever the detector says."""

REPLY_SECONDS = 3.0


class Others:
    """Answer what the machine asks, at once but truly: nobody has said a word."""

    def __init__(self, room: Room, probability: float) -> None:
        self.room, self.probability = room, probability
        self.ends: dict[int, float] = {}
        self.said: list[str] = []
        self.states: set[State] = set()

    def let_pass(self, seconds: float) -> None:
        until = self.room.now + seconds
        while self.room.now < until:
            self.answer(self.room.voice(0.032, self.probability))
            over = [epoch for epoch, end in self.ends.items() if self.room.now >= end]
            for epoch in over:
                del self.ends[epoch]
                self.answer(self.room.tell(ReplyPlayed(epoch)))
            self.states.add(self.room.machine.state)

    def answer(self, commands: list[Command]) -> None:
        for command in commands:
            for event in self._answers(command):
                self.answer(self.room.tell(event))

    def _answers(self, command: Command):
        match command:
            case Judge(request):
                yield EndJudged(request, 0.1)
            case Recognise(request):
                yield Recognised(request, "", 0.0)
            case BeginReply(epoch):
                yield TurnWords(epoch, "")
            case Say(epoch, sentence):
                self.said.append(sentence)
                self.ends[epoch] = self.room.now + REPLY_SECONDS
                yield ReplyStarted(epoch)
                yield ReplyComplete(epoch, speaks=True)
            case _:
                pass


@pytest.mark.parametrize("probability", [0.98, 0.5, 0.4, 0.0])
@pytest.mark.parametrize("state", [state for state in State if state is not State.PRESSED])
def test_a_timer_is_heard_although_the_detector_is_stuck(state, probability):
    room = ENTER[state]()
    others = Others(room, probability)
    if state in (State.SPEAKING, State.DUCKED, State.PAUSED):
        others.ends[room.epoch] = room.now + REPLY_SECONDS
    others.answer(room.tell(Notice("Your timer is done.")))
    others.let_pass(LONGEST_WAIT)
    assert others.said == ["Your timer is done."]


@pytest.mark.parametrize("probability", [0.98, 0.5, 0.4])
@pytest.mark.parametrize("state", [state for state in State if state is not State.PRESSED])
def test_noise_taken_for_a_voice_ends_in_standby_where_only_a_name_wakes_it(state, probability):
    room = ENTER[state]()
    others = Others(room, probability)
    if state in (State.SPEAKING, State.DUCKED, State.PAUSED):
        others.ends[room.epoch] = room.now + REPLY_SECONDS
    others.let_pass(300.0)
    assert room.machine.state is State.STANDBY
    others.let_pass(10.0)
    assert room.machine.state is State.STANDBY
    room.tell(WakeKey())
    assert room.machine.state is State.LISTENING
    others.let_pass(300.0)
    assert room.machine.state is State.STANDBY, "and again"


@pytest.mark.parametrize("state", [state for state in State if state is not State.PRESSED])
def test_no_state_lasts_for_ever_without_a_sound_from_anybody(state):
    """The detector, the recogniser, the engine and the player all say nothing any more."""
    room = ENTER[state]()
    seen = set()
    for _ in range(300):
        room.silence(1.0)
        seen.add(room.machine.state)
    assert room.machine.state is State.STANDBY
