"""What the turn machine is told: one small value each, from the session that drives it.

Times are monotonic seconds.  Everything about a reply names its epoch; what comes for an epoch
that is over is late, and is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass

from omni_core.conversation import Action

LONGEST_TYPED = 4000
"""Letters at once: about a thousand tokens, a quarter of what the starter's chat model holds."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; to be told some ten times a second when nothing else happens."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A window of the microphone's sound was judged.

    end: when its last sample was spoken.  probability: of speech, 0..1.  level: in decibels <= 0.
    """

    end: float
    probability: float
    level: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was asked for by `Recognise` has been written down; confidence <= 0."""

    request: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EndJudged:
    """What was asked for by `Judge`: how likely the person has finished, 0..1."""

    request: int
    probability: float


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The person's words that the reply `epoch` answers.

    whole: how likely they are a whole turn, 0..1, by a language model; None if none was asked.
    """

    epoch: int
    text: str
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class ActionAsked:
    """The reply `epoch` asks for something to be done."""

    epoch: int
    action: Action


@dataclass(frozen=True, slots=True)
class ReplyComplete:
    """All of the reply `epoch` has come from the engine; `speaks`: there is sound in it."""

    epoch: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class ReplyFailed:
    """The engine failed in the reply `epoch`, and has taken it back.

    replaced: another engine goes on with the same turn.
    """

    epoch: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class ReplyStarted:
    """The first sample of `epoch` sounds."""

    epoch: int


@dataclass(frozen=True, slots=True)
class ReplyProgress:
    """More of `epoch` has sounded."""

    epoch: int


@dataclass(frozen=True, slots=True)
class ReplyPlayed:
    """The last sample of `epoch` has sounded."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Notice:
    """The program itself has something to say: a timer, a reminder, a lost device."""

    sentence: str


@dataclass(frozen=True, slots=True)
class TalkKey:
    """The push-to-talk key went down or up."""

    down: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """The person has typed `text`, and waits for an answer; "" if they only show something."""

    text: str


@dataclass(frozen=True, slots=True)
class StopKey:
    """Be silent, and forget what I was saying."""


@dataclass(frozen=True, slots=True)
class WakeKey:
    """Wake up: a key, or a click on the face."""


@dataclass(frozen=True, slots=True)
class SleepKey:
    """Go to standby."""


@dataclass(frozen=True, slots=True)
class Mute:
    """The microphone was muted or opened again."""

    on: bool


Event = (
    Tick
    | Voice
    | Recognised
    | EndJudged
    | TurnWords
    | ActionAsked
    | ReplyComplete
    | ReplyFailed
    | ReplyStarted
    | ReplyProgress
    | ReplyPlayed
    | Notice
    | TalkKey
    | Typed
    | StopKey
    | WakeKey
    | SleepKey
    | Mute
)
