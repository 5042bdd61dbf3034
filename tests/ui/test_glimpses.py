"""Which picture of the camera belongs to which reply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.live.events import PersonSaid, ReplyTakenBack, ReplyText, SessionEvent, StateChanged
from app.turns.states import State, Trigger
from ui.bridge.events import DeskEvent, Glimpsed
from ui.bridge.glimpses import Glimpses


@dataclass(frozen=True, eq=False)
class Frame:
    pixels: NDArray[np.uint8]


class Camera:
    """Shows grey pictures, each a little brighter; or nothing."""

    def __init__(self) -> None:
        self.shade = 0
        self.on = True

    def newest(self, now: float) -> Frame | None:
        if not self.on:
            return None
        self.shade += 1
        return Frame(np.full((48, 64, 3), self.shade, np.uint8))


class Session:
    """Looks and tells as a session does."""

    def __init__(self) -> None:
        self.camera = Camera()
        self.shown: list[DeskEvent] = []
        self.glimpses = Glimpses(self.camera)
        self.show = self.glimpses.telling(self.shown.append)

    def enter(self, state: State) -> None:
        self.show(StateChanged(state, Trigger.ONSET, 0.0))

    def look(self) -> None:
        self.glimpses.newest(0.0)

    def seen(self) -> list[tuple[int, int]]:
        """(epoch, shade) of what was glimpsed."""
        found = [event for event in self.shown if isinstance(event, Glimpsed)]
        return [(event.epoch, int(event.small.pixels[0, 0, 0])) for event in found]


def test_the_last_picture_of_a_turn_goes_with_its_reply_once() -> None:
    session = Session()
    session.enter(State.HEARING)
    session.look()
    session.look()
    said = PersonSaid(3, "What is this?", False)
    session.show(said)
    session.show(ReplyText(3, "A cup."))
    assert session.seen() == [(3, 2)]
    assert session.shown.index(said) == 1, "what happened, and then what was seen"
    glimpsed = session.shown[2]
    assert isinstance(glimpsed, Glimpsed)
    assert glimpsed.small.glimpse
    assert glimpsed.small.pixels.flags.c_contiguous


def test_words_that_come_late_do_not_take_the_next_turns_picture() -> None:
    session = Session()
    session.enter(State.HEARING)
    session.look()
    session.show(ReplyText(1, "A cup."))
    session.enter(State.SPEAKING)
    session.enter(State.HEARING)
    session.look()
    session.show(PersonSaid(1, "What is this?", True))
    session.show(PersonSaid(2, "And this?", True))
    assert session.seen() == [(1, 1), (2, 2)]


def test_a_reply_that_is_taken_back_leaves_its_picture_to_the_next_one() -> None:
    session = Session()
    session.enter(State.HEARING)
    session.look()
    session.enter(State.WAITING)
    session.show(PersonSaid(1, "What is", False))
    session.show(ReplyTakenBack(1))
    session.enter(State.HEARING)
    session.show(PersonSaid(2, "What is this?", False))
    assert session.seen() == [(1, 1), (2, 1)]


def test_what_was_seen_in_words_that_nobody_answered_is_forgotten() -> None:
    session = Session()
    session.enter(State.HEARING)
    session.look()
    session.enter(State.LISTENING)
    session.camera.on = False
    session.enter(State.HEARING)
    session.look()
    session.show(PersonSaid(1, "Hello", False))
    assert session.seen() == []


def test_typed_words_have_a_picture_too() -> None:
    session = Session()
    session.look()
    session.show(PersonSaid(1, "What is this?", False))
    assert session.seen() == [(1, 1)]


def test_without_a_camera_the_events_pass_as_they_are() -> None:
    session = Session()
    session.camera.on = False
    session.look()
    events: list[SessionEvent] = [PersonSaid(1, "Hello", False), ReplyText(1, "Hello!")]
    for event in events:
        session.show(event)
    assert session.shown == events
