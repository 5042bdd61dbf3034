from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "asked",
    [
        "Stop.",
        "stop it",
        "Be quiet!",
        "Shut up.",
        "never mind",
        "that's enough",
        "Not now.",
        "hush",
    ],
)
def test_told_to_stop_it_says_nothing(talk, asked: str) -> None:
    assert talk.say(asked) == ""


@pytest.mark.parametrize(
    "asked", ["Thank you.", "thanks a lot", "Thank you, that's all.", "That is all, thanks."]
)
def test_thanks(talk, asked: str) -> None:
    assert talk.say(asked) == "You are welcome."


@pytest.mark.parametrize("asked", ["Goodbye.", "bye", "Good night!"])
def test_goodbye(talk, asked: str) -> None:
    assert talk.say(asked) == "Goodbye."


@pytest.mark.parametrize(
    "asked",
    [
        "stop words in English",
        "Stop the war!",
        "be quiet like a mouse is a saying",
        "thank you for the music is a song",
        "enough rain fell",
    ],
)
def test_what_only_begins_like_it(talk, asked: str) -> None:
    assert talk.say(asked) is None
