"""Sentences for a person, which remember what they were made of.

They are made in English, for that is what the voices speak and the command line writes.  A screen
in another language finds in each its template and its parts, and makes it anew from the
template's translation.  Every template is a literal in a call of `say`, so that they can be
gathered for translators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime


class Sentence(str):
    """Plain text to whoever knows no better.

    template, parts: what it was made of; empty for a text that was made otherwise.
    """

    template: str = ""
    parts: Mapping[str, str] = {}

    def __str__(self) -> str:
        """Itself: `str` of an error that was raised with it is still a sentence."""
        return self


class Moment(str):
    """A time as it is said.  when: the time itself, timezone-aware; now: when that was said."""

    when: datetime
    now: datetime


class Listing(str):
    """Several things as they are said.  things: each by itself."""

    things: tuple[str, ...] = ()


def say(template: str, **parts: object) -> Sentence:
    """`template` with its `{parts}` filled in; also for a part of another sentence."""
    kept = {name: part if isinstance(part, str) else str(part) for name, part in parts.items()}
    made = Sentence(template.format(**kept))
    made.template, made.parts = template, kept
    return made


def said_at(text: str, when: datetime, now: datetime) -> Moment:
    """The moment `when`, called `text` at the time `now`."""
    made = Moment(text)
    made.when, made.now = when, now
    return made


def said_together(text: str, things: Iterable[str]) -> Listing:
    """`things`, which are called `text` together."""
    made = Listing(text)
    made.things = tuple(things)
    return made
