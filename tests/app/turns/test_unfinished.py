import pytest

from app.turns.unfinished import unfinished

OPEN = [
    "Set a timer for",
    "Set a timer for...",
    "I think, that the",
    "Well,",
    "Um.",
    "Can you tell me?",
    "Could you please?",
    "Do you know?",
    "What is seventeen plus?",
    "What is fifteen percent?",
    "What is the capital of?",
    "What is the largest?",
    "How do you say?",
    "Remind me to morrow.",
    "My name is.",
    "I was wondering.",
    "Last week, I bought a new.",
    "Yesterday my brother said that.",
    "If it rains tomorrow.",
    "When I come home late,",
    "I'm looking for",
    "So please tell me",
    "Wake me up at",
]
CLOSED = [
    "",
    "?!",
    "What is it for?",
    "Where are you from?",
    "Turn it on.",
    "Who are you?",
    "I know who you are.",
    "That is all I can think of.",
    "If it rains tomorrow, what should I wear?",
    "When I come home late. I never know what to eat.",
    "When did the war end?",
    "Tell me a joke.",
    "What is the capital of France?",
    "Set a timer for ten minutes.",
    "My name is Anna.",
    "I do not know.",
    "Thank you.",
    "Yes.",
    "What?",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_must_go_on(text):
    assert unfinished(text)
    assert unfinished(text.upper())


@pytest.mark.parametrize("text", CLOSED)
def test_what_may_be_all(text):
    assert not unfinished(text)
