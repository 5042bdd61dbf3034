from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "asked",
    [
        "Repeat that.",
        "Can you repeat that, please?",
        "Say that again.",
        "say it once more",
        "Pardon?",
        "What did you say?",
        "sorry, what was that?",
        "I didn't catch that.",
        "again",
    ],
)
def test_the_last_reply_is_said_again(talk, asked: str) -> None:
    talk.ask("what is 17 plus 25")
    assert talk.say(asked) == "17 plus 25 is 42."


def test_again_and_slower(talk) -> None:
    talk.ask("what is 17 plus 25")
    answer = talk.ask("say that again slower")
    assert (answer.text, answer.speed) == ("17 plus 25 is 42.", 0.8)


def test_nothing_was_said_yet(talk) -> None:
    assert talk.say("repeat that") == "I have not said anything yet."


@pytest.mark.parametrize(
    "asked", ["read this", "read that", "say it", "repeat after me hello", "say hello again"]
)
def test_what_is_no_repetition(talk, asked: str) -> None:
    talk.last_reply = "17 plus 25 is 42."
    assert talk.say(asked) is None
