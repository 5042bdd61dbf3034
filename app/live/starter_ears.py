"""The recogniser of the starter engine and the end-of-turn model, for any engine's session."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.turns.end_of_turn import EndOfTurn
from app.turns.heard import Reach, words_heard
from omni_core.starter.hearing.listener import Ears, Listener


class StarterEars:
    """Stateless; shared by the threads of a session."""

    def __init__(self, ears: Ears, end_of_turn: EndOfTurn) -> None:
        """Neither is owned."""
        self._ears = ears
        self._quick = ears.quick()
        self._end_of_turn = end_of_turn

    def write(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The words in `samples` (float32 [n], mono, 16 kHz) and the confidence in them.

        Raises: EngineError.
        """
        return _written(self._ears, samples)

    def catch(self, samples: NDArray[np.float32]) -> tuple[str, float]:
        """The same in a tenth of a second, however doubtful: somebody waits for a decision.

        Raises: EngineError.
        """
        return _written(self._quick, samples)

    def finished(self, samples: NDArray[np.float32]) -> float:
        """How likely the turn in `samples` (float32 [n], mono, 16 kHz) is over, 0..1."""
        return self._end_of_turn.probability(samples)

    def heard(self, played: NDArray[np.float32], text: str, reach: Reach) -> int:
        """How many characters of `text` were heard in `played` (float32 [n], mono, 24 kHz).

        Raises: EngineError.
        """
        return words_heard(lambda sound: self.write(sound)[0], played, text, reach)


def _written(ears: Ears, samples: NDArray[np.float32]) -> tuple[str, float]:
    listener = Listener(ears)
    listener.push(samples)
    heard = listener.finish()
    return heard.text, heard.confidence
