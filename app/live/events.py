"""What a live session shows: typed events for a screen, a log or a report.

Times are monotonic seconds; everything about a reply names its epoch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.turns.states import State, Trigger
from omni_core.conversation import Action


@dataclass(frozen=True, slots=True)
class StateChanged:
    """Somebody else has the floor, by what moved it."""

    state: State
    trigger: Trigger
    moment: float


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the microphone is, in decibels <= 0, and how likely that is speech, smoothed."""

    decibels: float
    speech: float


@dataclass(frozen=True, slots=True)
class EndJudged:
    """How likely the person had finished, 0..1, when the end-of-turn model was asked."""

    probability: float
    moment: float


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """The person's words that `epoch` answers; `by_engine`: the engine itself wrote them down.

    What they typed is shown at once; if they spoke before, all of it follows.
    """

    epoch: int
    text: str
    by_engine: bool


@dataclass(frozen=True, slots=True)
class ReplyText:
    """More of a confirmed reply's text is known: all of it so far."""

    epoch: int
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """So many characters of the reply's text have sounded."""

    epoch: int
    heard: int


@dataclass(frozen=True, slots=True)
class ReplyOver:
    """A reply is over: its text, and how much of that was heard.

    Of a reply that was not cut that is all of it.
    """

    epoch: int
    text: str
    heard: int


@dataclass(frozen=True, slots=True)
class ReplyTakenBack:
    """A reply on trial, or one that was not meant, never happened."""

    epoch: int


@dataclass(frozen=True, slots=True)
class PicturesSeen:
    """The turn that `epoch` answers had these pictures; they wait no longer."""

    epoch: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CameraSeen:
    """What the camera showed last in the turn that `epoch` answers: uint8 [H, W, 3] RGB."""

    epoch: int
    pixels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ContextUse:
    """So many tokens the conversation takes, of at most `limit`; told by engines that count."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class TurnTimings:
    """How long the person waited, in seconds from their last voiced sample or typed word.

    begun: to the reply's beginning on trial.  confirmed: to its confirmation.
    first_sound: to its first sample at the speaker.  trials: replies taken back in this turn.
    """

    epoch: int
    begun: float
    confirmed: float
    first_sound: float
    trials: int


@dataclass(frozen=True, slots=True)
class ActionDone:
    """A confirmed reply's action was carried out."""

    action: Action


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence for the person: a notice that is spoken, or a trouble."""

    sentence: str


SessionEvent = (
    StateChanged
    | Level
    | EndJudged
    | PersonSaid
    | ReplyText
    | Caption
    | ReplyOver
    | ReplyTakenBack
    | PicturesSeen
    | CameraSeen
    | ContextUse
    | TurnTimings
    | ActionDone
    | Told
)
