from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from omni_core.starter.skills.words import digits, plain, requests


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("What's the time?", "what is the time"),
        ("What\u2019s the time, please?", "what is the time"),
        ("Could you tell me what time it is?", "what time it is"),
        ("Hey Visavis, can you please stop?", "stop"),
        ("Good morning. Hi there, stop, thanks a lot!", "stop"),
        ("Excuse me, what's the time, thank you very much.", "what is the time"),
        ("Good morning!", "Good morning"),
        ("Thank you.", "Thank you"),
        ("Please", "Please"),
        ("", ""),
        ("?!", ""),
        ("twenty-five 5-minute 7-5 7.5 7:30 1,000", "twenty five 5 minute 7-5 7.5 7:30 1000"),
        ("at 7 a.m. or 8 p.m.", "at 7 am or 8 pm"),
        ("my dog's name", "my dog's name"),
        ("I'm Anna. I've won.", "I am Anna I have won"),
    ],
)
def test_plain(heard: str, words: str) -> None:
    assert plain(heard).lower() == words.lower()


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("twenty five", "25"),
        ("one hundred and five", "105"),
        ("a hundred", "100"),
        ("a dozen eggs", "12 eggs"),
        ("three point one four", "3.14"),
        ("one and a half hours", "1.5 hours"),
        ("a ten second timer", "a 10 second timer"),
        ("thirty seconds", "30 seconds"),
        ("the twenty first of May", "the 21st of May"),
    ],
)
def test_digits(words: str, changed: str) -> None:
    assert digits(words) == changed


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "Stop. What is 2.5 plus 1? Now!  Go on, then",
            ["Stop.", "What is 2.5 plus 1?", "Go on, then"],
        ),
        ("Hello Visavis. My name is Anna. Nice to meet you.", ["My name is Anna."]),
        ("Set a timer. For five minutes. Thank you!", ["Set a timer. For five minutes."]),
        ("Call Dr. Smith and J. Doe at 7 p.m. or 8 p.m. please", 1),
        ("Wake me at 7 a.m. What time is it?", ["Wake me at 7 a.m.", "What time is it?"]),
        ("Good morning.", []),
        (" ... ? ", []),
        ("", []),
    ],
)
def test_requests(words: str, parts: list[str] | int) -> None:
    assert requests(words) == ([words] if parts == 1 else parts)


@given(st.integers(0, 10**9 - 1))
def test_every_whole_number_is_read_back(value: int) -> None:
    assert digits(plain(num2words(value))) == str(value)


@given(st.text(max_size=120))
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert len(once) <= 3 * len(text) + 10
    assert once == once.strip()
