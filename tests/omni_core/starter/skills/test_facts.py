from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("My name is Anna.", "Anna"),
        ("my name is anna", "Anna"),
        ("Hi, my name is Anna, nice to meet you.", "Anna"),
        ("I'm called Anna Maria.", "Anna Maria"),
        ("Please call me McKay.", "McKay"),
        ("My name's O'Neill", "O'Neill"),
        ("Remember that my name is J\u00fcrgen.", "J\u00fcrgen"),
    ],
)
def test_a_name_is_kept(talk, told: str, name: str) -> None:
    assert talk.say(told) == f"Nice to meet you, {name}."
    assert talk.say("What's my name?") == f"Your name is {name}."
    assert talk.say("Who am I?") == f"Your name is {name}."


@pytest.mark.parametrize(
    "told",
    [
        "my name is nobody is a film",
        "my name is not important",
        "my name is what you say",
        "call me later",
        "call me maybe",
        "call me when you are there",
        "my name means grace",
        "I live in fear",
        "I live in a small flat",
        "my dog is sick",
        "Remember the Alamo.",
        "do you remember me",
    ],
)
def test_what_tells_no_fact(talk, told: str) -> None:
    assert talk.say(told) is None


def test_an_unknown_name_is_admitted(talk) -> None:
    assert talk.say("what is my name") == "You have not told me your name yet."
    for asked in ("Do you remember my name?", "What did I say my name was?"):
        assert talk.say(asked) == "You have not told me your name yet."
    assert talk.say("where do I live") == "You have not told me where you live."
    assert talk.say("what is my dog called") == "You have not told me what your dog is called."
    assert talk.say("what's my favorite color") == "You have not told me your favourite colour."
    assert talk.say("what did I tell you") == "You have not told me anything to remember."
    assert talk.say("what is my purpose") is None


@pytest.mark.parametrize(
    ("told", "answered", "asked", "back"),
    [
        (
            "Remember that my dog is called Rex.",
            "I will remember that your dog is called Rex.",
            "What's my dog's name?",
            "Your dog is called Rex.",
        ),
        (
            "my sister's name is eva",
            "I will remember that your sister is called Eva.",
            "what is my sister called",
            "Your sister is called Eva.",
        ),
        (
            "I live in New York.",
            "I will remember that you live in New York.",
            "Which city do I live in?",
            "You live in New York.",
        ),
        (
            "my favorite color is dark blue",
            "I will remember that your favourite colour is dark blue.",
            "what is my favourite colour",
            "Your favourite colour is dark blue.",
        ),
        (
            "remember my locker number is 512",
            "I will remember that your locker number is 512.",
            "what is my locker number?",
            "Your locker number is 512.",
        ),
        (
            "Remember that I parked on level 3.",
            "I will remember that you parked on level 3.",
            "What did I tell you to remember?",
            "You told me that you parked on level 3.",
        ),
        (
            "don't forget that the shop closes at six",
            "I will remember that the shop closes at six.",
            "what do you remember",
            "You told me that the shop closes at six.",
        ),
    ],
)
def test_facts_are_said_back(talk, told: str, answered: str, asked: str, back: str) -> None:
    assert talk.say(told) == answered
    assert talk.say(asked) == back


def test_a_fact_told_again_replaces_the_old_one(talk) -> None:
    talk.ask("my name is Anna")
    before = talk.memory
    talk.ask("my name is Bob")
    assert talk.say("what is my name") == "Your name is Bob."
    assert before.facts["name"] == "Anna"


def test_forgetting(talk) -> None:
    talk.ask("my name is Anna")
    talk.ask("I live in Berlin")
    talk.ask("set a timer for 5 minutes")
    assert talk.say("what do you know about me") == (
        "You told me that your name is Anna and you live in Berlin."
    )
    talk.ask("forget my name")
    assert talk.say("what is my name") == "You have not told me your name yet."
    talk.ask("Forget everything I told you.")
    assert talk.say("where do I live") == "You have not told me where you live."
    assert len(talk.memory.pending) == 1
