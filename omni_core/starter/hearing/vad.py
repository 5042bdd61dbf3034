"""Voice activity: how likely each 32 ms of sound holds speech, by Silero."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.networks import Network

WINDOW = 512
"""Samples the network judges at a time at 16 kHz: 32 ms."""

WINDOW_SECONDS = WINDOW / HEARING_RATE

_CONTEXT = 64
"""Samples of the window before that the network sees again."""

_MEMORY_SHAPE = (2, 1, 128)
"""The hidden and the cell state of its LSTM."""

_FILE = "silero_vad_16k_op15.onnx"


@dataclass(frozen=True, slots=True, eq=False)
class VadState:
    """All that changes while listening; never altered in place, so keeping it is a savepoint.

    memory: float32 [2, 1, 128], hidden and cell state.
    context: float32 [64], the end of the last window.
    pending: float32 [n < 512], samples that do not fill a window yet.
    """

    memory: NDArray[np.float32]
    context: NDArray[np.float32]
    pending: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One judged window: samples float32 [512] and the probability of speech in them."""

    samples: NDArray[np.float32]
    speech: float


class SileroVad:
    """The network's weights; any number of listeners share them, each with its own state."""

    def __init__(self, folder: Path) -> None:
        """Load the pack in `folder`.

        Raises: EngineError of kind "model".
        """
        self._network = Network(folder / _FILE)
        self._rate = np.array(HEARING_RATE, np.int64)

    @staticmethod
    def begin() -> VadState:
        """The state before the first sample."""
        return VadState(
            np.zeros(_MEMORY_SHAPE, np.float32),
            np.zeros(_CONTEXT, np.float32),
            np.zeros(0, np.float32),
        )

    def listen(
        self, state: VadState, samples: NDArray[np.float32]
    ) -> tuple[list[Window], VadState]:
        """Judge every window that `samples` (float32 [n], 16 kHz) complete.

        The windows are the same however the sound is cut into calls.
        """
        sound = np.concatenate([state.pending, samples])
        whole = sound.size - sound.size % WINDOW
        memory, context = state.memory, state.context
        windows: list[Window] = []
        for start in range(0, whole, WINDOW):
            window = sound[start : start + WINDOW]
            speech, memory = self._network.run(
                None,
                {
                    "input": np.concatenate([context, window])[np.newaxis],
                    "state": memory,
                    "sr": self._rate,
                },
            )
            context = window[-_CONTEXT:]
            windows.append(Window(window, float(speech[0, 0])))
        return windows, VadState(memory, context, sound[whole:])
