"""Conversion between units of length, mass, time and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pint

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import digits, pattern, plain
from omni_core.wording import number, sentence

_SPOKEN = {
    "meter": "metre,metres,meter,meters,m",
    "kilometer": "kilometre,kilometres,kilometer,kilometers,km,kilometers,kms,k m",
    "centimeter": "centimetre,centimetres,centimeter,centimeters,cm",
    "millimeter": "millimetre,millimetres,millimeter,millimeters,mm",
    "mile": "mile,miles",
    "yard": "yard,yards",
    "foot": "foot,feet,ft",
    "inch": "inch,inches",
    "nautical_mile": "nautical mile,nautical miles",
    "light_year": "light year,light years",
    "gram": "gram,grams,g,gramme,grammes",
    "kilogram": "kilogram,kilograms,kg,kilo,kilos,kgs",
    "milligram": "milligram,milligrams,mg",
    "metric_ton": "tonne,tonnes,metric ton,metric tons",
    "ton": "ton,tons",
    "pound": "pound,pounds,lb,lbs",
    "ounce": "ounce,ounces,oz",
    "stone": "stone,stones",
    "liter": "litre,litres,liter,liters,l",
    "milliliter": "millilitre,millilitres,milliliter,milliliters,ml",
    "gallon": "gallon,gallons,us gallon,us gallons",
    "imperial_gallon": "imperial gallon,imperial gallons",
    "pint": "pint,pints",
    "quart": "quart,quarts",
    "cup": "cup,cups",
    "tablespoon": "tablespoon,tablespoons",
    "teaspoon": "teaspoon,teaspoons",
    "fluid_ounce": "fluid ounce,fluid ounces",
    "second": "second,seconds",
    "minute": "minute,minutes",
    "hour": "hour,hours",
    "day": "day,days",
    "week": "week,weeks",
    "month": "month,months",
    "year": "year,years",
    "decade": "decade,decades",
    "century": "century,centuries",
    "degree_Celsius": "degree Celsius,degrees Celsius,celsius,centigrade,degrees centigrade,°c",
    "degree_Fahrenheit": "degree Fahrenheit,degrees Fahrenheit,fahrenheit,°f",
    "kelvin": "kelvin,kelvins,degrees kelvin",
    "kilometer / hour": (
        "kilometre an hour,kilometres an hour,kilometres per hour,kilometers per hour"
        ",kilometers an hour,km/h,kph"
    ),
    "mile / hour": "mile an hour,miles an hour,miles per hour,mph",
    "meter / second": "metre a second,metres a second,metres per second,meters per second",
    "knot": "knot,knots",
    "hectare": "hectare,hectares",
    "acre": "acre,acres",
    "square_meter": "square metre,square metres,square meter,square meters",
    "square_kilometer": "square kilometre,square kilometres,square kilometers",
    "square_foot": "square foot,square feet",
    "square_mile": "square mile,square miles",
    "cubic_meter": "cubic metre,cubic metres,cubic meter,cubic meters",
    "bit": "bit,bits",
    "byte": "byte,bytes",
    "kilobyte": "kilobyte,kilobytes",
    "megabyte": "megabyte,megabytes",
    "gigabyte": "gigabyte,gigabytes",
    "terabyte": "terabyte,terabytes",
    "calorie": "calorie,calories",
    "kilocalorie": "kilocalorie,kilocalories",
    "joule": "joule,joules",
    "kilojoule": "kilojoule,kilojoules",
    "watt_hour": "watt hour,watt hours",
    "kilowatt_hour": "kilowatt hour,kilowatt hours",
    "watt": "watt,watts",
    "kilowatt": "kilowatt,kilowatts",
    "horsepower": "horsepower",
    "degree": "degree,degrees",
    "radian": "radian,radians",
}
"""Every unit by its name in pint: how it is said for one and for several, then its other names.

