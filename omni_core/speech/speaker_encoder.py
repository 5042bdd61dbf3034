"""The ECAPA-TDNN: a sample of a voice, as mel, to one vector (Desplanques et al. 2020).

It runs once a voice.  Names are the official checkpoint's, below `input_embed.spk_encoder.`.
There is one sample at a time: mel is [bins, frames].
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import DitConfig, SpeakerEncoderConfig

LEAST_VARIANCE = 1e-12
"""Keeps the root of a constant channel's variance where its slope is finite."""


class Tdnn(nn.Module):
    """A dilated convolution that reflects at the edges, rectified."""

    def __init__(self, into: int, out: int, kernel: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv1d(
            into, out, kernel, dilation=dilation, padding="same", padding_mode="reflect"
        )

    def forward(self, frames: Tensor) -> Tensor:
        """[into, frames] to [out, frames]."""
        return functional.relu(self.conv(frames[None])[0])


class Res2Net(nn.Module):
    """Channels in `scale` groups: the first passes, each other one also hears its neighbour."""

    def __init__(self, channels: int, scale: int, kernel: int, dilation: int) -> None:
        super().__init__()
        part = channels // scale
        self._scale = scale
        self.blocks = nn.ModuleList(Tdnn(part, part, kernel, dilation) for _ in range(scale - 1))

    def forward(self, frames: Tensor) -> Tensor:
        """[channels, frames] to the same."""
        first, *others = frames.chunk(self._scale)
        done = [first]
        for block, part in zip(self.blocks, others, strict=True):
            done.append(block(part + done[-1] if len(done) > 1 else part))
        return torch.cat(done)


class SqueezeExcitation(nn.Module):
    """Weighs the channels by what they hold on average."""

    def __init__(self, channels: int, squeezed: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(channels, squeezed, 1)
        self.conv2 = nn.Conv1d(squeezed, channels, 1)

    def forward(self, frames: Tensor) -> Tensor:
        """[channels, frames] to the same."""
        mean = frames.mean(dim=-1, keepdim=True)
        return frames * torch.sigmoid(self.conv2(functional.relu(self.conv1(mean))))


class SeRes2NetBlock(nn.Module):
    """The block of the paper's figure 2, added to what came in."""

    def __init__(self, config: SpeakerEncoderConfig, number: int) -> None:
        super().__init__()
        before, width = config.channels[number - 1], config.channels[number]
        self.tdnn1 = Tdnn(before, width)
        self.res2net_block = Res2Net(
            width, config.res2net_scale, config.kernel_sizes[number], config.dilations[number]
        )
        self.tdnn2 = Tdnn(width, width)
        self.se_block = SqueezeExcitation(width, config.squeeze_channels)

    def forward(self, frames: Tensor) -> Tensor:
        """[channels, frames] to the same."""
        return frames + self.se_block(self.tdnn2(self.res2net_block(self.tdnn1(frames))))


class AttentiveStatistics(nn.Module):
    """Mean and deviation of every channel over the frames it attends to."""

    def __init__(self, channels: int, attention_channels: int) -> None:
        super().__init__()
        self.tdnn = Tdnn(3 * channels, attention_channels)
        self.conv = nn.Conv1d(attention_channels, channels, 1)

    def forward(self, frames: Tensor) -> Tensor:
        """[channels, frames] to [2 * channels, 1]: means, then deviations."""
        mean, deviation = _statistics(frames, torch.full_like(frames, 1.0 / frames.shape[-1]))
        context = [frames, mean.expand_as(frames), deviation.expand_as(frames)]
        scores = self.conv(torch.tanh(self.tdnn(torch.cat(context))))
        return torch.cat(_statistics(frames, scores.softmax(dim=-1)))


def _statistics(frames: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    mean = (weights * frames).sum(dim=-1, keepdim=True)
    variance = (weights * (frames - mean).square()).sum(dim=-1, keepdim=True)
    return mean, variance.clamp(min=LEAST_VARIANCE).sqrt()


class SpeakerEncoder(nn.Module):
    """A voice's mel in, its vector out."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        speaker = config.speaker
        first, *inner, last = speaker.channels
        self.blocks = nn.ModuleList(
            [Tdnn(config.mel_bins, first, speaker.kernel_sizes[0], speaker.dilations[0])]
        )
        self.blocks.extend(SeRes2NetBlock(speaker, n) for n in range(1, len(inner) + 1))
        self.mfa = Tdnn(sum(inner), last, speaker.kernel_sizes[-1], speaker.dilations[-1])
        self.asp = AttentiveStatistics(last, speaker.attention_channels)
        self.fc = nn.Conv1d(2 * last, speaker.dim, 1)

    def forward(self, mel: Tensor) -> Tensor:
        """Mel [frames, bins], of `speaker.fewest_frames` or more, to [speaker.dim]."""
        stages = list(itertools.accumulate(self.blocks, lambda x, block: block(x), initial=mel.T))
        together = self.mfa(torch.cat(stages[2:]))
        return self.fc(self.asp(together))[:, 0]
