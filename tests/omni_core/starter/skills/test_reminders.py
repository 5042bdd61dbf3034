from __future__ import annotations

from datetime import datetime, timedelta

import pytest


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        (
            "remind me at half past seven to call mum",
            "to call mum",
            "I will remind you to call mum at half past seven in the evening.",
        ),
        (
            "Remind me in ten minutes to take my pills.",
            "to take your pills",
            "I will remind you to take your pills at twenty past six in the evening.",
        ),
        (
            "remind me to water the plants tomorrow at nine",
            "to water the plants",
            "I will remind you to water the plants tomorrow at nine o'clock in the morning.",
        ),
        (
            "Could you remind me to call my mum at 8 p.m., please?",
            "to call your mum",
            "I will remind you to call your mum at eight o'clock in the evening.",
        ),
        (
            "set a reminder for Friday at noon about the meeting",
            "about the meeting",
            "I will remind you about the meeting on Friday at noon.",
        ),
        (
            "in an hour remind me that I have to leave",
            "that you have to leave",
            "I will remind you that you have to leave at ten past seven in the evening.",
        ),
        (
            "Wake me at 7 am.",
            "that it is seven o'clock in the morning",
            "I will wake you tomorrow at seven o'clock in the morning.",
        ),
        (
            "wake me up at half past six",
            "that it is half past six in the morning",
            "I will wake you tomorrow at half past six in the morning.",
        ),
        (
            "wake me up in twenty minutes",
            "that it is half past six in the evening",
            "I will wake you at half past six in the evening.",
        ),
        (
            "set an alarm for 8 pm",
            "that it is eight o'clock in the evening",
            "Your alarm is set for eight o'clock in the evening.",
        ),
        (
            "set an alarm for six thirty",
            "that it is half past six in the morning",
            "Your alarm is set for tomorrow at half past six in the morning.",
        ),
    ],
)
def test_a_reminder_is_an_action(talk, asked: str, text: str, answer: str) -> None:
    reply = talk.ask(asked)
    assert reply.text == answer
    (action,) = reply.actions
    assert action.kind == "reminder.set"
    assert action.data["text"] == text
    due = datetime.fromisoformat(action.data["due"])
    assert due > talk.now
    (pending,) = reply.memory.pending
    assert (pending.id, pending.due, pending.kind) == (action.data["id"], due, "reminder")


def test_a_reminder_without_a_time_is_asked_for(talk) -> None:
    assert talk.say("remind me to call my mum") == "When should I remind you to call your mum?"
    assert talk.say("At eight.") == (
        "I will remind you to call your mum at eight o'clock in the evening."
    )
    assert talk.say("at nine") is None


def test_an_answer_that_is_no_time_goes_elsewhere(talk) -> None:
    talk.ask("remind me to call my mum")
    assert talk.say("I do not know yet") is None


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("remind me today at 9 am to eat", "That time has already passed."),
        ("remind me in 400 days to renew it", "I can only look a year ahead."),
        ("remind me at noon", "Please say at once when and of what I should remind you."),
    ],
)
def test_impossible_reminders_are_refused(talk, asked: str, answer: str) -> None:
    reply = talk.ask(asked)
    assert reply.text == answer
    assert reply.actions == ()


def test_list(talk) -> None:
    none = "You have no reminders from this conversation."
    assert talk.say("what are my reminders") == none
    talk.ask("remind me at eight to eat")
    talk.ask("set an alarm for 7 pm")
    assert talk.say("What reminders do I have?") == (
        "I will remind you of your alarm at seven o'clock in the evening "
        "and to eat at eight o'clock in the evening."
    )
    talk.now += timedelta(hours=5)
    assert talk.say("do I have any reminders") == none


def test_cancel(talk) -> None:
    assert talk.say("cancel the reminder") == "You have no reminders from this conversation."
    talk.ask("remind me at eight to eat")
    talk.ask("remind me at nine to drink")
    asked = talk.ask("cancel the reminder")
    assert asked.text.startswith("Which of your reminders should I cancel: to eat at eight")
    assert asked.actions == ()
    assert talk.say("cancel the reminder to sleep") == "I have no such reminder."
    cancelled = talk.ask("cancel the reminder to eat")
    assert [action.kind for action in cancelled.actions] == ["reminder.cancel"]
    assert [item.label for item in talk.memory.pending] == ["to drink"]
    assert talk.say("delete my alarm") == "Your reminder is cancelled."
    talk.ask("remind me at eight to eat")
    talk.ask("remind me at nine to drink")
    assert talk.say("cancel all reminders") == "Your 2 reminders are cancelled."
