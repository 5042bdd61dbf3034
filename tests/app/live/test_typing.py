"""Typed turns in a live session: what comes of them, and what becomes of what sounded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from app.live.events import (
    ContextUse,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    StateChanged,
    Told,
    TurnTimings,
)
from app.turns.events import Mute, SleepKey, StopKey, TalkKey, Typed
from omni_core.media import HEARING_RATE
from tests.app.live.stage import Engine, Stage, fails, says

REPLY = "It is a quarter past ten in the morning and the sun is out"
QUESTION = "What time is it, please?"


def typed(stage: Stage, text: str) -> None:
    stage.session.give(Typed(text))


def states(stage: Stage) -> list[str]:
    return [event.state.name for event in stage.all(StateChanged)]


@pytest.mark.parametrize("transcribes", [True, False])
def test_typed_words_are_shown_at_once_and_answered_aloud(vad, transcribes):
    stage = Stage(
        vad,
        Engine(says(REPLY, person=QUESTION if transcribes else None), transcribes=transcribes),
    )
    stage.silence(0.5)
    typed(stage, QUESTION)
    stage.silence(0.02)
    assert next(event.text for event in stage.all(PersonSaid)) == QUESTION
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert [event.text for event in stage.all(PersonSaid)] == [QUESTION], "and once"
    assert stage.talk.turns[0].given == [QUESTION]
    assert stage.talk.turns[0].seconds == 0.0
    assert stage.talk.turns[0].reply == REPLY
    assert stage.ears.given == [], "there was no sound to write down"
    assert stage.sounding == pytest.approx(0.3 * len(REPLY.split()), abs=0.02)
    assert states(stage) == ["THINKING", "SPEAKING", "LISTENING"]
    (timing,) = stage.all(TurnTimings)
    assert 0 <= timing.begun <= timing.confirmed < timing.first_sound < 0.3


def test_a_reply_that_sounds_is_cut_and_history_keeps_what_was_heard(vad):
    stage = Stage(vad, Engine(says(REPLY), says("Good")))
    stage.silence(0.5)
    typed(stage, QUESTION)
    stage.wait_for("SPEAKING")
    stage.silence(1.5)
    typed(stage, "And now something else")
    stage.silence(0.1)
    sounded = stage.sounding
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert sounded < 2.0
    cut, over = stage.all(ReplyOver)
    kept = cut.text[: cut.heard]
    assert 3 <= len(kept.split()) <= 6
    assert stage.talk.turns[0].reply == kept
    assert stage.talk.turns[1].given == ["And now something else"]
    assert over.text == "Good"


@pytest.mark.parametrize("microphone", ["muted", "missing"])
def test_it_needs_no_microphone(vad, microphone):
    stage = Stage(vad, Engine(says(REPLY)))
    if microphone == "muted":
        stage.session.give(Mute(on=True))
        stage.silence(1.0)
    else:
        stage.dead(1.0)
    typed(stage, QUESTION)
    for _ in range(100):
        (stage.silence if microphone == "muted" else stage.dead)(0.1)
        if states(stage)[-1:] == ["LISTENING"]:
            break
    (over,) = stage.all(ReplyOver)
    assert (over.text, over.heard) == (REPLY, len(REPLY))
    assert stage.talk.turns[0].given == [QUESTION]


def test_it_wakes_from_standby(vad):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.session.give(SleepKey())
    stage.silence(0.2)
    assert stage.state == "STANDBY"
    typed(stage, QUESTION)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert stage.talk.turns[0].reply == REPLY


def test_what_was_said_and_what_is_typed_are_one_turn(vad, question):
    stage = Stage(vad, Engine(says("No"), says(REPLY, person=None), says("Yes"), transcribes=False))
    stage.ears.over = 0.1
    stage.ears.written = ["How do you say that", "How do you say that"]
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("WAITING")
    typed(stage, "pomelo")
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    turn = stage.talk.turns[0]
    assert turn.given == ["pomelo"]
    assert turn.seconds > 1.0
    assert turn.reply == REPLY
    assert stage.all(PersonSaid)[-1].text == "How do you say that pomelo"


def test_a_second_line_before_the_answer_joins_the_first(vad):
    stage = Stage(vad, Engine(says("No"), says(REPLY)))
    stage.silence(0.5)
    stage.working = False  # the engine is slow
    typed(stage, "Hello")
    stage.silence(0.3)
    typed(stage, "What time is it?")
    stage.silence(0.3)
    stage.working = True
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert stage.talk.turns[0].given == ["Hello", "What time is it?"]
    assert len(stage.all(ReplyTakenBack)) == 1
    assert len(stage.all(ReplyOver)) == 1


@pytest.mark.parametrize("key", [StopKey(), SleepKey()])
def test_what_was_typed_can_be_taken_back_before_it_is_answered(vad, key):
    stage = Stage(vad, Engine(says("No"), says(REPLY)))
    stage.silence(0.5)
    stage.working = False
    typed(stage, "Never mind")
    stage.silence(0.1)
    stage.session.give(key)
    stage.silence(0.1)
    stage.working = True
    typed(stage, QUESTION)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert stage.talk.turns[0].given == [QUESTION]
    taken = {event.epoch for event in stage.all(ReplyTakenBack)}
    assert {e.epoch for e in stage.all(PersonSaid) if e.text == "Never mind"} <= taken


def test_the_talk_key_goes_on_with_what_was_typed(vad, question):
    stage = Stage(vad, Engine(says("No"), says(REPLY)))
    stage.silence(0.5)
    stage.working = False
    typed(stage, "Translate:")
    stage.silence(0.1)
    stage.session.give(TalkKey(down=True))
    stage.play(question)
    stage.session.give(TalkKey(down=False))
    stage.working = True
    stage.wait_for("SPEAKING")
    turn = stage.talk.turns[0]
    assert turn.given == ["Translate:"]
    assert turn.seconds > 1.0


def test_when_the_engine_fails_the_other_one_reads_the_words_too(vad):
    other = Engine(says(REPLY), name="other")
    first = Engine(says("First", person=None), fails("There is not enough memory."))
    stage = Stage(vad, first, fallback=other)
    for words in ("Hello", QUESTION):
        stage.silence(0.5)
        typed(stage, words)
        stage.wait_for("SPEAKING")
        stage.wait_for("LISTENING")
    stage.silence(4.0)
    assert len(stage.all(Told)) == 1
    (past,) = other.histories[0]
    assert (past.user, past.reply) == ("Hello", "First")
    assert other.conversations[0].turns[0].given == [QUESTION]
    assert other.conversations[0].turns[0].seconds == 0.0


@dataclass
class Camera:
    looks: int = 0

    def newest(self, now: float):
        self.looks += 1
        return self

    @property
    def pixels(self) -> NDArray[np.uint8]:
        return np.zeros((4, 4, 3), np.uint8)


def test_the_camera_is_looked_through_once_as_something_is_typed(vad):
    camera = Camera()
    stage = Stage(vad, Engine(says(REPLY)), camera=camera)
    stage.silence(1.0)
    assert camera.looks == 0
    typed(stage, "What do you see?")
    stage.wait_for("SPEAKING")
    assert camera.looks == stage.talk.seen == 1


def test_how_much_of_the_context_is_used_is_told_by_engines_that_count(vad):
    engine = Engine(says(REPLY))
    engine.stats = {"context_used": 812.0, "context_limit": 32768.0}
    stage = Stage(vad, engine)
    stage.silence(0.5)
    typed(stage, QUESTION)
    stage.wait_for("SPEAKING")
    assert stage.all(ContextUse) == [ContextUse(812, 32768)]


def test_typed_words_are_no_place_for_sound_that_comes_later(vad, question):
    """The next spoken turn begins where it begins, not where typing ended."""
    stage = Stage(vad, Engine(says("One"), says("Two")))
    stage.silence(0.5)
    typed(stage, QUESTION)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    stage.silence(2.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    assert stage.talk.turns[1].seconds == pytest.approx(question.size / HEARING_RATE, abs=0.8)
