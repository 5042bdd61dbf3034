from __future__ import annotations

import numpy as np
import pytest
import soundfile

from app.live.events import (
    ActionDone,
    Caption,
    EndJudged,
    PersonSaid,
    ReplyOver,
    ReplyTakenBack,
    StateChanged,
    Told,
    TurnTimings,
)
from app.turns.events import Mute, Notice, StopKey, TalkKey
from omni_core.conversation import Action, EngineError
from omni_core.media import HEARING_RATE
from tests.app.live.stage import Engine, Stage, fails, says

TIMER = Action("timer.set", {"id": "1", "label": "", "due": "2030-01-01T00:00:00+00:00"})
REPLY = "It is a quarter past ten in the morning and the sun is out"


@pytest.fixture(scope="module")
def word(recordings) -> np.ndarray:
    """A word and a bit: 0.45 s."""
    sound, _ = soundfile.read(recordings / "cards" / "003.wav", dtype="float32")
    return np.asarray(sound[10_200:17_400], np.float32)


def test_a_question_is_answered_and_captions_follow_the_sound(vad, question):
    stage = Stage(vad, Engine(says(REPLY, action=TIMER)))
    stage.silence(1.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert stage.talk.turns[0].reply == REPLY
    assert stage.talk.turns[0].seconds == pytest.approx(question.size / HEARING_RATE, abs=0.8)
    assert stage.sounding == pytest.approx(0.3 * len(REPLY.split()), abs=0.02)
    assert stage.actions.done == [TIMER]
    assert [event.text for event in stage.all(PersonSaid)] == ["What time is it?"]
    captions = [event.heard for event in stage.all(Caption)]
    assert captions == sorted(captions)
    assert captions[-1] == len(REPLY)
    assert len(captions) > 10
    (judged,) = stage.all(EndJudged)
    assert judged.probability == stage.ears.over
    (timing,) = stage.all(TurnTimings)
    assert 0.12 <= timing.begun < 0.2
    assert timing.begun <= timing.confirmed < timing.first_sound < 0.6
    (over,) = stage.all(ReplyOver)
    assert (over.text, over.heard) == (REPLY, len(REPLY))
    states = [event.state.name for event in stage.all(StateChanged)]
    assert states == ["HEARING", "WAITING", "THINKING", "SPEAKING", "LISTENING"]


def test_going_on_after_a_pause_is_one_turn_and_the_trial_never_happened(vad, question):
    stage = Stage(vad, Engine(says("A wrong answer", action=TIMER), says(REPLY)))
    stage.ears.over = 0.1
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("WAITING")
    stage.silence(0.6)
    stage.ears.over = 0.9
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert len(stage.all(ReplyTakenBack)) == 1
    assert stage.actions.done == stage.all(ActionDone) == []
    assert [turn.reply for turn in stage.talk.turns] == [REPLY, None]
    assert stage.talk.turns[0].seconds == pytest.approx(
        2 * question.size / HEARING_RATE + 0.8, abs=0.9
    )
    assert stage.all(TurnTimings)[0].trials == 1
    assert stage.sounding == pytest.approx(0.3 * len(REPLY.split()), abs=0.02)


def test_a_trial_is_fetched_no_further_than_to_a_little_sound(vad, question):
    stage = Stage(vad, Engine(says(REPLY)), held_sound=0.8)
    stage.ears.over = 0.1
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("WAITING")
    stage.silence(1.0)
    reply = stage.session._deeds.reply
    assert reply is not None
    assert len(reply.pieces) == 3
    assert stage.sounding == 0.0


def test_speaking_over_it_cuts_it_and_only_what_was_heard_is_kept(vad, question):
    stage = Stage(vad, Engine(says(REPLY), says("Good")))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(1.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    cut, over = stage.all(ReplyOver)
    assert cut.text.startswith("It is a quarter")
    kept = cut.text[: cut.heard].split()
    assert 3 <= len(kept) <= 7
    assert stage.talk.turns[0].reply == " ".join(kept)
    assert stage.talk.turns[1].reply == over.text == "Good"
    assert stage.talk.turns[1].seconds > 1.0, "the words over the reply, from their onset"


def test_a_reply_cut_before_a_word_of_it_was_heard_leaves_the_turn_open_for_what_follows(
    vad, question
):
    stage = Stage(vad, Engine(says(REPLY), says("Good")))
    stage.ears.heard = lambda played, text, reach: 0  # type: ignore[method-assign]
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(0.5)
    stage.session.give(StopKey())
    stage.silence(2.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    cut, over = stage.all(ReplyOver)
    assert (cut.heard, over.text) == (0, "Good")
    assert [turn.reply for turn in stage.talk.turns] == ["Good", None]
    assert stage.talk.turns[0].seconds == pytest.approx(2 * question.size / HEARING_RATE, abs=2.0)


def test_a_turn_that_is_dropped_behind_it_leaves_it_open_too(vad, question):
    stage = Stage(vad, Engine(says(REPLY), says("Never"), says("Good")))
    stage.ears.heard = lambda played, text, reach: 0  # type: ignore[method-assign]
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.session.give(StopKey())
    stage.silence(1.0)
    stage.ears.over = 0.1
    stage.play(question, lambda: stage.session.state.name == "WAITING")
    stage.session.give(StopKey())
    stage.ears.over = 0.9
    stage.silence(1.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert [turn.reply for turn in stage.talk.turns] == ["Good", None]


def test_its_own_voice_does_not_interrupt_it_while_the_canceller_converges(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.echoes = True
    stage.play(question)
    stage.echoes = False
    stage.wait_for("LISTENING", 12.0)
    states = [event.state.name for event in stage.all(StateChanged)]
    assert states[-2:] == ["SPEAKING", "LISTENING"]
    assert stage.sounding == pytest.approx(0.3 * len(REPLY.split()), abs=0.02)


@pytest.mark.parametrize("text", ["Mhm.", ""])
def test_a_listener_who_agrees_does_not_stop_it(vad, question, word, text):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(1.0)
    stage.ears.written = [text] * 5
    stage.play(word)
    stage.wait_for("LISTENING", 12.0)
    states = [event.state.name for event in stage.all(StateChanged)]
    assert "DUCKED" in states
    assert "PAUSED" in states
    assert states[-2:] == ["SPEAKING", "LISTENING"]
    assert stage.talk.turns[0].reply == REPLY
    assert 0.0 <= stage.sounding - 0.3 * len(REPLY.split()) < 0.6, "a word twice at most"


def test_words_not_meant_for_it_leave_no_trace_even_if_their_reply_was_complete(vad, question):
    stage = Stage(vad, Engine(says("Yes?", person="Hm"), says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("LISTENING")
    assert stage.sounding == 0.0
    assert stage.talk.turns[0].seconds == 0.0
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.wait_for("LISTENING")
    assert stage.talk.turns[0].reply == REPLY


def test_an_engine_that_does_not_transcribe_gets_words_from_the_recogniser(vad, question):
    engine = Engine(says(REPLY, person=None), transcribes=False)
    stage = Stage(vad, engine)
    stage.ears.written = ["What time is it"]
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    said = stage.all(PersonSaid)
    assert [(event.text, event.by_engine) for event in said] == [("What time is it", False)]


def test_a_notice_is_spoken_in_silence_and_is_no_part_of_the_conversation(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.session.give(Notice("Your timer is done."))
    stage.silence(0.3)
    stage.wait_for("SPEAKING")
    assert [event.sentence for event in stage.all(Told)] == ["Your timer is done."]
    stage.wait_for("LISTENING")
    assert stage.sounding == pytest.approx(0.8, abs=0.02)
    assert [turn.reply for turn in stage.talk.turns] == [None]


def test_when_the_engine_fails_it_says_so_and_another_one_answers(vad, question):
    first = Engine(says("First"), fails("There is not enough memory for this conversation."))
    other = Engine(says(REPLY), name="other")
    stage = Stage(vad, first, fallback=other)
    for _ in range(2):
        stage.silence(0.6)
        stage.play(question)
        stage.wait_for("SPEAKING")
        stage.wait_for("LISTENING")
    stage.silence(4.0)
    assert [event.sentence for event in stage.all(Told)] == [
        "The scripted engine ran out of memory; the other engine goes on."
    ]
    assert [turn.reply for turn in other.histories[0]] == ["First"]
    assert other.conversations[0].turns[0].reply == REPLY
    assert other.conversations[0].turns[0].seconds > 1.0


FAILS = fails("The model failed; please say that again.")


def test_a_trial_that_fails_is_begun_again_and_nobody_is_told(vad, question):
    stage = Stage(vad, Engine(FAILS, says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.silence(7.0)
    (over,) = stage.all(ReplyOver)
    assert over.text == REPLY
    assert stage.all(Told) == []


@pytest.mark.parametrize("other", ["none", "broken"])
def test_without_another_engine_the_failure_is_told_once_and_the_next_turn_answered(
    vad, question, other
):
    def broken() -> Engine:
        raise EngineError("model", "The chat model is damaged.")

    stage = Stage(vad, Engine(FAILS, FAILS, says(REPLY)))
    stage.session.engine._fallback = broken if other == "broken" else None
    for _ in range(2):
        stage.silence(0.6)
        stage.play(question)
        stage.silence(7.0)
    sentences = [event.sentence for event in stage.all(Told)]
    assert sentences == ["The model failed; please say that again."]
    (over,) = stage.all(ReplyOver)
    assert over.text == REPLY
    assert [turn.reply for turn in stage.talk.turns] == [REPLY, None]


def test_the_talk_key_and_the_stop_key(vad, question):
    stage = Stage(vad, Engine(says(REPLY), says("Good")))
    stage.session.give(Mute(on=True))
    stage.play(question)
    stage.silence(1.0)
    assert stage.state == "LISTENING"
    stage.session.give(TalkKey(down=True))
    stage.play(question)
    stage.session.give(TalkKey(down=False))
    stage.wait_for("SPEAKING")
    stage.silence(0.5)
    stage.session.give(StopKey())
    stage.silence(0.3)
    assert stage.state == "LISTENING"
    (over,) = stage.all(ReplyOver)
    assert 0 < over.heard < len(REPLY)


def test_a_microphone_that_dies_is_looked_after_and_the_turn_answered(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(0.6)
    stage.play(question[: question.size // 2])
    assert stage.state == "HEARING"
    stage.dead(1.5)
    assert stage.checked >= 1
    stage.dead(1.0)
    assert stage.state == "SPEAKING"


def test_the_trace_is_bounded_and_holds_no_words(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(0.6)
    stage.play(question)
    stage.wait_for("SPEAKING")
    whats = [entry.what for entry in stage.session.trace.entries]
    assert whats[:2] == ["ONSET", "BeginTurn"]
    assert {"SILENCE", "BeginReply", "Judge", "Confirm", "SOUNDS"} <= set(whats)
    assert not any(" " in what for what in whats)


def test_what_was_said_before_the_computer_slept_is_not_answered_after_it(vad, question):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(1.0)
    stage.play(question, lambda: stage.state == "HEARING")
    stage.sleep()
    stage.silence(8.0)
    assert stage.state == "LISTENING"
    assert not stage.all(ReplyOver)
    assert not stage.sounding


def test_a_reply_ends_where_the_computer_slept(vad, question):
    stage = Stage(vad, Engine(says(REPLY), says("Seven")))
    stage.silence(1.0)
    stage.play(question)
    stage.wait_for("SPEAKING")
    stage.silence(0.5)
    stage.sleep()
    stage.silence(0.2)
    assert stage.state == "LISTENING"
    sounding = stage.sounding
    stage.silence(5.0)
    assert stage.sounding == sounding
    (over,) = stage.all(ReplyOver)
    assert 0 < over.heard < len(REPLY)
    stage.play(question)
    stage.wait_for("SPEAKING")  # it goes on as ever


@pytest.mark.parametrize("state", ["HEARING", "SPEAKING"])
def test_a_clock_that_ran_on_in_the_sleep_makes_it_say_nothing(vad, question, state):
    stage = Stage(vad, Engine(says(REPLY)))
    stage.silence(1.0)
    stage.play(question, lambda: stage.state == state)
    stage.wait_for(state)
    stage.now += 10 * 3600
    stage.sleep()
    stage.silence(0.2)
    sounding = stage.sounding
    stage.silence(8.0)
    assert stage.state in ("LISTENING", "STANDBY")
    assert stage.sounding == sounding
    assert not stage.all(Told)
