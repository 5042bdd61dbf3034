from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from omni_core.conversation import Action


@pytest.mark.parametrize(
    ("asked", "seconds", "label"),
    [
        ("Set a timer for five minutes.", 300, ""),
        ("Set a time or for 5 minutes.", 300, ""),
        ("Said a timer for five minutes", 300, ""),
        ("Santa timer for five minutes.", 300, ""),
        ("Sent a ten minute timer for the eggs", 600, "the eggs"),
        ("can you please set a five minute timer for me", 300, ""),
        ("Start a 10-minute timer.", 600, ""),
        ("timer five minutes", 300, ""),
        ("5 minute timer", 300, ""),
        ("set another timer for an hour and a half", 5400, ""),
        ("put on a timer for ninety seconds", 90, ""),
        ("set a timer for 3 minutes for the eggs", 180, "the eggs"),
        ("set a timer for the eggs for three minutes", 180, "the eggs"),
        ("set a ten minute timer for my tea", 600, "your tea"),
        ("Start an egg timer for three and a half minutes.", 210, "egg"),
        ("set a pasta timer for 9 minutes", 540, "pasta"),
    ],
)
def test_a_timer_is_an_action(talk, asked: str, seconds: float, label: str) -> None:
    answer = talk.ask(asked)
    due = talk.now + timedelta(seconds=seconds)
    (action,) = answer.actions
    assert action.kind == "timer.set"
    assert (action.data["seconds"], action.data["label"]) == (seconds, label)
    assert datetime.fromisoformat(action.data["due"]) == due
    (pending,) = answer.memory.pending
    assert (pending.id, pending.due, pending.label) == (action.data["id"], due, label)


def test_what_is_said(talk) -> None:
    assert talk.say("set a timer for five minutes") == "Your timer is set to 5 minutes."
    assert talk.say("set a 90 second timer for the eggs") == (
        "Your timer for the eggs is set to 1 minute and 30 seconds."
    )
    assert talk.say("how much time is left") == (
        "Your timer for the eggs has 1 minute and 30 seconds left "
        "and your timer of 5 minutes has 5 minutes left."
    )
    assert talk.say("list my timers") == (
        "Your timer for the eggs ends at six eleven in the evening "
        "and your timer of 5 minutes ends at quarter past six in the evening."
    )


@pytest.mark.parametrize(
    "asked",
    [
        "How much time is left?",
        "How much time has left?",
        "how much time is left on the timer",
        "how long is left",
        "how much longer on the timer",
        "time left",
        "When does the timer end?",
        "check the timer",
        "What's my timer?",
        "how many minutes are left",
    ],
)
def test_what_is_left(talk, asked: str) -> None:
    talk.ask("set a timer for five minutes")
    talk.now += timedelta(seconds=200)
    assert talk.say(asked) == "Your timer has 1 minute and 40 seconds left."


def test_a_timer_that_is_over_is_not_left(talk) -> None:
    talk.ask("set a timer for five minutes")
    talk.now += timedelta(minutes=5)
    none = "No timer is running that was set in this conversation."
    assert talk.say("how much time is left") == none
    assert talk.say("cancel the timer") == none
    assert talk.say("what timers do I have") == none


def test_what_is_left_without_a_timer_is_not_claimed(talk) -> None:
    assert talk.say("how much is left") is None
    assert talk.say("how much time is left") == (
        "No timer is running that was set in this conversation."
    )


def test_cancel_the_only_one(talk) -> None:
    answer = talk.ask("set a timer for the eggs for five minutes")
    timer_id = answer.actions[0].data["id"]
    answer = talk.ask("Cancel the timer.")
    assert answer.text == "Your timer for the eggs is cancelled."
    assert answer.actions == (Action("timer.cancel", {"id": timer_id}),)
    assert talk.memory.pending == ()


def test_cancel_asks_which(talk) -> None:
    talk.ask("set a timer for 5 minutes")
    talk.ask("set a pasta timer for 9 minutes")
    assert talk.say("stop the timer") == (
        "Which one should I cancel, your timer of 5 minutes or your pasta timer?"
    )
    assert talk.say("cancel the cake timer") == "No such timer is running."
    assert talk.say("cancel the pasta timer") == "Your pasta timer is cancelled."
    talk.ask("set a pasta timer for 9 minutes")
    assert talk.say("cancel the five minute timer") == "Your timer is cancelled."
    talk.ask("set a timer for 5 minutes")
    answer = talk.ask("cancel all timers")
    assert answer.text == "Your 2 timers are cancelled."
    assert len({action.data["id"] for action in answer.actions}) == 2


def test_a_timer_without_a_time_is_asked_for(talk) -> None:
    assert talk.say("set a timer") == "How long should the timer run?"
    assert talk.say("five minutes, please") == "Your timer is set to 5 minutes."
    assert talk.say("five minutes") is None


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("set a timer for 99999999999 hours", "I can only look a year ahead."),
        ("set a timer for 400 days", "I can only look a year ahead."),
        ("set a timer for zero minutes", "A timer has to run for at least a second."),
    ],
)
def test_impossible_timers_are_refused(talk, asked: str, answer: str) -> None:
    reply = talk.ask(asked)
    assert reply.text == answer
    assert reply.actions == ()


def test_ids_differ_within_a_conversation_and_repeat_when_answered_again(talk) -> None:
    before = talk.memory
    first = talk.ask("set a timer for 5 minutes").actions[0]
    talk.ask("cancel the timer")
    second = talk.ask("set a timer for 5 minutes").actions[0]
    assert first.data["id"] != second.data["id"]
    talk.memory = before
    assert talk.ask("set a timer for 5 minutes").actions[0] == first


def test_the_memory_before_is_untouched(talk) -> None:
    before = talk.memory
    talk.ask("set a timer for 5 minutes")
    assert before.pending == ()
    assert before.serial == 0