Gallons, pints, cups and spoons are those of the United States.
"""

_SCALES = {"degree_Celsius": "degree_Fahrenheit", "degree_Fahrenheit": "degree_Celsius"}
"""What plain "degrees" must mean when asked for in the other scale."""

_CURRENCIES = frozenset(
    {"euro", "euros", "dollar", "dollars", "us dollars", "canadian dollars", "yen", "yuan"}
    | {
        "franc",
        "francs",
        "swiss francs",
        "rupee",
        "rupees",
        "bitcoin",
        "bitcoins",
        "pounds sterling",
    }
)
"""Noticed so that no rate is invented.  A mere "pound" is a weight unless met by one of these."""

_UNEVEN = frozenset({"month", "year", "decade", "century"})
"""Not a whole number of days: what they are in shorter units is an average."""

AVERAGE_DECIMALS = 2

_CLEAN_DIGITS = 12
_CLEAN_DECIMALS = 9
"""A conversion's last digits are rounding errors, e.g. 67.99999999999993 degrees."""

_NAMES = {name.lower(): unit for unit, spoken in _SPOKEN.items() for name in spoken.split(",")}


def _any_of(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name) for name in longest_first)


_UNIT = rf"(?:{_any_of({*_NAMES, *_CURRENCIES})})"
_AMOUNT = r"(?:minus |-)?\d+(?:\.\d+)?|half an?|an?|the"
_FROM = (
    rf"(?P<amount>{_AMOUNT}) ?(?P<source>{_UNIT})(?: (?:and )?(?P<more>\d+) ?(?P<rest>{_UNIT}))?"
)
_TO = rf"(?P<target>{_UNIT})"
_QUESTIONS = (
    pattern(
        r"(?:(?:convert|change|turn|what is|what are|how (?:much|far|long|tall|heavy|hot|cold|warm"
        r"|fast|big|many) (?:is|are)) )?"
        rf"{_FROM} (?:in|to|into|as|in to|and) {_TO}"
    ),
    pattern(
        rf"how many {_TO} (?:(?:are|is|there are)(?: there| we)? )?"
        rf"(?:in|is|are|make|makes|equals?) {_FROM}(?: have)?"
    ),
    pattern(rf"how many {_TO} (?:does|do) {_FROM} (?:have|make)"),
)


class Units:
    """Answers how much something is in another unit."""

    def __init__(self) -> None:
        # Takes a moment (0.15 s), which is better spent on loading than on the first answer.
        self._registry: pint.UnitRegistry[float] = pint.UnitRegistry()

    def answer(self, words: str, _context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = digits(plain(words))
        asked = next((found for rule in _QUESTIONS if (found := rule.fullmatch(text))), None)
        if asked is None:
            return None
        source, target = asked["source"].lower(), asked["target"].lower()
        if {source, target} & _CURRENCIES:
            return Answer("I do not know exchange rates, because I work without the network.")
        return self._convert(asked, _NAMES[source], _NAMES[target])

    def _convert(self, asked: re.Match[str], source: str, target: str) -> Answer | None:
        if source == "degree":
            source = _SCALES.get(target, source)
        if target == "degree":
            target = _SCALES.get(source, target)
        amount = _amount(asked["amount"])
        said = f"{number(amount)} {_spoken(source, amount)}"
        try:
            if asked["rest"]:
                rest = _NAMES.get(asked["rest"].lower())
                if rest is None:
                    return None
                more = float(asked["more"])
                said += f" {number(more)} {_spoken(rest, more)}"
                amount += self._value(more, rest, source)
            value = self._value(amount, source, target)
        except pint.DimensionalityError:
            pair = f"{_spoken(source, 2)} and {_spoken(target, 2)}"
            return Answer(sentence(f"{pair} measure different things"))
        result = number(value)
        if (source in _UNEVEN) != (target in _UNEVEN):
            result = f"about {number(round(value, AVERAGE_DECIMALS)).removeprefix('about ')}"
        return Answer(sentence(f"{said} is {result} {_spoken(target, value)}"))

    def _value(self, amount: float, source: str, target: str) -> float:
        value = self._registry.Quantity(amount, source).m_as(target)
        if target in _SCALES:
            return round(value, _CLEAN_DECIMALS)
        return float(f"{value:.{_CLEAN_DIGITS}g}")


def _amount(text: str) -> float:
    text = text.lower()
    if text.startswith("half"):
        return 0.5
    if text in ("a", "an", "the"):
        return 1.0
    return float(text.replace("minus ", "-"))


def _spoken(unit: str, amount: float) -> str:
    names = _SPOKEN[unit].split(",")
    return names[0] if abs(amount) == 1 or len(names) == 1 else names[1]
