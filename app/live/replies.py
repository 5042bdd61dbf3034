"""What the session keeps of the replies that are open: text, sound, and the moments of the turn."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.live.events import TurnTimings
from omni_core.conversation import Cancel, SpeechDelta


@dataclass(slots=True)
class OpenReply:
    """A reply, from its beginning on trial to its end.

    notice: the program's own sentence.  last_voiced, begun, confirmed: monotonic seconds.
    heard, sounded: characters and samples (24 kHz) that were shown to have sounded.
    exact: whether the engine knows how much of the text each piece of sound speaks.
    """

    epoch: int
    cancel: Cancel
    last_voiced: float
    begun: float
    trials: int = 0
    notice: bool = False
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
