"""What is written becomes what a person would say; nothing can break it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.starter.voice.spoken import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # numbers
        ("It is 3.5 km away.", "It is three point five kilometers away."),
        (
            "1,234,567 and 007",
            "one million two hundred thirty-four thousand five hundred sixty-seven"
            " and zero zero seven",
        ),
        ("1st, 21st, 103rd", "first, twenty-first, one hundred third"),
        ("17 + 25 = 42", "seventeen plus twenty-five equals forty-two"),
        ("3 x 4, 12 ÷ 4", "three times four, twelve divided by four"),
        ("-5 and 0.5", "minus five and zero point five"),
        ("1/2, 3/4, 5/12", "one half, three quarters, five over twelve"),
        ("pages 3-5", "pages three to five"),
        ("1000000000000001", "one" + 14 * " zero" + " one"),
        ("Python 3.11.2", "Python three point eleven point two"),
        ("call 555-1234", "call five five five, one two three four"),
        ("2x faster, #1", "two times faster, number one"),
        # years, dates, times
        ("In 1999, 2005 and 2024", "In nineteen ninety-nine, two thousand five"
         " and twenty twenty-four"),
        ("the 1990s and the 80s", "the nineteen nineties and the eighties"),
        ("1939-1945", "nineteen thirty-nine to nineteen forty-five"),
        ("March 5, 2024", "March fifth, twenty twenty-four"),
        ("the 5 March", "the fifth of March"),
        ("2024-03-05", "March fifth, twenty twenty-four"),
        ("At 5:30 p.m. sharp", "At five thirty p.m. sharp"),
        ("9:05, 5:00, 17:00, 10am", "nine oh five, five o'clock, seventeen hundred, ten a.m."),
        # money, measures
        ("$3.50, €20, £1.01", "three dollars fifty cents, twenty euros, one pound one penny"),
        ("$5 million", "five million dollars"),
        ("20°C, 1 °F, 5%", "twenty degrees Celsius, one degree Fahrenheit, five percent"),
        ("50 km/h, 20 m²", "fifty kilometers per hour, twenty square meters"),
        ("1 km, 2 ft", "one kilometer, two feet"),
        ("He is 5'10\".", "He is five feet ten inches."),
        # signs, abbreviations, capitals
        ("Tom & Ann and/or me", "Tom and Ann and or me"),
        ("e.g. Dr. Who, etc.", "for example Doctor Who, et cetera"),
        ("NASA, the FBI and TVs", "NASA, the F B I and T V's"),
        ("STOP THAT RIGHT NOW!", "stop that right now!"),
        # not said at all
        ("**Bold** *it* _so_ `code`", "Bold it so code"),
        ("- an item", "an item"),
        ("## Title", "Title"),
        ("[a link](https://x.y/z)", "a link"),
        ("See https://www.example.com/a?b=c.", "See example dot com."),
        ("anna@example.com", "anna at example dot com"),
        ("Hi 🙂 there 👍🏽!", "Hi there!"),
        ("“Yes” — and left", '"Yes", and left'),
        ("🙂", ""),
        ("...", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_said_as_a_person_would(written, said):
    assert spoken(written) == said


MIXED = st.lists(
    st.text(max_size=8)
    | st.sampled_from([*"0123456789.,:-/$%°*_[]()<>#@&'\"", "km", "am", "st", "s", " ", "http://"])
).map("".join)


@given(MIXED)
def test_any_text_is_taken_and_no_control_character_is_given(text):
    words = spoken(text)
    assert not any(unicodedata.category(sign)[0] == "C" for sign in words)
    assert words == words.strip()
    assert not words or any(map(str.isalnum, words))


@given(MIXED)
def test_no_numeral_is_left(text):
    assert not any(sign in "0123456789" for sign in spoken(text))


@given(
    st.integers(0, 10**18), st.sampled_from(["", "$", "#", "-"]), st.sampled_from(["", "%", "s"])
)
def test_every_number_becomes_words(value, before, after):
    words = spoken(f"It is {before}{value}{after} now")
    assert words.startswith("It is ")
    assert words.endswith(" now")
