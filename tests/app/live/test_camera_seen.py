"""Which picture of the camera is told to have been in a turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from app.live.events import CameraSeen, ReplyTakenBack
from app.turns.events import Notice, StopKey, Typed
from tests.app.live.stage import Engine, Stage, says

REPLY = "A cup and a lamp and a plant and a window"


@dataclass(frozen=True, eq=False)
class Frame:
    pixels: NDArray[np.uint8]


@dataclass
class Camera:
    """Shows grey pictures, each a little brighter; nothing while it is off."""

    shade: int = 0
    on: bool = True

    def newest(self, now: float) -> Frame | None:
        if not self.on:
            return None
        self.shade += 1
        return Frame(np.full((4, 6, 3), self.shade, np.uint8))


@pytest.fixture
def camera() -> Camera:
    return Camera()


@pytest.fixture
def stage(vad, camera) -> Stage:
    stage = Stage(vad, Engine(says(REPLY), says(REPLY), says(REPLY)), camera=camera)
    stage.silence(0.6)
    return stage


def seen(stage: Stage) -> list[int]:
    return [int(event.pixels[0, 0, 0]) for event in stage.all(CameraSeen)]


def test_the_last_picture_of_a_spoken_turn_is_told_as_its_answer_sounds(stage, camera, question):
    stage.play(question[: question.size // 2])
    assert seen(stage) == []
    stage.play(question[question.size // 2 :])
    stage.wait_for("SPEAKING")
    assert seen(stage) == [camera.shade]
    assert camera.shade > 1, "twice a second"
    stage.wait_for("LISTENING")
    assert seen(stage) == [camera.shade]


def test_a_reply_that_was_taken_back_leaves_it_to_the_one_that_sounds(stage, camera, question):
    stage.ears.over = 0.0
    stage.play(question)
    stage.silence(0.3)
    camera.on = False
    stage.play(question)
    stage.ears.over = 1.0
    stage.wait_for("SPEAKING")
    assert stage.all(ReplyTakenBack)
    (told,) = stage.all(CameraSeen)
    assert told.epoch == stage.session._deeds.reply.epoch


def test_of_words_that_nobody_answered_nothing_goes_with_later_ones(stage, camera, question):
    stage.play(question[: question.size // 2])
    assert camera.shade > 0
    camera.on = False
    stage.session.give(StopKey())
    stage.silence(0.5)
    stage.session.give(Typed("What time is it?"))
    stage.wait_for("SPEAKING")
    assert seen(stage) == []


def test_of_a_dropped_turn_nothing_goes_with_the_programs_own_sentence(stage, camera, question):
    stage.ears.over = 0.0
    stage.play(question)
    assert stage.state == "WAITING"
    stage.session.give(StopKey())
    stage.silence(0.3)
    assert camera.shade > 0
    assert stage.state == "LISTENING"
    stage.session.give(Notice("Your timer is done."))
    stage.wait_for("SPEAKING")
    assert seen(stage) == []


def test_words_typed_over_a_reply_have_a_picture_of_their_own(stage, camera, question):
    stage.play(question)
    stage.wait_for("SPEAKING")
    before = camera.shade
    stage.silence(0.5)
    stage.session.give(Typed("And what is that?"))
    stage.wait_for("THINKING")
    stage.wait_for("SPEAKING")
    assert seen(stage) == [before, before + 1]
