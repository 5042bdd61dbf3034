"""What a session shows becomes turns, as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
import soundfile

from app.history.kinds import Turn
from app.history.recorder import Recorder
from app.live.events import (
    CameraSeen,
    Caption,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    ReplyText,
    SessionEvent,
    StateChanged,
    Told,
    TurnTimings,
)
from app.turns.events import Typed
from app.turns.states import State, Trigger
from omni_core.starter.hearing.vad import SileroVad
from tests.app.live.stage import Engine, Stage, says

REPLY = "It is ten. And the sun is out."


@dataclass
class Pages:
    """In place of the writer: what it was given."""

    kept: dict[int, Turn | None] = field(default_factory=dict)
    pictures: dict[int, np.ndarray] = field(default_factory=dict)
    writes: int = 0

    def put(self, key: int, turn: Turn, picture: np.ndarray | None = None) -> None:
        self.kept[key] = turn
        self.writes += 1
        if picture is not None:
            self.pictures[key] = picture

    def take_back(self, key: int) -> None:
        self.kept[key] = None


@dataclass
class Scene:
    pages: Pages = field(default_factory=Pages)
    now: float = 50.0

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.pages, lambda: self.now, (50.0, 1000.0))  # type: ignore[arg-type]

    def at(self, now: float, *events: SessionEvent) -> None:
        self.now = now
        for event in events:
            self.recorder.event(event)

    def state(self, now: float, state: State) -> None:
        self.at(now, StateChanged(state, Trigger.ONSET, now))

    def asks(self, epoch: int, now: float, text: str = "What time is it?") -> None:
        self.state(now, State.HEARING)
        self.state(now + 1, State.WAITING)
        self.at(now + 1.1, PersonSaid(epoch, text, by_engine=True))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_turn_is_kept_as_it_comes(scene: Scene) -> None:
    kept = scene.pages.kept
    scene.asks(1, 60.0)
    assert kept == {}
    scene.state(61.2, State.THINKING)
    assert kept[1] == Turn(1010.0, 1011.2, "What time is it?", said=1011.0)
    scene.at(61.3, ReplyText(1, "It is ten."))
    scene.at(61.5, TurnTimings(1, 0.2, 0.3, 0.6, 0), ReplyText(1, REPLY))
    scene.at(62.0, Caption(1, 10))
    first = kept[1]
    assert first is not None
    assert (first.heard_text, first.unheard_text) == (REPLY[:10], REPLY[10:])
    assert (first.said, first.sounded, first.over) == (pytest.approx(1010.9), 1011.5, False)
    scene.at(63.0, Caption(1, len(REPLY)), ReplyOver(1, REPLY, len(REPLY)))
    whole = kept[1]
    assert whole is not None
    assert (whole.heard_text, whole.ended, whole.over) == (REPLY, 1013.0, True)
    assert whole.timings is not None


def test_a_trial_that_was_taken_back_is_never_written(scene: Scene) -> None:
    scene.asks(1, 60.0, "Set a timer")
    scene.state(61.2, State.HEARING)
    scene.at(61.2, ReplyTakenBack(1))
    scene.state(62.0, State.WAITING)
    scene.at(62.1, PersonSaid(2, "Set a timer for tea", by_engine=True))
    scene.at(62.2, PersonSaid(1, "too late", by_engine=False))
    assert scene.pages.writes == 0
    scene.state(62.5, State.THINKING)
    assert list(scene.pages.kept) == [2]
    turn = scene.pages.kept[2]
    assert turn is not None
    assert (turn.began, turn.said) == (1010.0, 1012.0)


def test_a_confirmed_turn_that_goes_on_is_taken_back(scene: Scene) -> None:
    scene.asks(1, 60.0)
    scene.state(61.2, State.THINKING)
    scene.at(61.4, ReplyTakenBack(1))
    assert scene.pages.kept == {1: None}


def test_words_that_the_recogniser_writes_late_find_their_turn(scene: Scene) -> None:
    scene.state(60.0, State.HEARING)
    scene.state(61.0, State.WAITING)
    scene.state(61.1, State.THINKING)
    scene.at(61.2, ReplyText(1, REPLY), ReplyOver(1, REPLY, 5))
    scene.state(62.0, State.LISTENING)
    scene.at(62.5, PersonSaid(1, "Hello", by_engine=False))
    turn = scene.pages.kept[1]
    assert turn is not None
    assert (turn.person, turn.heard, turn.ended, turn.over) == ("Hello", 5, 1011.2, True)


def test_words_before_their_reply_are_kept_at_once_when_the_turn_is_over(scene: Scene) -> None:
    scene.state(60.0, State.HEARING)
    scene.state(61.1, State.THINKING)
    scene.at(61.2, PersonSaid(1, "Hello", by_engine=False))
    assert scene.pages.kept[1] is not None


def test_a_reply_that_takes_a_failed_ones_place_is_the_same_turn(scene: Scene) -> None:
    scene.asks(1, 60.0)
    scene.state(61.2, State.THINKING)
    scene.at(61.5, PersonSaid(2, "What time is it?", by_engine=True), ReplyText(2, REPLY))
    assert scene.pages.kept[1] is None
    assert scene.pages.kept[2] is not None


def test_the_next_turn_ends_the_one_before(scene: Scene) -> None:
    scene.asks(1, 60.0)
    scene.state(61.2, State.SPEAKING)
    scene.at(61.5, ReplyText(1, REPLY), Caption(1, 10))
    scene.asks(2, 63.0)
    first = scene.pages.kept[1]
    assert first is not None
    assert first.over
    scene.at(64.5, ReplyOver(1, REPLY, 12))
    settled = scene.pages.kept[1]
    assert settled is not None
    assert (settled.heard, settled.ended) == (12, 1011.5)


def test_the_programs_own_sentences_are_no_turns(scene: Scene) -> None:
    scene.at(60.0, Told("The timer is done."))
    scene.state(60.1, State.SPEAKING)
    scene.at(61.0, Caption(1, 18))
    assert scene.pages.kept == {}


@pytest.mark.parametrize("asked", [True, False])
def test_what_the_camera_showed_goes_with_the_turn_if_that_is_asked_for(
    scene: Scene, asked: bool
) -> None:
    scene.recorder.pictures = asked
    scene.asks(1, 60.5)
    scene.at(61.9, ReplyTakenBack(1))
    scene.at(62.0, PersonSaid(2, "Look", by_engine=True))
    scene.at(62.1, CameraSeen(2, np.full((2, 2, 3), 7, np.uint8)))
    scene.at(62.2, ReplyText(2, "A cup."))
    assert list(scene.pages.pictures) == ([2] if asked else [])


def test_closing_ends_the_turn(scene: Scene) -> None:
    scene.asks(1, 60.0)
    scene.state(61.2, State.THINKING)
    scene.recorder.close()
    turn = scene.pages.kept[1]
    assert turn is not None
    assert turn.over


def test_a_session_that_is_interrupted(pack, recordings) -> None:
    sound, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    question = np.asarray(sound, np.float32)
    stage = Stage(SileroVad(pack("vad-silero")), Engine(says(REPLY), says("Fine.")))
    scene = Scene(now=stage.now)
    fed = 0
    scene.recorder.started = (stage.now, 1000.0)
    parts = [lambda: stage.silence(1.0), lambda: stage.play(question)]
    parts += [lambda: stage.wait_for("SPEAKING"), lambda: stage.silence(1.0)]
    parts += [lambda: stage.play(question), lambda: stage.wait_for("SPEAKING")]
    parts += [lambda: stage.wait_for("LISTENING")]
    for part in parts:
        part()
        scene.at(stage.now, *stage.shown[fed:])
        fed = len(stage.shown)
    first, second = scene.pages.kept.values()
    assert first is not None
    assert second is not None
    assert first.person == "What time is it?"
    assert 0 < first.heard < len(REPLY)
    assert first.reply.startswith(first.heard_text)
    assert (second.heard_text, second.over) == ("Fine.", True)
    assert first.began < second.began


@pytest.mark.parametrize("pause", [0.02, 1.0], ids=["before a word was heard", "later"])
def test_typed_turns_are_kept_and_the_reply_that_they_cut_too(pack, pause: float) -> None:
    replies = (says(REPLY, person="Hello"), says("Fine.", person="And now?"))
    stage = Stage(SileroVad(pack("vad-silero")), Engine(*replies))
    scene = Scene(now=stage.now)
    scene.recorder.started = (stage.now, 1000.0)
    fed = 0
    parts = [lambda: stage.silence(0.5), lambda: stage.session.give(Typed("Hello"))]
    parts += [lambda: stage.wait_for("SPEAKING"), lambda: stage.silence(pause)]
    parts += [lambda: stage.session.give(Typed("And now?")), lambda: stage.silence(0.1)]
    parts += [lambda: stage.wait_for("SPEAKING"), lambda: stage.wait_for("LISTENING")]
    for part in parts:
        part()
        scene.at(stage.now, *stage.shown[fed:])
        fed = len(stage.shown)
    first, second = scene.pages.kept.values()
    assert first is not None
    assert second is not None
    assert (first.person, second.person) == ("Hello", "And now?")
    assert first.heard < len(first.reply)
    assert first.over
    assert (second.heard_text, second.over) == ("Fine.", True)
    assert first.began < second.began
