"""Is this said to the program, or is it a radio, a call, somebody else in the room?

Answering a stranger is a nuisance; not answering the person is a fault.  So what is said soon
after a reply is taken as meant, and only what stands out is left alone: words from afar, speech
without end, a sentence out of the blue that asks for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.turns import standby
from app.turns.barge_in import BACK_CHANNEL, HUMS, INVENTED
from app.turns.words import plain_words, word_set
from app.turns_settings import TurnsGroup

_ASKING_FIRST = word_set(
    "add are call can cancel convert could count describe did do does explain find give has have "
    "how is look make may open play please put read remind repeat say set should show sing spell "
    "start stop take tell translate turn wake was were what what's when where which who who's "
    "whose why will would write"
)
"""A sentence that begins so asks or requests."""

_TO_SOMEBODY = word_set("hello hey hi please thanks you your yourself")

_LEVEL_MEMORY = 0.7
"""Share of the usual level that is kept at each turn: a few turns settle it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A turn, as far as it tells whom it is meant for.

    text: the words, "" if there were none.  seconds: how long it lasted.  level: mean, decibels.
    since_exchange: seconds from the last reply (or from waking) to the turn's onset.
    """

    text: str
    seconds: float
    level: float
    since_exchange: float


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of who else is in the room.

    usual_level: of the person's turns, in decibels; None before the first.
    asides: turns in a row that were not meant for the program.
    """

    usual_level: float | None = None
    asides: int = 0

    def meant(self, said: Said, rules: TurnsGroup) -> bool:
        """Whether `said` is to be answered."""
        words = plain_words(said.text)
        if (HUMS | INVENTED).issuperset(words):
            return False  # also when there are no words at all
        if standby.wake_phrase(said.text, rules) is not None:
            return True
        if self.usual_level is not None and said.level < self.usual_level - rules.quiet_by:
            return False
        if said.seconds > rules.monologue:
            return False
        if said.since_exchange <= rules.follow_up:
            return True
        if BACK_CHANNEL.issuperset(words):
            return False  # "yes" answers a question, and none was asked
        return said.seconds <= rules.aside or _asks(said.text)

    def answered(self, level: float) -> Company:
        """What is known after a turn that was meant for the program."""
        usual = level
        if self.usual_level is not None:
            usual = _LEVEL_MEMORY * self.usual_level + (1 - _LEVEL_MEMORY) * level
        return Company(usual, 0)

    def ignored(self) -> Company:
        """What is known after a turn that was not."""
        return replace(self, asides=self.asides + 1)

    def busy(self, rules: TurnsGroup) -> bool:
        """Whether the room talks, and not to the program."""
        return self.asides >= rules.asides_before_standby


def _asks(text: str) -> bool:
    words = plain_words(text)
    return "?" in text or words[0] in _ASKING_FIRST or not _TO_SOMEBODY.isdisjoint(words)
