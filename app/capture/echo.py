"""Takes the program's own voice out of what the microphone hears, by WebRTC's AEC3."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pywebrtc_audio import AudioProcessor

from app.sound.timed_stream import BLOCK
from omni_core.media import HEARING_RATE

MOST_DELAY_MS = 500
"""AEC3 looks no further back."""

FAR_AUDIBLE_DB = -50.0
"""Below this the speaker is as good as silent: nothing can be learnt from it."""

CONVERGED_SECONDS = 1.0
"""Of audible speaker after which AEC3 has found the room: 30 dB in our rooms."""

NOISE_LEVEL = 1
"""12 dB: enough for a fan; more thins a voice across the room."""

_FLOOR = 1e-10
_SMOOTHING = 0.02
"""A tenth of a power's error a block: half a second's memory."""


@dataclass(frozen=True, slots=True)
class EchoState:
    """far_db: loudness of what is played, RMS against full scale.

    converging: the canceller has not heard enough of the speaker yet, so some echo may be left.
    removed_db: what it takes away while the speaker is heard, smoothed; 0 before anything was.
    """

    far_db: float
    converging: bool
    removed_db: float


class EchoCanceller:
    """Belongs to one thread: `render` what is played, then `capture` what was heard, in turns."""

    def __init__(
        self,
        *,
        cancel_echo: bool = True,
        noise_suppression: bool = False,
        delay_ms: float = 0.0,
    ) -> None:
        """cancel_echo: False leaves the echo in, for headphones.

        noise_suppression: also take steady noise away.  delay_ms: see `set_delay`.
        """
        self._cancels = cancel_echo
        self._processor = AudioProcessor(
            HEARING_RATE,
            echo_cancellation=cancel_echo,
            high_pass_filter=True,
            noise_suppression=noise_suppression,
            ns_level=NOISE_LEVEL,
        )
        self._far: list[NDArray[np.float32]] = []
        self._audible_blocks = 0
        self._near_power = self._clean_power = 0.0
        self._far_db = -100.0
        self.set_delay(delay_ms)

    def set_delay(self, delay_ms: float) -> None:
        """Say how long after `render` a block's echo is captured; clamped to 0..500 ms."""
        self._processor.stream_delay_ms = round(min(max(delay_ms, 0.0), MOST_DELAY_MS))

    def render(self, far: NDArray[np.float32]) -> None:
        """What is played (float32 [160], 16 kHz)."""
        self._far.append(far)

    def capture(self, near: NDArray[np.float32]) -> NDArray[np.float32]:
        """What was heard (float32 [160], 16 kHz), without the echo of what was rendered.

        The sound comes out 8 ms later than it went in (14 ms with noise suppression).
        """
        far = self._far.pop(0) if self._far else np.zeros(BLOCK, np.float32)
        clean = np.clip(self._processor.process(near, far), -1.0, 1.0)
        self._note(far, near, clean)
        return clean

    def reset(self) -> None:
        """Forget the room: the devices have changed."""
        self._processor.reset()
        self._far.clear()
        self._audible_blocks = 0
        self._near_power = self._clean_power = 0.0

    @property
    def state(self) -> EchoState:
        """How it does."""
        heard_enough = self._audible_blocks * BLOCK >= CONVERGED_SECONDS * HEARING_RATE
        removed = 10 * np.log10((self._near_power + _FLOOR) / (self._clean_power + _FLOOR))
        return EchoState(self._far_db, self._cancels and not heard_enough, float(removed))

    def _note(
        self, far: NDArray[np.float32], near: NDArray[np.float32], clean: NDArray[np.float32]
    ) -> None:
        self._far_db = float(10 * np.log10(np.mean(far**2) + _FLOOR))
        if self._far_db < FAR_AUDIBLE_DB:
            return
        self._audible_blocks += 1
        self._near_power += _SMOOTHING * (float(np.mean(near**2)) - self._near_power)
        self._clean_power += _SMOOTHING * (float(np.mean(clean**2)) - self._clean_power)
