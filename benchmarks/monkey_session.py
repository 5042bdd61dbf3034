"""A session that a script tells what happens: it talks, loses its devices, and breaks off."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.errors import UserError
from app.live.events import (
    ActionDone,
    Caption,
    Level,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    ReplyText,
    StateChanged,
    Told,
    TurnTimings,
)
from app.live.trace import Trace
from app.sound.events import DeviceEvent
from app.turns.states import TRANSITIONS
from omni_core.conversation import Action
from ui.bridge.events import DeskEvent

SENTENCE = "It is a quarter past ten in the morning and the sun is out over all of the town"
WORDS = (
    *SENTENCE.split(),
    "東京の天気は晴れです",
    "مرحبا",
    "\u202edesrever",
    "👩\u200d🚀",
    "\n",
    "",
)
LONGEST_WAIT = 0.05
"""Seconds until the session looks whether it is to end."""


class Story:
    """What a session might tell, well-formed or in an order that should not happen."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._epoch = 0
        self._rows = list(TRANSITIONS.values())

    def next(self) -> list[DeskEvent]:
        """Some events that come at once."""
        rng = self._rng
        match rng.randrange(10):
            case 0 | 1 | 2:
                return self._turn()
            case 3 | 4:
                row = rng.choice(self._rows)
                return [StateChanged(row.to, row.trigger, 0.0)]
            case 5:
                kind = rng.choice(("microphone", "speaker"))
                happening = rng.choice(("lost", "busy", "returned", "changed", "call quality"))
                return [DeviceEvent(kind, happening, None)]
            case 6:
                return [Level(rng.uniform(-90, 0), rng.random()) for _ in range(rng.randrange(50))]
            case 7:
                return [Told(self._text(20))]
            case 8:
                return [self._anything() for _ in range(rng.randrange(1, 6))]
            case _:
                return [ActionDone(Action("timer.set", {}))]

    def _turn(self) -> list[DeskEvent]:
        rng, reply = self._rng, self._text(60)
        self._epoch += 1
        epoch = self._epoch
        events: list[DeskEvent] = [
            PersonSaid(epoch, self._text(20), rng.random() < 0.5),
            TurnTimings(epoch, rng.random(), 1 + rng.random(), 2 + rng.random(), 0),
        ]
        for share in (0.3, 0.6, 1.0):
            text = reply[: round(share * len(reply))]
            events += [ReplyText(epoch, text), Caption(epoch, rng.randint(0, len(text)))]
        return [*events, ReplyOver(epoch, reply, rng.randint(0, len(reply)))]

    def _anything(self) -> DeskEvent:
        rng, epoch = self._rng, self._rng.randint(0, self._epoch + 1)
        return rng.choice(
            (
                ReplyTakenBack(epoch),
                Caption(epoch, rng.randint(0, 9999)),
                ReplyText(epoch, self._text(8)),
                ReplyOver(epoch, self._text(8), rng.randint(0, 99)),
                PersonSaid(epoch, self._text(5), by_engine=False),
            )
        )

    def _text(self, most: int) -> str:
        return " ".join(self._rng.choices(WORDS, k=self._rng.randrange(most)))


class ScriptedSession:
    """Stands in for a live session: `tell` and `fail` on any thread, `taken` is what it got."""

    def __init__(self) -> None:
        self.taken: list[object] = []
        self.opened = 0
        self.sound = None
        self.trace = Trace()
        self._next: queue.SimpleQueue[DeskEvent | Exception | None] = queue.SimpleQueue()
        self._show: Callable[[DeskEvent], None] = lambda _: None

    @contextmanager
    def open(self, show: Callable[[DeskEvent], None]) -> Iterator[ScriptedSession]:
        """Begin anew, with nothing left of what was to be told before."""
        self._next = queue.SimpleQueue()
        self._show = show
        self.opened += 1
        yield self

    def tell(self, event: DeskEvent) -> None:
        """Let this happen."""
        self._next.put(event)

    def fail(self, *, expected: bool) -> None:
        """Break off: with a sentence for people, or with a fault."""
        sentence = "The disk is full; free some space and try again."
        self._next.put(UserError(sentence) if expected else ZeroDivisionError(sentence))

    def give(self, event: object) -> None:
        """What the window wants."""
        self.taken.append(event)
        self._next.put(None)

    def run(self, clock: Callable[[], float], stopping: threading.Event) -> None:
        """Tell what is to be told until `stopping`."""
        del clock
        while not stopping.is_set():
            try:
                came = self._next.get(timeout=LONGEST_WAIT)
            except queue.Empty:
                continue
            if isinstance(came, Exception):
                raise came
            if came is not None:
                self._show(came)

    @property
    def player(self) -> ScriptedSession:
        """Its own."""
        return self

    def cut(self, now: float) -> None:
        """Nothing sounds."""

    def loudness(self, now: float) -> float | None:
        """In decibels."""
        return None if int(now) % 2 else -20.0
