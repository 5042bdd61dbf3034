"""The turn and the reply that are open, and what the recogniser is busy with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.turns.voice_activity import SILENCE_DB, Activity
from omni_core.conversation import Action


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the person.

    onset: when its first word began.  voiced, loudness: what `Activity` had counted by then.
    certain: it was called for by key or by name, so it is never taken for a click or an aside.
    typed: it has no sound; whoever is heard meanwhile is not part of it.
    ended: when it was ended for good, so that going on begins another one; None if it was not.
    """

    id: int
    onset: float
    voiced: float
    loudness: float
    certain: bool = False
    typed: bool = False
    ended: float | None = None

    @classmethod
    def spoken(cls, number: int, activity: Activity, now: float) -> Turn:
        """The turn that the present stretch of speech begins."""
        stretch = activity.stretch
        if stretch is None:
            return cls(number, now, activity.voiced, activity.loudness)
        return cls(
            number,
            stretch.onset,
            activity.voiced - stretch.voiced,
            activity.loudness - stretch.loudness,
        )

    def speech(self, activity: Activity) -> float:
        """Seconds of voice in it."""
        return activity.voiced - self.voiced

    def lasting(self, activity: Activity) -> float:
        """Seconds from its first word to its last."""
        return max(0.0, activity.last_voiced - self.onset)

    def level(self, activity: Activity) -> float:
        """Mean level of its voice, in decibels."""
        seconds = self.speech(activity)
        return (activity.loudness - self.loudness) / seconds if seconds > 0 else SILENCE_DB


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to the person, or a notice of the program's own.

    notice: it is one.  asleep: it was given in standby, to which it returns.
    actions: what it asked for and was not done yet.  words: the person's, once known.  whole: how
        likely they are all of the turn, by a language model; None if none was asked.
    silent: it is complete and has no sound.  played: it has sounded to its end.
    """

    epoch: int
    notice: bool = False
    asleep: bool = False
    actions: tuple[Action, ...] = ()
    words: str | None = None
    whole: float | None = None
    silent: bool = False
    played: bool = False

    def asking(self, action: Action) -> Reply:
        """The reply once it has asked for `action` too."""
        return replace(self, actions=(*self.actions, action))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the recogniser is busy with.

    first, request: the first request about this speech and the newest.  final: the speech was
    over by then.  since, until: the sound it was given.
    """

    first: int
    request: int
    since: float
    until: float
    final: bool
    answered: bool = False
