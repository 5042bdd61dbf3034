"""Slower and faster speech: the mel's frames are spread out in time or drawn together.

A frame of mel says how loud each frequency is, not when, so the voice keeps its pitch.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Tempo:
    """One reply's mel at another speed, frame by frame; at speed 1 it is passed on untouched.

    Output frame k is what stood at k * speed, between the two frames around it.
    """

    def __init__(self, speed: float) -> None:
        """speed: 2 for twice as fast.

        Raises: ValueError unless it is above 0.
        """
        if not speed > 0:
            raise ValueError("The speed of speech must be above 0.")
        self._speed = speed
        self._mel: Tensor | None = None  # from the frame that the next output needs
        self._first = 0
        self._made = 0

    def frames_of(self, frames: int) -> int:
        """How many frames come out of so many."""
        if self._speed == 1.0:
            return frames
        made = int(frames / self._speed)
        while made * self._speed < frames:  # one more at most: the last begun one
            made += 1
        return made

    def push(self, mel: Tensor) -> Tensor:
        """Mel [n, bins] to what is known of the output by now, [m, bins]."""
        if self._speed == 1.0:
            return mel
        known = mel if self._mel is None else torch.cat((self._mel, mel))
        # The frame behind an output frame must be known too.
        return self._taken(known, self._first + known.shape[0] - 1)

    def finish(self) -> Tensor | None:
        """The rest, for which the last frame stands still; the next `push` begins another reply.

        None where nothing was held back.
        """
        if self._mel is None:
            return None
        known = torch.cat((self._mel, self._mel[-1:]))
        rest = self._taken(known, self._first + known.shape[0] - 1)
        self._mel, self._first, self._made = None, 0, 0
        return rest

    def _taken(self, known: Tensor, end: int) -> Tensor:
        """The output frames that stand before the input frame `end`."""
        stop = self._made
        while stop * self._speed < end:
            stop += 1
        places = torch.arange(self._made, stop, dtype=torch.float64) * self._speed - self._first
        before = places.long()
        share = (places - before).to(known)[:, None]
        made = torch.lerp(known[before], known[before + 1], share)
        self._made = stop
        kept = max(min(int(stop * self._speed), end) - self._first, 0)
        self._mel, self._first = known[kept:], self._first + kept
        return made
