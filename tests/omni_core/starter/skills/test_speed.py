from __future__ import annotations

import pytest

from omni_core.conversation import Options
from omni_core.starter.skills.speed import FASTEST, SLOWEST


@pytest.mark.parametrize(
    "asked",
    [
        "Speak slower.",
        "please speak a bit slower",
        "Could you talk more slowly, please?",
        "slower",
        "please be slower",
        "slow down",
        "You're too fast",
        "You are speaking too fast.",
        "not so fast",
    ],
)
def test_slower(talk, asked: str) -> None:
    answer = talk.ask(asked)
    assert answer.text == "I will speak slower."
    assert answer.speed == 0.8


@pytest.mark.parametrize(
    "asked", ["Speak faster!", "a little faster please", "speed up", "you are too slow", "quicker"]
)
def test_faster(talk, asked: str) -> None:
    answer = talk.ask(asked)
    assert answer.text == "I will speak faster."
    assert answer.speed == 1.25


@pytest.mark.parametrize("asked", ["normal speed", "Speak normally.", "talk at normal speed again"])
def test_normal(talk, asked: str) -> None:
    talk.speed = 1.5
    assert talk.ask(asked).speed == 1.0


@pytest.mark.parametrize(("asked", "limit"), [("slower", SLOWEST), ("faster", FASTEST)])
def test_speed_stays_within_what_a_conversation_takes(talk, asked: str, limit: float) -> None:
    speeds = []
    while (answer := talk.ask(asked)).speed is not None:
        speeds.append(answer.speed)
        assert Options(speed=answer.speed)
    assert speeds[-1] == limit
    assert "already" in answer.text
