"""What is asked of the recogniser and the end-of-turn model, each on the thread of `Jobs`."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from app.live.jobs import Jobs
from app.live.parts import Ears
from app.live.replies import OpenReply
from app.live.turn_sound import TurnSound
from app.playback.events import Played
from app.turns import events as told
from app.turns.end_of_turn import LISTENS_SECONDS
from app.turns.heard import Reach
from omni_core.conversation import EngineError
from omni_core.media import HEARING_RATE


class Scribe:
    """Cuts the sound out when it is asked; the answers come back as events of the machine."""

    def __init__(self, ears: Ears, sound: TurnSound, jobs: Jobs[told.Event | None]) -> None:
        self._ears = ears
        self._sound = sound
        self._jobs = jobs

    def judge(self, request: int, first: int) -> None:
        """Whether the turn whose sound begins at position `first` is over."""
        most = LISTENS_SECONDS * HEARING_RATE
        samples = self._sound.read(max(first, self._sound.end - most))
        self._jobs.add(lambda: told.EndJudged(request, self._ears.finished(samples)))

    def recognise(self, request: int, since: float, until: float) -> None:
        """The words between two moments, quickly."""
        samples = self._sound.between(since, until)

        def job() -> told.Event | None:
            text, confidence = "", 0.0
            with suppress(EngineError):
                text, confidence = self._ears.catch(samples)
            return told.Recognised(request, text, confidence)

        self._jobs.add(job)

    def write(self, epoch: int, first: int, last: int, typed: str) -> None:
        """The words of the turn between two positions, and what was typed after them."""
        samples = self._sound.read(first, last)

        def job() -> told.Event | None:
            spoken = self._written(samples) if samples.size else ""
            return told.TurnWords(epoch, " ".join(part for part in (spoken, typed) if part))

        self._jobs.add(job)

    def _written(self, samples: NDArray[np.float32]) -> str:
        """The words, or none if the recogniser fails: the turn must go on without it."""
        with suppress(EngineError):
            return self._ears.write(samples)[0]
        return ""

    def heard(self, reply: OpenReply, played: Played | None, text: str) -> int:
        """How many characters of a cut reply's `text` were heard; on the engine's thread."""
        if played is None or played.sample == 0:
            return 0
        reach = Reach(0, len(text), min(played.text.estimate, len(text)))
        if reply.exact:
            reach = Reach(
                min(played.text.spoken, len(text)),
                min(played.text.speaking, len(text)),
                reach.estimate,
            )
        with suppress(EngineError):
            return self._ears.heard(reply.played(played.sample), text, reach)
        return reach.estimate
