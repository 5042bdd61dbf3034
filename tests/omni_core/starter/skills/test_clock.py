from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.mark.parametrize(
    "asked",
    [
        "What time is it?",
        "what time is it now",
        "What's the time?",
        "Can you tell me what time it is, please?",
        "Do you have the time?",
        "tell me the time",
    ],
)
def test_time_here(talk, asked: str) -> None:
    assert talk.say(asked) == "It is ten past six in the evening."


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("What time is it in London?", "In London it is ten past five in the afternoon."),
        ("time in New York", "In New York it is ten past twelve in the afternoon."),
        ("what's the time in India", "In India it is twenty to eleven at night."),
        ("What time is it in Tokyo?", "In Tokyo it is ten past two in the morning tomorrow."),
        ("What time is it in Narnia?", "I do not know what time it is in Narnia."),
    ],
)
def test_time_elsewhere(talk, asked: str, answer: str) -> None:
    assert talk.say(asked) == answer


def test_yesterday_elsewhere(talk_at) -> None:
    talk = talk_at(datetime(2025, 3, 4, 3, tzinfo=UTC))
    assert talk.say("what time is it in Honolulu") == (
        "In Honolulu it is five o'clock in the afternoon yesterday."
    )
