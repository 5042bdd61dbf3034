"""Falling asleep and waking: the wake phrase, "not now", and time without a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.turns.voice_activity import Activity
from app.turns.words import likeness, plain_words, skeleton
from app.turns_settings import TurnsGroup

_PUT_OFF = re.compile(
    r"(?:please )?(?:no )?(?:not (?:right )?now|go (?:back )?to sleep|go away|good night"
    r"|leave me alone|stop listening|do not listen|don't listen|stand by|sleep now)"
    r"(?: please| for now)?"
)

_PIECES = 3
"""Words more than it has that a phrase may be heard as."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The wake phrase was heard; `more`: words followed it."""

    more: bool


def wake_phrase(text: str, rules: TurnsGroup) -> Phrase | None:
    """Whether `text` calls the program.

    The phrase may stand anywhere ("so, hey Visavis").  Its first word must be there as it is; the
    rest is spelled as the recogniser likes, so consonants are compared.
    """
    wanted = plain_words(rules.wake_phrase)
    if not wanted:
        return None
    sounds, letters = skeleton("".join(wanted)), "".join(wanted)
    words = plain_words(text)
    best, after = 0.0, 0
    for first in (place for place, word in enumerate(words) if word == wanted[0]):
        for last in range(first, min(len(words), first + len(wanted) + _PIECES)):
            heard = "".join(words[first : last + 1])
            alike = max(likeness(skeleton(heard), sounds), likeness(heard, letters))
            if alike >= best:  # the longer one, for it may end in a vowel
                best, after = alike, last + 1
    return Phrase(more=after < len(words)) if best >= rules.wake_likeness else None


def puts_off(text: str, rules: TurnsGroup) -> bool:
    """Whether the words say "not now", with or without the program's name."""
    words = list(plain_words(text))
    name = plain_words(rules.wake_phrase)[-1:]
    kept = [word for word in words if not name or word != name[0]]
    return _PUT_OFF.fullmatch(" ".join(kept)) is not None


def phrase_over(activity: Activity, since: float | None, rules: TurnsGroup) -> bool:
    """In standby: whether speech heard since `since` is to be looked at now.

    since: when the sound that was not looked at yet began; None without speech.
    """
    if since is None:
        return False
    ended = activity.silence >= rules.silence
    return ended or activity.heard_until - since >= rules.phrase_length


def falls_asleep(idle: float, rules: TurnsGroup) -> bool:
    """Whether `idle` seconds without a word to the program are enough."""
    return idle >= rules.standby_after
