"""What the history holds, as values.  Times are seconds since 1970, UTC."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """How long the person waited, in seconds from their last voiced sample.

    begun: to the reply's beginning on trial.  confirmed: to its confirmation.
    first_sound: to its first sample at the speaker.  trials: replies taken back in this turn.
    """

    begun: float
    confirmed: float
    first_sound: float
    trials: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What the person said and what was answered.

    began: the person began to speak.  said: they had spoken; None if that is not known.
    sounded: the reply's first sound.  ended: the newest of what is kept here.
    heard: characters of `reply` that sounded; the rest was never said.
    over: nothing comes after this.
    """

    began: float
    ended: float
    person: str = ""
    reply: str = ""
    heard: int = 0
    said: float | None = None
    sounded: float | None = None
    timings: Timings | None = None
    over: bool = False

    @property
    def heard_text(self) -> str:
        """The part of the reply that sounded."""
        return self.reply[: self.heard]

    @property
    def unheard_text(self) -> str:
        """The part of the reply that was cut off before it sounded."""
        return self.reply[self.heard :]


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn with its place: its own number and that of its conversation."""

    id: int
    conversation: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation, for a list.

    engine: what answered.  turns: how many.  first_words: of the person, or of the first reply.
    """

    id: int
    began: float
    ended: float
    engine: str
    turns: int
    first_words: str
