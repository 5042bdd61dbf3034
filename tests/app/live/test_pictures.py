"""Pictures that are shown: with the next turn, once, and not lost with a turn that is dropped."""

from __future__ import annotations

import numpy as np

from app.live.events import PicturesSeen, ReplyOver
from app.live.pictures import PictureShown, PictureWithdrawn, WaitingPictures
from app.turns.events import Mute, TalkKey, Typed
from omni_core.media import Image
from tests.app.live.stage import Engine, Stage, fails, says

REPLY = "It is a quarter past ten in the morning and the sun is out"


def picture(number: int) -> PictureShown:
    """A picture that is as many pixels high as its number says."""
    return PictureShown(number, Image(np.zeros((number, 9, 3), np.uint8)))


def test_each_picture_is_given_once_a_turn_and_waits_until_that_is_answered() -> None:
    given: list[int] = []
    waiting = WaitingPictures(lambda image: given.append(image.pixels.shape[0]))
    waiting.add(picture(1))
    waiting.give()
    waiting.add(picture(2))
    waiting.give()
    assert given == [1, 2]
    waiting.take_back()
    waiting.give()
    assert given == [1, 2, 1, 2]
    waiting.add(picture(3))
    assert waiting.answered() == (1, 2)
    waiting.take_back()
    waiting.give()
    assert given[4:] == [3]
    assert waiting.answered() == (3,)
    assert waiting.answered() == ()


def test_what_was_taken_away_is_not_given() -> None:
    given: list[int] = []
    waiting = WaitingPictures(lambda image: given.append(image.pixels.shape[0]))
    waiting.add(picture(1))
    waiting.add(picture(2))
    waiting.withdraw(1)
    waiting.withdraw(7)
    waiting.give()
    waiting.withdraw(2)
    assert given == [2]
    assert waiting.answered() == (), "the turn has it, but nobody waits for it"


def test_it_goes_with_the_next_words_spoken(vad, question):
    stage = Stage(vad, Engine(says(REPLY), says("Two")))
    stage.session.give(picture(5))
    stage.silence(0.6)
    assert stage.talk.turns[0].given == []
    stage.play(question[: question.size // 2])
    assert stage.talk.turns[0].given == [(5, 9)]
    assert stage.all(PicturesSeen) == []
    stage.wait_for("SPEAKING")
    (seen,) = stage.all(PicturesSeen)
    assert seen.numbers == (5,)
    stage.wait_for("LISTENING")
    (over,) = stage.all(ReplyOver)
    assert over.epoch == seen.epoch
    stage.play(question)
    stage.wait_for("SPEAKING")
    assert stage.talk.turns[1].given == [], "it was used"


def test_it_goes_with_typed_words_or_alone(vad):
    stage = Stage(vad, Engine(says("One"), says("Two")))
    stage.silence(0.5)
    stage.session.give(picture(5))
    stage.session.give(Typed("What is this?"))
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    stage.session.give(picture(6))
    stage.session.give(picture(7))
    stage.session.give(PictureWithdrawn(6))
    stage.session.give(Typed(""))
    stage.wait_for("SPEAKING")
    assert [turn.given for turn in stage.talk.turns[:2]] == [[(5, 9), "What is this?"], [(7, 9)]]
    assert [event.numbers for event in stage.all(PicturesSeen)] == [(5,), (7,)]


def test_what_is_shown_while_the_person_speaks_is_part_of_that_turn(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.session.give(TalkKey(down=True))
    stage.play(question)
    stage.session.give(picture(5))
    stage.play(question)
    stage.session.give(TalkKey(down=False))
    stage.wait_for("SPEAKING")
    assert stage.talk.turns[0].given == [(5, 9)]


def test_what_is_shown_during_a_trial_is_given_once_the_person_goes_on(vad, question):
    stage = Stage(vad, Engine(says("No"), says(REPLY)))
    stage.ears.over = 0.1
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("WAITING")
    stage.session.give(picture(5))
    stage.silence(0.3)
    assert stage.talk.turns[0].given == []
    stage.ears.over = 0.9
    stage.play(question)
    stage.wait_for("SPEAKING")
    assert stage.talk.turns[0].given == [(5, 9)]
    assert len(stage.all(PicturesSeen)) == 1


def test_a_turn_that_is_dropped_leaves_it_waiting(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.session.give(picture(5))
    stage.silence(0.6)
    stage.play(question[: question.size // 2])
    assert stage.state == "HEARING"
    stage.session.give(Mute(on=True))
    stage.silence(0.5)
    assert stage.talk.turns[0].given == stage.all(PicturesSeen) == []
    stage.session.give(Typed("What is this?"))
    stage.wait_for("SPEAKING")
    assert stage.talk.turns[0].given == [(5, 9), "What is this?"]


def test_the_engine_that_takes_over_is_shown_it_too(vad):
    other = Engine(says(REPLY), name="other")
    stage = Stage(vad, Engine(fails("There is not enough memory.")), fallback=other)
    stage.silence(0.5)
    stage.session.give(picture(5))
    stage.session.give(Typed("What is this?"))
    stage.wait_for("SPEAKING")
    assert other.conversations[0].turns[0].given == [(5, 9), "What is this?"]
