"""What is kept of the replies that are open: by the session, and by the engine's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.live.events import TurnTimings
from omni_core.conversation import Cancel, Mark, ReplyEvent, SpeechDelta


@dataclass(slots=True)
class FetchedReply:
    """A reply as the engine's thread fetches it.

    events: what is left of it, None once all has come.  mark: of the moment before it.
    person: the words that it answers, as far as they are known.  held: it is on trial.
    sound: seconds of it so far.  complete: it ended by itself.
    """

    epoch: int
    cancel: Cancel
    events: Iterator[ReplyEvent] | None
    mark: Mark
    person: str
    held: bool = True
    sound: float = 0.0
    complete: bool = False
    text: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class OpenReply:
    """A reply as the session knows it, from its beginning on trial to its end.

    notice: the program's own sentence.  person: the words that it answers, as they were shown.
    last_voiced, begun, confirmed: monotonic seconds.
    heard, sounded: characters and samples (24 kHz) that were shown to have sounded.
    exact: whether the engine knows how much of the text each piece of sound speaks.
    """

    epoch: int
    cancel: Cancel
    last_voiced: float
    begun: float
    trials: int = 0
    notice: bool = False
    person: str = ""
    confirmed: float | None = None
    text: str = ""
    exact: bool = True
    speaks: bool = False
    heard: int = 0
    sounded: int = 0
    pieces: list[NDArray[np.float32]] = field(default_factory=list[NDArray[np.float32]])

    def speech(self, delta: SpeechDelta) -> None:
        """More of it has come."""
        self.pieces.append(delta.samples)
        self.exact = self.exact and delta.exact
        self.speaks = self.speaks or delta.samples.size > 0

    def played(self, samples: int) -> NDArray[np.float32]:
        """The first `samples` of its speech (24 kHz)."""
        return np.concatenate([np.zeros(0, np.float32), *self.pieces])[:samples]

    def waited(self, moment: float) -> TurnTimings | None:
        """How long the person waited for its first sample, which sounded at `moment`.

        None of a notice, and of a reply on trial.
        """
        if self.confirmed is None or self.notice:
            return None
        voiced = self.last_voiced
        begun, confirmed = self.begun - voiced, self.confirmed - voiced
        return TurnTimings(self.epoch, begun, confirmed, moment - voiced, self.trials)
