from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from omni_core.starter.skills.arithmetic import Arithmetic
from omni_core.starter.skills.skill import Context, Memory
from omni_core.wording import number


def context() -> Context:
    return Context(datetime(2025, 3, 4, tzinfo=UTC), Memory(), "", 1.0, lambda: None)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("What is 17 plus 25?", "17 plus 25 is 42."),
        ("what's seventeen plus twenty five", "17 plus 25 is 42."),
        ("What is seventeen plus twenty-five?", "17 plus 25 is 42."),
        ("Could you please tell me what 17 + 25 is?", "17 plus 25 is 42."),
        ("How much is 3.5 divided by 2?", "3.5 divided by 2 is 1.75."),
        ("what is three point five divided by two", "3.5 divided by 2 is 1.75."),
        ("twelve times twelve", "12 times 12 is 144."),
        ("12x12", "12 times 12 is 144."),
        ("12 \u00d7 12 =", "12 times 12 is 144."),
        ("what is fifteen percent of eighty", "15 percent of 80 is 12."),
        ("15% of 80", "15 percent of 80 is 12."),
        ("What's 20% off 50?", "50 minus 20 percent of 50 is 40."),
        ("half of 30", "Half of 30 is 15."),
        ("a third of ninety", "A third of 90 is 30."),
        ("three quarters of eighty", "Three quarters of 80 is 60."),
        ("twice 21", "Twice 21 is 42."),
        ("square root of 144", "The square root of 144 is 12."),
        ("What is the cube root of twenty-seven?", "The cube root of 27 is 3."),
        ("two to the power of ten", "2 to the power of 10 is 1024."),
        ("2 to the 10th power", "2 to the power of 10 is 1024."),
        ("five squared", "5 squared is 25."),
        ("three cubed plus one", "3 cubed plus 1 is 28."),
        ("add twenty-five to 10", "25 plus 10 is 35."),
        ("subtract 3 from 10", "10 minus 3 is 7."),
        ("the product of 6 and 7", "6 times 7 is 42."),
        ("divide 100 by 8", "100 divided by 8 is 12.5."),
        ("7 minus 11", "7 minus 11 is minus 4."),
        ("5 minus minus 3", "5 minus minus 3 is 8."),
        ("1,000 + 25", "1000 plus 25 is 1025."),
        ("ten divided by three", "10 divided by 3 is about 3.33."),
        ("0.1 plus 0.2", "0.1 plus 0.2 is 0.3."),
        ("(2 + 3) * 4", "That makes 20."),
        ("17 modulo 5", "17 modulo 5 is 2."),
        ("half of 30 plus 2", "Half of 30 plus 2 is 17."),
        ("100 divided by 50 percent of 20", "100 divided by 50 percent of 20 is 10."),
        ("what is 007 plus 1", "007 plus 1 is 8."),
        ("What in 17 plus 25?", "17 plus 25 is 42."),
        ("square root of 100 and 44", "The square root of 144 is 12."),
        ("the sum of 100 and 44", "100 plus 44 is 144."),
        ("What is to to the power of ten?", "2 to the power of 10 is 1024."),
        ("What's 2 plus to?", "2 plus 2 is 4."),
        ("what is 8 times ate", "8 times 8 is 64."),
        ("5 divided by zero", "Nothing can be divided by zero."),
        ("5 modulo 0", "Nothing can be divided by zero."),
        ("square root of minus 4", "That has no answer among the real numbers."),
        ("9 to the power of 9 to the power of 9", "That number is too large for me."),
        (
            "2 to the power of 100",
            "2 to the power of 100 is about 1.27 times 10 to the power of 30.",
        ),
        (
            "one divided by one billion",
            "1 divided by 1000000000 is about 1 times 10 to the power of minus 9.",
        ),
    ],
)
def test_calculations(talk, asked: str, answer: str) -> None:
    assert talk.say(asked) == answer


@pytest.mark.parametrize(
    "words",
    [
        "what is five",
        "we won 7-5",
        "call 555-1234",
        "what is the score of the match 7-5",
        "minus five",
        "5 percent",
        "what is 9/11",
        "24/7",
        "seven eleven",
        "plus five",
        "five plus",
        "five plus five plus",
        "(2 + 3",
        "2 + 3)",
        "half past seven",
        "the root of the problem",
        "to be or not to be",
        "two cats plus one dog",
        "one two three",
        "the difference between five and a handful",
        "half of " * 30 + "8",
        "(" * 100 + "1 + 1" + ")" * 100,
        "1 + __import__",
    ],
)
def test_what_is_no_calculation(words: str) -> None:
    assert Arithmetic().answer(words, context()) is None


NUMBERS = st.one_of(
    st.integers(0, 999_999),
    st.integers(0, 9_999).map(lambda hundredths: hundredths / 100),
)
SYMBOLS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "divided by": "/"}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(SYMBOLS)), NUMBERS), min_size=1, max_size=4)


@given(first=NUMBERS, steps=STEPS)
def test_spoken_sums_are_calculated_as_python_does(
    first: float, steps: list[tuple[str, float]]
) -> None:
    spoken = num2words(first) + "".join(f" {word} {num2words(value)}" for word, value in steps)
    formula = repr(first) + "".join(f" {SYMBOLS[word]} {value!r}" for word, value in steps)
    answer = Arithmetic().answer(f"What is {spoken}?", context())
    assert answer is not None
    try:
        expected = number(eval(formula))
    except ZeroDivisionError:
        assert answer.text == "Nothing can be divided by zero."
    else:
        assert answer.text.endswith(f" is {expected}.")


@given(base=st.integers(0, 10**9), exponent=st.integers(-(10**9), 10**9))
def test_powers_are_answered_however_large(base: int, exponent: int) -> None:
    asked = f"{base} to the power of {exponent}"
    answer = Arithmetic().answer(asked, context())
    assert answer is not None
    assert len(answer.text) < 100


@given(st.text(alphabet="0123456789.+-*/^()% x\u221ato", max_size=60))
def test_any_characters_give_an_answer_or_none(words: str) -> None:
    answer = Arithmetic().answer(words, context())
    assert answer is None or answer.text.endswith(".")
