"""What the turn machine wants done, in order; the session does it and nothing else.

Times are monotonic seconds of the microphone's sound.
"""

from __future__ import annotations

from dataclasses import dataclass

from omni_core.conversation import Action


@dataclass(frozen=True, slots=True)
class BeginTurn:
    """The person's turn begins with the sound from `since` on, and goes on as it comes."""

    turn: int
    since: float


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """`text` was typed: it ends `turn`, after the sound of it up to `until`."""

    turn: int
    text: str
    until: float


@dataclass(frozen=True, slots=True)
class DropTurn:
    """Forget `turn`, and the reply to it if one was begun: it never happened."""

    turn: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Ask the end-of-turn model about `turn`; the answer is `EndJudged`."""

    request: int
    turn: int


@dataclass(frozen=True, slots=True)
class Recognise:
    """Write down the microphone's sound from `since` to `until`; the answer is `Recognised`."""

    request: int
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class BeginReply:
    """Mark the conversation and answer `turn`, held back: no sound, no action, no history.

    until: the end of the sound that is answered; what comes after it waits for `Rewind`.
    """

    epoch: int
    turn: int
    until: float


@dataclass(frozen=True, slots=True)
class Rewind:
    """Take back the reply `epoch`, of which nothing was heard; its turn goes on."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """The reply `epoch` is wanted: let it sound."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Execute:
    """Do what the reply `epoch` asked for; it was confirmed and is being heard."""

    epoch: int
    action: Action


@dataclass(frozen=True, slots=True)
class Say:
    """Speak the program's own sentence as `epoch`; it is part of no conversation."""

    epoch: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Duck:
    """Lower `epoch`."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Unduck:
    """Raise `epoch` again."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold `epoch` in place."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with `epoch` at the start of the word it stopped in."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Silence `epoch` for good; what of it was heard is all that was said."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Show and sound that it listens."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Show that it is in standby."""


@dataclass(frozen=True, slots=True)
class CheckMicrophone:
    """No sound has come for too long: look after the device."""


Command = (
    BeginTurn
    | ReadTurn
    | DropTurn
    | Judge
    | Recognise
    | BeginReply
    | Rewind
    | Confirm
    | Execute
    | Say
    | Duck
    | Unduck
    | Pause
    | Resume
    | Cut
    | Wake
    | Sleep
    | CheckMicrophone
)
