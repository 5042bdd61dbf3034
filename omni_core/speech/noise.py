"""The noise that speech is drawn out of, by absolute mel frame.

Every window of a reply takes its frames from the same sequence, so that overlapping windows agree
on where they start; each reply starts again at frame 0.
"""

from __future__ import annotations

import torch
from torch import Tensor

PART = 30_000
"""Frames drawn at once, as long as the published server's buffer: five minutes of speech."""


class Noise:
    """An endless sequence [frames, mel_bins] of unit normal numbers, the same for the same seed.

    It is drawn on the CPU in float32, so a seed means the same on every device, and in parts of
    30,000 frames: the first is torch's `randn(PART, mel_bins)` for this seed, the next ones go on
    with the same generator, as far as a reply reaches.
    """

    def __init__(self, seed: int, mel_bins: int) -> None:
        """seed: 0 to 2**64 - 1."""
        self._generator = torch.Generator().manual_seed(seed)
        self._bins = mel_bins
        # Now, not with the first packet of a reply, which somebody waits for: it takes 13 ms.
        self._parts = [self._draw()]

    def frames(self, first: int, stop: int) -> Tensor:
        """Frames [first, stop), float32 [stop - first, mel_bins] on the CPU."""
        while len(self._parts) * PART < stop:
            self._parts.append(self._draw())
        pieces = [
            part[max(first - start, 0) : max(stop - start, 0)]
            for start, part in zip(range(0, stop, PART), self._parts, strict=False)
        ]
        return torch.cat(pieces) if pieces else torch.empty(0, self._bins)

    def _draw(self) -> Tensor:
        return torch.randn(PART, self._bins, generator=self._generator)
