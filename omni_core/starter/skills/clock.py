"""What time it is, here and elsewhere."""

from __future__ import annotations

from omni_core.starter.skills.skill import Answer, Context
from omni_core.starter.skills.words import pattern, plain
from omni_core.starter.skills.zones import Places
from omni_core.wording import clock_time

_ASKED_HERE = pattern(
    r"what time (?:is it|it is|do we have|have we got)(?: here| at the moment)?"
    r"|what is the (?:current )?time(?: here)?|what time is it currently"
    r"|do you have the time|have you got the time|(?:say |give me )?the time|what time"
)
_ASKED_THERE = pattern(
    r"(?:(?P<asks>what (?:time is it|time it is|is the (?:current |local )?time)(?: now)?)"
    r"|the time|time) (?:in|over in) (?P<place>[^\d]{2,40}?)"
    r"(?: at the moment| right now| currently)?"
)
_OTHER_DAY = {-1: " yesterday", 1: " tomorrow"}
"""How far the day is ahead or behind elsewhere, seen from here."""


class Clock:
    """Answers what time it is."""

    def __init__(self) -> None:
        self._places = Places()

    def answer(self, words: str, context: Context, /) -> Answer | None:
        """Answer in one sentence, or None."""
        text = plain(words)
        if _ASKED_HERE.fullmatch(text):
            return Answer(f"It is {clock_time(context.now)}.")
        if found := _ASKED_THERE.fullmatch(text):
            place = found["place"]
            zone = self._places.zone(place)
            if zone is None:
                unknown = Answer(f"I do not know what time it is in {place}.")
                return unknown if found["asks"] else None
            there = context.now.astimezone(zone)
            days = (there.date() - context.now.date()).days
            return Answer(f"In {place} it is {clock_time(there)}{_OTHER_DAY.get(days, '')}.")
        return None
