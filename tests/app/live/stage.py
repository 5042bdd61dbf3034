"""A live session without threads or devices: recorded sound in, a loudspeaker on a fake clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.live.events import SessionEvent
from app.live.parts import Camera, Parts
from app.live.session import LiveSession
from app.playback.player import Player
from app.turns.heard import Reach
from app.turns_settings import TurnsGroup
from omni_core.bookkeeping import CallGuard, Savepoints
from omni_core.conversation import (
    Action,
    Cancel,
    Capabilities,
    EngineError,
    Options,
    PastTurn,
    ReplyDone,
    ReplyEvent,
    SpeechDelta,
    StateError,
    TextDelta,
    UserText,
)
from omni_core.media import HEARING_RATE, SPEECH_RATE, AudioBlock, Image, VideoFrame
from omni_core.starter.hearing.vad import SileroVad
from omni_core.timeline import SoundTimeline

if TYPE_CHECKING:
    from omni_core.omni.engine import OmniEngine

WORD_SECONDS = 0.3
BLOCK = HEARING_RATE // 100
LATENCY = 0.04
PLAIN = Options()
Shown = TypeVar("Shown")
Before = tuple[int, int, int, SoundTimeline]


def tone(seconds: float) -> NDArray[np.float32]:
    time = np.arange(round(seconds * SPEECH_RATE)) / SPEECH_RATE
    return (0.3 * np.cos(2 * np.pi * 440 * time)).astype(np.float32)


@dataclass
class Turn:
    """What a conversation has got of one turn, and what it answered.

    given: typed words and the sides of pictures, in their order.
    """

    sound: list[NDArray[np.float32]] = field(default_factory=list)
    given: list[str | tuple[int, ...]] = field(default_factory=list)
    reply: str | None = None

    @property
    def seconds(self) -> float:
        return sum(block.size for block in self.sound) / HEARING_RATE


class Engine:
    """Answers each turn by the next script; keeps the contract, and remembers like an engine."""

    def __init__(
        self,
        *scripts: Callable[[], Iterator[ReplyEvent]],
        transcribes: bool = True,
        name: str = "scripted",
    ) -> None:
        self.name = name
        self.scripts = list(scripts)
        self.transcribes = transcribes
        self.conversations: list[Talk] = []
        self.histories: list[tuple[PastTurn, ...]] = []
        self.stats: dict[str, float] = {}

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.name, ("tone",), ("en",), True, True, self.transcribes)

    def open(self, options: Options, history: Sequence[PastTurn] = ()) -> Talk:
        self.conversations.append(Talk(self))
        self.histories.append(tuple(history))
        return self.conversations[-1]

    def close(self) -> None: ...


class Talk:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.turns: list[Turn] = [Turn()]
        self.seen = 0
        self._guard = CallGuard()
        self._marks: Savepoints[Before] = Savepoints()
        self._timeline = SoundTimeline()
        self._before: Before | None = None

    def hear(self, block: AudioBlock) -> None:
        self._guard.check()
        self._before = None
        self._timeline, samples = self._timeline.accept(block)
        self.turns[-1].sound.append(samples)

    def see(self, frame: VideoFrame) -> None:
        self._guard.check()
        self.seen += 1

    def show(self, image: Image) -> None:
        self._guard.check()
        self._before = None
        self.turns[-1].given.append(image.pixels.shape[:2])

    def read(self, text: str) -> None:
        self._guard.check()
        self._before = None
        self.turns[-1].given.append(text)

    def _state(self) -> Before:
        turn = self.turns[-1]
        return len(self.turns), len(turn.sound), len(turn.given), self._timeline

    def _restore(self, state: Before) -> None:
        turns, blocks, given, self._timeline = state
        del self.turns[turns:]
        del self.turns[-1].sound[blocks:]
        del self.turns[-1].given[given:]
        self.turns[-1].reply = None

    def mark(self):
        self._guard.check()
        return self._marks.make(self._state())

    def rewind(self, mark: object) -> None:
        self._guard.check()
        self._restore(self._marks.rewind(mark))
        self._before = None

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        with self._guard.replying():
            before, text = self._state(), ""
            reason = "cancelled"
            for event in self.engine.scripts.pop(0)():
                if cancel.is_set:
                    break
                if isinstance(event, EngineError):
                    raise event
                text += event.text if isinstance(event, TextDelta) else ""
                yield event
            else:
                reason = "end"
                self._marks.kill_all()
            self._before = before
            if reason == "end" or text:
                self.turns[-1].reply = text
                self.turns.append(Turn())
                self._timeline = self._timeline.after_turn()
        yield ReplyDone(reason, self.engine.stats)

    def keep_heard(self, chars: int) -> None:
        self._guard.check()
        if self._before is None:
            raise StateError("There is no reply to cut.")
        before, self._before = self._before, None
        if chars == 0:
            self._restore(before)
            return
        self.turns[-2].reply = (self.turns[-2].reply or "")[:chars]

    def close(self) -> None:
        self._guard.close()


def says(
    text: str, *, person: str | None = "What time is it?", action: Action | None = None
) -> Callable[[], Iterator[ReplyEvent]]:
    """A reply of words of equal length, the text of each before its sound."""

    def script() -> Iterator[ReplyEvent]:
        if person is not None:
            yield UserText(person)
        if action is not None:
            yield action
        spoken = 0
        for word in text.split():
            written = f"{' ' if spoken else ''}{word}"
            yield TextDelta(written)
            spoken += len(written)
            yield SpeechDelta(tone(WORD_SECONDS), spoken, exact=True)

    return script


def fails(sentence: str) -> Callable[[], Iterator[ReplyEvent]]:
    def script() -> Iterator[ReplyEvent]:
        yield EngineError("memory", sentence)  # type: ignore[misc]

    return script


@dataclass
class Ears:
    """Writes what it is told to; remembers what it was given."""

    written: list[str] = field(default_factory=list)
    over: float = 0.9
    given: list[int] = field(default_factory=list)

    def write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        self.given.append(samples.size)
        return (self.written.pop(0) if self.written else ""), -0.1

    def catch(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        return self.write(samples)

    def finished(self, samples: NDArray[np.float32]) -> float:
        return self.over

    def heard(self, played: NDArray[np.float32], text: str, reach: Reach) -> int:
        words = text.split()[: round(played.size / SPEECH_RATE / WORD_SECONDS)]
        return min(len(" ".join(words)), reach.at_most)


@dataclass
class Actions:
    done: list[Action] = field(default_factory=list)

    def execute(self, action: Action) -> bool:
        self.done.append(action)
        return True

    def step(self) -> int:
        return 0


class Announcer:
    def speak(self, sentence: str) -> NDArray[np.float32]:
        return tone(0.2 * len(sentence.split()))


@dataclass(frozen=True, eq=False)
class Block:
    samples: NDArray[np.float32]
    time: float
    may_echo: bool = False

    echo: float = 1.0
    """How many times as loud the microphone is with the echo."""

    far: NDArray[np.float32] | None = None
    """What the speaker plays."""

    taken_away: NDArray[np.float32] | None = None
    """What the canceller has taken out of `samples`, with the echo of `far`."""

    @property
    def raw(self) -> NDArray[np.float32]:
        raw = self.samples * np.float32(self.echo)
        if self.far is not None:
            raw = raw + np.float32(0.5) * self.far
        return raw if self.taken_away is None else raw + self.taken_away


class Stage:
    """Runs everything in 10 ms steps on one thread."""

    def __init__(
        self,
        vad: SileroVad,
        engine: Engine | OmniEngine,
        *,
        fallback: Engine | None = None,
        camera: Camera | None = None,
        options: Options = PLAIN,
        **rules,
    ):
        self.now = 100.0
        self.echoes = False
        """Whether the canceller says that it is not sure yet."""
        self.echo = 1.0
        """How many times as loud the microphone is with the echo."""
        self.knows_far = False
        """Whether the microphone's blocks say what is played."""
        self.engine = engine
        self.ears = Ears()
        self.actions = Actions()
        self.shown: list[SessionEvent] = []
        self.out: list[NDArray[np.float32]] = []
        self.checked = 0
        self._sleeping = False
        self.player = Player(SPEECH_RATE)
        self._pending: list[Block] = []
        self.working = True
        rng = np.random.default_rng(3)
        self._hiss = rng.normal(0, 3e-4, HEARING_RATE).astype(np.float32)
        self._loud = rng.normal(0, 0.1, HEARING_RATE).astype(np.float32)
        self.session = LiveSession(
            Parts(
                engine=engine,
                microphone=self,
                player=self.player,
                vad=vad,
                ears=self.ears,
                voice=Announcer(),
                actions=self.actions,
                show=self.shown.append,
                check_microphone=self._check,
                camera=camera,
                fallback=None if fallback is None else lambda: fallback,
                slept=self._slept,
            ),
            TurnsGroup.model_validate(rules),
            options,
            self.now,
        )

    def sleep(self) -> None:
        """The computer sleeps, and wakes."""
        self._sleeping = True

    def _slept(self, now: float) -> bool:
        slept, self._sleeping = self._sleeping, False
        return slept

    def _check(self) -> None:
        self.checked += 1

    def take(self, timeout: float = 0.0) -> list[Block]:
        blocks, self._pending = self._pending, []
        return blocks

    def play(
        self,
        samples: NDArray[np.float32],
        until: Callable[[], bool] | None = None,
        taken_away: NDArray[np.float32] | None = None,
    ) -> None:
        """Sound in the room, over a little hiss, until it ends or `until` holds.

        taken_away: what else is there, and the canceller takes for echo.
        """
        for first in range(0, samples.size - BLOCK + 1, BLOCK):
            noise = self._hiss[first % (HEARING_RATE - BLOCK) :][:BLOCK]
            block = Block(samples[first : first + BLOCK] + noise, self.now, self.echoes, self.echo)
            if self.knows_far:
                far = self._loud if self.state == "SPEAKING" else 0 * self._loud
                block = replace(block, far=far[first % far.size :][:BLOCK])
            if taken_away is not None:
                block = replace(block, taken_away=taken_away[first : first + BLOCK])
            self._pending.append(block)
            self.now += 0.01
            self._work()
            if until is not None and until():
                return

    def silence(self, seconds: float) -> None:
        self.play(np.zeros(round(seconds * HEARING_RATE), np.float32))

    def wait_for(self, state: str, seconds: float = 10.0) -> None:
        self.play(
            np.zeros(round(seconds * HEARING_RATE), np.float32),
            lambda: self.session.state.name == state,
        )
        assert self.session.state.name == state

    def dead(self, seconds: float) -> None:
        """No sound from the microphone at all."""
        for _ in range(round(seconds * 100)):
            self.now += 0.01
            self._work()

    def _work(self) -> None:
        self.session.step(lambda: self.now, 0.0)
        while self.working and (
            self.session.engine.step() | self.session.hearing.step() | self.session.speaking.step()
        ):
            pass
        block = np.zeros(SPEECH_RATE // 100, np.float32)
        self.player.mixer.fill(block, self.now + LATENCY)
        self.out.append(block)

    @property
    def state(self) -> str:
        return self.session.state.name

    @property
    def talk(self) -> Talk:
        assert isinstance(self.engine, Engine)
        return self.engine.conversations[-1]

    def all(self, kind: type[Shown]) -> list[Shown]:
        return [event for event in self.shown if isinstance(event, kind)]

    @property
    def sounding(self) -> float:
        """Seconds of sound at the loudspeaker."""
        heard = np.concatenate(self.out)
        return float(np.count_nonzero(np.abs(heard) > 1e-6)) / SPEECH_RATE
