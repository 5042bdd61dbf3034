"""An honest engine in memory: it keeps the contract, hears exactly, and says what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.talk.clock import Clock
from omni_core.bookkeeping import CallGuard, Savepoint, Savepoints
from omni_core.conversation import (
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
from omni_core.media import SPEECH_RATE, AudioBlock, Image, VideoFrame
from omni_core.timeline import SoundTimeline


def tone(seconds: float, loudness: float = 0.3) -> np.ndarray:
    time = np.arange(round(seconds * SPEECH_RATE)) / SPEECH_RATE
    return (loudness * np.cos(2 * np.pi * 440 * time)).astype(np.float32)


class FakeClock:
    """Time passes when somebody says so."""

    def __init__(self) -> None:
        self.time = 100.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def wait_until(self, moment: float) -> None:
        self.waits.append(moment - self.time)
        self.time = max(self.time, moment)

    def pass_by(self, seconds: float) -> None:
        self.time += seconds


@dataclass
class Said:
    """What one turn brought, in order."""

    blocks: list[AudioBlock] = field(default_factory=list)
    items: list[str | Image] = field(default_factory=list)

    @property
    def sound(self) -> np.ndarray:
        return np.concatenate([np.zeros(0, np.float32), *(b.samples for b in self.blocks)])


Step = tuple[float, ReplyEvent]
"""Seconds of work, then an event."""


def plain_reply(said: Said) -> list[Step]:
    words = " ".join(item for item in said.items if isinstance(item, str))
    photos = sum(isinstance(item, Image) for item in said.items)
    answer = f"{said.sound.size} samples, {photos} photos."
    return [
        (0.1, UserText(words or "something spoken")),
        (0.2, TextDelta(answer)),
        (0.3, SpeechDelta(tone(0.5), len(answer), True)),
        (0.1, ReplyDone("end")),
    ]


class ScriptedEngine:
    def __init__(
        self,
        script: Callable[[Said], Sequence[Step]] = plain_reply,
        clock: FakeClock | Clock | None = None,
        hearing_seconds: Callable[[int], float] = lambda _block: 0.0,
    ) -> None:
        self.script = script
        self.clock = clock
        self.hearing_seconds = hearing_seconds
        self.turns: list[Said] = []
        self.opened: list[Options] = []
        self.open_conversations = 0
        self.closed = False

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("scripted", ("tone",), ("en",), True, True, True)

    def open(self, options: Options, history: Sequence[PastTurn] = ()) -> ScriptedConversation:
        if self.closed:
            raise EngineError("internal", "The engine is closed.")
        self.opened.append(options)
        self.open_conversations += 1
        return ScriptedConversation(self)

    def close(self) -> None:
        assert not self.open_conversations
        self.closed = True

    def work(self, seconds: float) -> None:
        if isinstance(self.clock, FakeClock):
            self.clock.pass_by(seconds)


class ScriptedConversation:
    def __init__(self, engine: ScriptedEngine) -> None:
        self._engine = engine
        self._guard = CallGuard()
        self._timeline = SoundTimeline()
        self._said = Said()
        self._marks: Savepoints[tuple[int, int, SoundTimeline]] = Savepoints()

    def hear(self, block: AudioBlock) -> None:
        self._guard.check()
        self._timeline, samples = self._timeline.accept(block)
        self._said.blocks.append(AudioBlock(samples, block.start))
        self._engine.work(self._engine.hearing_seconds(len(self._said.blocks) - 1))

    def see(self, frame: VideoFrame) -> None:
        self._guard.check()

    def show(self, image: Image) -> None:
        self._guard.check()
        self._said.items.append(image)

    def read(self, text: str) -> None:
        self._guard.check()
        self._said.items.append(text)

    def mark(self) -> Savepoint[tuple[int, int, SoundTimeline]]:
        self._guard.check()
        said = self._said
        return self._marks.make((len(said.blocks), len(said.items), self._timeline))

    def rewind(self, mark: object) -> None:
        self._guard.check()
        blocks, items, self._timeline = self._marks.rewind(mark)
        del self._said.blocks[blocks:], self._said.items[items:]

    def reply(self, cancel: Cancel) -> Iterator[ReplyEvent]:
        with self._guard.replying():
            self._engine.turns.append(self._said)
            for seconds, event in self._engine.script(self._said):
                if cancel.is_set:
                    yield ReplyDone("cancelled")
                    break
                self._engine.work(seconds)
                yield event
            self._said = Said()
            self._timeline = self._timeline.after_turn()
            self._marks.kill_all()

    def keep_heard(self, chars: int) -> None:
        raise StateError("A scripted reply cannot be cut.")

    def close(self) -> None:
        if self._guard.close():
            self._engine.open_conversations -= 1
