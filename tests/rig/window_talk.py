"""A person before the window: says things, waits for what it shows, and reads what was said."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.rig.coupler import RATE
from tests.rig.screen_reader import Control, Noticed
from tests.rig.server import RigError, await_that
from tests.rig.sound import VirtualSound
from tests.rig.window_program import WindowProgram

PATIENCE = 25.0
"""Seconds in which a reply must begin."""

LONGEST_REPLY = 60.0

IDLE = "Ready", "Not listening"
"""What it is when nobody has the floor; the second with the microphone off."""

NAME_CHANGED = "object:property-change:accessible-name"

_SPOKEN = re.compile(r"^(You|Visavis|Notice), ([\d:]+)(?:, ([a-z ]+))?: (.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message as the list reads it out.  delivery: empty, `speaking`, `interrupted`, ..."""

    who: str
    delivery: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question led to: its message, the reply's, and from when to when it sounded.

    since, until: events of the window.  speaking, over: monotonic seconds.
    """

    question: str
    reply: Spoken
    since: int
    until: int
    speaking: float
    over: float


class Person:
    """Knows of the program only what sounds and what its window shows."""

    def __init__(self, rig: VirtualSound, window: WindowProgram) -> None:
        self._rig, self._window = rig, window
        self._reader = window.reader
        self._count = 0
        self._shift = float("inf")

    # -- what is said ---------------------------------------------------------------------------

    def say(self, samples: NDArray[np.float32]) -> float:
        """Begin to say it (float32 [n], 48 kHz); seconds that it lasts."""
        self._count += 1
        self._rig.say(f"sentence {self._count}", samples)
        return samples.size / RATE

    def say_all(self, samples: NDArray[np.float32]) -> None:
        """Say it, and return when it is over."""
        time.sleep(self.say(samples))  # the person's own pace

    # -- what is shown --------------------------------------------------------------------------

    def state(self) -> str:
        """The word below the presence."""
        return self._stage().name

    def await_state(self, *words: str, seconds: float = PATIENCE, since: int = 0) -> Noticed:
        """When the window said that it is in one of these states, after the first `since` events.

        Raises: RigError if it did not.
        """
        told = self._reader.await_noticed(
            lambda e: e.kind == NAME_CHANGED and e.role == "panel" and e.text in words,
            seconds,
            since,
        )
        if told is None:
            raise RigError(f"The window did not say {words}; it says {self.state()!r}.")
        return told

    def captions(self) -> Control:
        """The live captions, whose name is what they show."""
        return self._reader.await_control(lambda c: c.description == "Live captions", "captions")

    def messages(self) -> list[Spoken]:
        """All that the list holds."""
        tree = self._reader.tree()
        found = [_SPOKEN.match(c.name) for c in tree if c.role == "list item"]
        return [Spoken(m.group(1), m.group(3) or "", m.group(4)) for m in found if m]

    def await_reply(self) -> Spoken:
        """The newest reply, once the list has settled what of it was heard.

        Raises: RigError if there is none.
        """

        def settled() -> bool:
            replies = [message for message in self.messages() if message.who == "Visavis"]
            return bool(replies) and replies[-1].delivery != "speaking"

        await_that(settled, "The window lists no reply that is over.")
        return [message for message in self.messages() if message.who == "Visavis"][-1]

    def answered(self, samples: NDArray[np.float32]) -> Answer:
        """Ask, and read what is answered once it has sounded.

        Raises: RigError if nothing is.
        """
        since = len(self._reader.noticed)
        return self.await_answer(since, self.say(samples))

    def await_answer(self, since: int, seconds: float = 0.0) -> Answer:
        """The reply to what is being said for `seconds` more."""
        speaking = self.await_state("Speaking", seconds=PATIENCE + seconds, since=since)
        begun = self._reader.noticed.index(speaking)
        over = self.await_state(*IDLE, seconds=LONGEST_REPLY, since=begun)
        until = len(self._reader.noticed)
        reply = self.await_reply()
        question = [message for message in self.messages() if message.who == "You"][-1]
        return Answer(question.text, reply, since, until, speaking.at, over.at)

    # -- on the record's clock ------------------------------------------------------------------

    def look_at_clock(self) -> None:
        """Hold monotonic time against the record once more.

        What is recorded comes a little late; the least delay that was seen is taken for none, so
        that a caption seems sooner after its word than it is, never later.
        """
        recorded = self._rig.recorded()
        self._shift = min(self._shift, time.monotonic() - recorded / RATE)

    def in_record(self, at: float) -> int:
        """The record's sample of the moment `at` (monotonic seconds)."""
        return round((at - self._shift) * RATE)

    def _stage(self) -> Control:
        return self._reader.await_control(
            lambda c: c.role == "panel" and "focusable" in c.states and bool(c.name), "stage"
        )
