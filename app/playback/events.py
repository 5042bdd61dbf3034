"""What playback tells the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass

from app.playback.reply_sound import TextReach


@dataclass(frozen=True, slots=True)
class Played:
    """How far a reply has really sounded.

    sample: of its speech, 24 kHz.  of: samples of it that have come from the engine.
    text: what that is in characters.  complete: whether all of it has come and sounded.
    """

    epoch: int
    sample: int
    of: int
    text: TextReach
    complete: bool


@dataclass(frozen=True, slots=True)
class ReplyStarted:
    """A reply's first sample sounds at `moment` (monotonic seconds)."""

    epoch: int
    moment: float


@dataclass(frozen=True, slots=True)
class ReplyUnderrun:
    """A reply broke off at `sample` (24 kHz) and waits for the engine."""

    epoch: int
    sample: int


@dataclass(frozen=True, slots=True)
class ReplyPlayed:
    """A reply has sounded to its end."""

    epoch: int


@dataclass(frozen=True, slots=True)
class SpeechDropped:
    """A reply was longer than can be held; so many seconds of it will not sound."""

    epoch: int
    seconds: float


PlaybackEvent = ReplyStarted | ReplyUnderrun | ReplyPlayed | SpeechDropped
