"""The vocoder on a mel that is still being made.

A sample depends on the mel from 28.5 frames before it to 28.6 frames behind it, and hardly on the
outer ones.  So a packet is computed from its own frames and some more on each side, and the
samples of those are thrown away.  The first and the last frame of a reply are true edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from omni_core.speech.step import Vocoder

CONTEXT_FRAMES = 20
"""On each side of a packet, 0.2 s: what the published server takes.

With random weights what is left out changes no sample by more than 3e-8 of the sound's root mean
square, a hundredth of float32's own rounding; 29 frames leave nothing out, and 90 ms more to wait.
"""

FADE_FRAMES = 2
"""20 ms: what follows a first packet with less context takes over from it within these."""


@dataclass(frozen=True, slots=True)
class PacketContext:
    """Frames of mel computed with a packet and thrown away: 10 ms each.

    first_right: behind the first packet of a reply, which the person waits for; at least
        FADE_FRAMES, at most `right`.  With random weights the largest error, where the packet
        ends, is 1e-4 of the sound's root mean square with 16 frames, 1 % with 12, 15 % with 8.
    """

    left: int = CONTEXT_FRAMES
    right: int = CONTEXT_FRAMES
    first_right: int = CONTEXT_FRAMES

    def __post_init__(self) -> None:
        """Raises: ValueError for numbers that do not fit together."""
        if not (self.left >= 0 and FADE_FRAMES <= self.first_right <= self.right):
            raise ValueError(f"{self} is no context of a packet")


class VocoderStream:
    """One reply's sound at a time; its whole state is the mel that is still needed.

    calls: of the network, for this reply and those before it.
    """

    def __init__(
        self,
        vocoder: Vocoder,
        mel_bins: int,
        samples_per_frame: int,
        context: PacketContext | None = None,
    ) -> None:
        self._vocoder = vocoder
        self._hop = samples_per_frame
        self._context = context or PacketContext()
        self._none = torch.empty(0, mel_bins)
        self.calls = 0
        self.reset()

    def reset(self) -> None:
        """Forget the reply."""
        self._mel = self._none
        self._first = 0  # the frame that `_mel` begins with
        self._done = 0  # frames whose samples were handed out
        self._fading = torch.empty(0)  # what the next samples still have to take over from

    def push(self, mel: Tensor) -> Tensor:
        """Take frames of mel, float32 [n, bins], n of any size.

        Returns: the samples that are ready, float32 [m * samples_per_frame], m >= 0; they stay
            as they are.
        """
        self._mel = torch.cat((self._mel.to(mel), mel))
        right = self._context.right if self._done else self._context.first_right
        ready = self._known - right
        if ready <= self._done:
            return torch.empty(0)
        return self._packet(ready, FADE_FRAMES if right < self._context.right else 0)

    def finish(self) -> Tensor:
        """The reply is over: its last samples; the next `push` begins another one."""
        known = self._known
        samples = self._packet(known, 0) if known > self._done else torch.empty(0)
        self.reset()
        return samples

    @property
    def _known(self) -> int:
        return self._first + self._mel.shape[0]

    def _packet(self, stop: int, fading: int) -> Tensor:
        """The samples up to the frame `stop`; those of `fading` frames behind it are kept."""
        wave = self._vocoder(self._mel)
        self.calls += 1
        start, end = ((frame - self._first) * self._hop for frame in (self._done, stop))
        samples = wave[start:end].cpu().clone()
        faded = min(samples.shape[0], self._fading.shape[0])
        if faded:
            share = self._shares()[-self._fading.shape[0] :][:faded]
            samples[:faded] = torch.lerp(self._fading[:faded], samples[:faded], share)
        self._fading = self._fading[faded:]
        if fading:
            self._fading = wave[end : end + fading * self._hop].cpu().clone()
        self._done = stop
        needed = max(0, stop - self._context.left)  # from here on by the next packet
        self._mel, self._first = self._mel[needed - self._first :], needed
        return samples

    def _shares(self) -> Tensor:
        """How much of each sample comes from the later packet, from 0 to 1."""
        length = FADE_FRAMES * self._hop
        return (torch.arange(length) + 0.5) / length
