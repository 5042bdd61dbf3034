from __future__ import annotations

import pytest

RATES = "I do not know exchange rates, because I work without the network."


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("convert ten miles to kilometres", "10 miles is about 16.09 kilometres."),
        ("What's ten miles in kilometers?", "10 miles is about 16.09 kilometres."),
        ("How far is 5 km in miles?", "5 kilometres is about 3.11 miles."),
        ("how many miles is 10 kilometres", "10 kilometres is about 6.21 miles."),
        ("how many grams in a pound", "1 pound is about 453.59 grams."),
        ("Convert 10 pounds to kilograms.", "10 pounds is about 4.54 kilograms."),
        ("20 degrees celsius in fahrenheit", "20 degrees Celsius is 68 degrees Fahrenheit."),
        ("What is 20 degrees in Fahrenheit?", "20 degrees Celsius is 68 degrees Fahrenheit."),
        ("32 fahrenheit in celsius", "32 degrees Fahrenheit is 0 degrees Celsius."),
        (
            "what is minus forty celsius in fahrenheit",
            "Minus 40 degrees Celsius is minus 40 degrees Fahrenheit.",
        ),
        ("How many days are in a week?", "1 week is 7 days."),
        ("How many days in a week?", "1 week is 7 days."),
        (
            "What is 20 degrees Celsius and Fahrenheit?",
            "20 degrees Celsius is 68 degrees Fahrenheit.",
        ),
        ("How many days are we in a week?", "1 week is 7 days."),
        ("how many grams are in the pound", "1 pound is about 453.59 grams."),
        ("how many seconds are there in two hours", "2 hours is 7200 seconds."),
        ("how many days in a year", "1 year is about 365.25 days."),
        ("how many months are in a year", "1 year is 12 months."),
        ("5 feet 10 inches in centimetres", "5 feet 10 inches is 177.8 centimetres."),
        ("half a mile in metres", "0.5 miles is 804.672 metres."),
        ("72 mph in kilometers per hour", "72 miles an hour is about 115.87 kilometres an hour."),
        ("1 inch in mm", "1 inch is 25.4 millimetres."),
        ("how many bits in a byte", "1 byte is 8 bits."),
        (
            "1 millimetre in light years",
            "1 millimetre is about 1.06 times 10 to the power of minus 19 light years.",
        ),
        ("convert ten miles to kilograms", "Miles and kilograms measure different things."),
        ("5 feet 3 kilos in metres", "Feet and metres measure different things."),
        ("convert 10 dollars to euros", RATES),
        ("how much is 10 pounds in dollars", RATES),
    ],
)
def test_conversions(talk, asked: str, answer: str) -> None:
    assert talk.say(asked) == answer


@pytest.mark.parametrize(
    "asked",
    [
        "how many people in a pound",
        "how many inches of rain fell",
        "she is 5 feet 10",
        "what is a kilometre",
        "ten miles",
        "convert to kilometres",
    ],
)
def test_what_is_no_conversion(talk, asked: str) -> None:
    assert talk.say(asked) is None
