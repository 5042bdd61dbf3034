"""A room between a loudspeaker and a microphone, simulated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DECAY_60_DB = np.log(1000.0)
_FLOOR_DB = -60.0
_DIRECT_SHARE = 0.5
"""Of the echo's energy, the part that comes straight from the loudspeaker at a metre or less."""


@dataclass(frozen=True, slots=True)
class Room:
    """Decaying noise after a direct path: how rooms of ordinary size sound.

    seed: which room.  delay: seconds before the direct path.  echo_db: level of the echo of white
    noise against the noise itself.  rt60: seconds in which it dies away by 60 dB.
    noise_db: of the background, RMS against full scale.
    """

    seed: int = 1
    delay: float = 0.0
    echo_db: float = -6.0
    rt60: float = 0.3
    noise_db: float = -62.0

    def impulse_response(self, rate: int) -> NDArray[np.float32]:
        """What a single sample of 1.0 becomes, float32 [n]."""
        random = np.random.default_rng(self.seed)
        tail_length = round(self.rt60 * rate)
        time = np.arange(tail_length) / rate
        tail = random.standard_normal(tail_length) * np.exp(-_DECAY_60_DB * time / self.rt60)
        tail *= np.sqrt((1 - _DIRECT_SHARE) / np.sum(tail**2))
        tail[0] += np.sqrt(_DIRECT_SHARE)
        path = np.concatenate([np.zeros(round(self.delay * rate)), tail])
        return (path * 10 ** (self.echo_db / 20)).astype(np.float32)

    def noise(self, count: int, random: np.random.Generator) -> NDArray[np.float32]:
        """Background noise, float32 [count]."""
        return (random.standard_normal(count) * 10 ** (self.noise_db / 20)).astype(np.float32)


class BlockConvolver:
    """Convolves a stream of equal blocks with a long response, a block in, a block out."""

    def __init__(self, response: NDArray[np.float32], block: int) -> None:
        """response: float32 [n].  block: samples a call."""
        self._block = block
        parts = max(1, -(-response.size // block))
        padded = np.zeros(parts * block)
        padded[: response.size] = response
        self._response = np.fft.rfft(padded.reshape(parts, block), 2 * block)
        self._spectra = np.zeros_like(self._response)
        self._before = np.zeros(block)

    def push(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The next block (float32 [block]), convolved."""
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(np.concatenate([self._before, samples]))
        self._before = samples.astype(np.float64)
        mixed = np.sum(self._spectra * self._response, axis=0)
        return np.fft.irfft(mixed)[self._block :].astype(np.float32)
