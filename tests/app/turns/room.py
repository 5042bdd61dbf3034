"""A room on a fake clock: a machine, a person, and whatever they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.turns.commands import BeginReply, Command, Judge, Recognise, Say
from app.turns.events import (
    ActionAsked,
    EndJudged,
    Event,
    Recognised,
    ReplyComplete,
    ReplyPlayed,
    ReplyStarted,
    TalkKey,
    Tick,
    TurnWords,
    Voice,
)
from app.turns.machine import TurnMachine
from app.turns.states import TRANSITIONS, State, Trigger
from app.turns_settings import TurnsGroup
from omni_core.conversation import Action
from omni_core.starter.hearing.vad import WINDOW_SECONDS

Kind = TypeVar("Kind")

TIMER = Action("timer.set", {"id": "1"})


class Room:
    """Time passes only when something is said, or when somebody waits."""

    def __init__(self, *, awake: bool = True, **rules: object) -> None:
        self.rules = TurnsGroup.model_validate(rules)
        self.now = 1000.0
        self.machine = TurnMachine(self.rules, self.now, awake=awake)
        self.commands: list[Command] = []
        self.moves: list[tuple[State, Trigger]] = []
        self.last_turn = 0

    @property
    def state(self) -> str:
        return self.machine.state.name

    def tell(self, event: Event) -> list[Command]:
        state = self.machine.state
        given = self.machine.step(event, self.now)
        self.commands += given
        for trigger in self.machine.trail:
            self.moves.append((state, trigger))
            state = TRANSITIONS[state, trigger].to
        assert self.machine.state is state, "the table says where every move leads"
        return given

    def voice(
        self, seconds: float, probability: float = 0.95, level: float = -25.0
    ) -> list[Command]:
        """Sound of the microphone, in windows; the clock runs along."""
        given: list[Command] = []
        for _ in range(round(seconds / WINDOW_SECONDS)):
            self.now += WINDOW_SECONDS
            given += self.tell(Voice(self.now, probability, level))
        return given

    def silence(self, seconds: float) -> list[Command]:
        return self.voice(seconds, 0.02, -70.0)

    def wait(self, seconds: float) -> list[Command]:
        """No sound at all: the microphone is dead."""
        self.now += seconds
        return self.tell(Tick())

    def the(self, kind: type[Kind]) -> Kind:
        """The newest command of a kind."""
        return next(c for c in reversed(self.commands) if isinstance(c, kind))

    def count(self, kind: type) -> int:
        return sum(isinstance(c, kind) for c in self.commands)

    @property
    def epoch(self) -> int:
        return max(c.epoch for c in self.commands if isinstance(c, BeginReply | Say))

    # -- what the session would answer

    def judged(self, probability: float) -> list[Command]:
        return self.tell(EndJudged(self.the(Judge).request, probability))

    def words(self, text: str, whole: float | None = None) -> list[Command]:
        return self.tell(TurnWords(self.epoch, text, whole))

    def recognised(self, text: str, confidence: float = -0.2) -> list[Command]:
        return self.tell(Recognised(self.the(Recognise).request, text, confidence))

    # -- short cuts into states

    def waiting(self) -> Room:
        self.silence(0.5)
        self.voice(1.0)
        self.silence(0.25)
        assert self.state == "WAITING"
        return self

    def thinking(self) -> Room:
        self.waiting()
        self.judged(0.9)
        if self.rules.speculate:
            self.silence(self.rules.words_patience)  # the words do not come in time
        assert self.state == "THINKING"
        return self

    def speaking(self, *, action: Action | None = None) -> Room:
        self.thinking()
        self.words("What time is it?")
        if action:
            self.tell(ActionAsked(self.epoch, action))
        self.tell(ReplyStarted(self.epoch))
        self.tell(ReplyComplete(self.epoch, speaks=True))
        assert self.state == "SPEAKING"
        self.silence(1.0)
        return self

    def ducked(self) -> Room:
        self.speaking()
        self.voice(0.13)
        assert self.state == "DUCKED"
        return self

    def paused(self) -> Room:
        self.ducked()
        self.voice(0.2)
        assert self.state == "PAUSED"
        return self

    def played(self) -> list[Command]:
        return self.tell(ReplyPlayed(self.epoch))


def kinds(commands: list[Command]) -> list[str]:
    return [type(command).__name__ for command in commands]


ENTER: dict[State, Callable[..., Room]] = {
    State.STANDBY: lambda **rules: Room(awake=False, **rules),
    State.LISTENING: lambda **rules: Room(**rules),
    State.HEARING: lambda **rules: spoken(Room(**rules)),
    State.WAITING: lambda **rules: Room(**rules).waiting(),
    State.THINKING: lambda **rules: Room(**rules).thinking(),
    State.SPEAKING: lambda **rules: Room(**rules).speaking(),
    State.DUCKED: lambda **rules: Room(**rules).ducked(),
    State.PAUSED: lambda **rules: Room(**rules).paused(),
    State.PRESSED: lambda **rules: pressed(Room(**rules)),
}


def spoken(room: Room) -> Room:
    room.voice(1.0)
    return room


def pressed(room: Room) -> Room:
    room.tell(TalkKey(down=True))
    return room
