"""The vocoder: BigVGAN, mel to sound (arXiv 2206.04658; the reference's BigVGAN model).

Names are the official checkpoint's, below `token2wav.code2wav_bigvgan_model.`.

Two things make it quick on a processor.  The activation, which the reference computes on a signal
of twice the length, works here on that signal's even and odd samples apart, so both filters
around it become ordinary ones of half the length.  And `by_frames` keeps the channels of a frame
together in memory, which those filters run through three to four times faster.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import VocoderConfig
from omni_core.checkpoint.layout import VOCODER, VOCODER_KERNEL
from omni_core.checkpoint.weights import Weights

DECIBELS = 20.0 / math.log(10.0)
"""Of one unit of the mel, which is a natural logarithm of amplitude."""
LOUDEST = 20.0
"""Decibels of the mel that the network sees as 1; so far below it that it sees -1:"""
RANGE = 115.0

NEVER_ZERO = 1e-9
"""Added to the activation's divisor, as in the reference."""

TAPS = 12
"""Of the filter before and after the activation."""
HALF = TAPS // 2
CUTOFF = 0.25
"""Cycles a sample of the doubled rate: half of what the plain rate can carry."""
TRANSITION = 0.3
"""Half the width of its transition band, in the same unit."""


class Conv(nn.Conv1d):
    """A convolution of states [1, channels, 1, frames] over their frames.

    Four axes, because torch and ONNX Runtime have their fast layouts for pictures alone.
    """

    def __init__(
        self, into: int, out: int, kernel: int, dilation: int = 1, bias: bool = True
    ) -> None:
        around = (kernel - 1) // 2 * dilation
        super().__init__(into, out, kernel, padding=around, dilation=dilation, bias=bias)
        self._around, self._apart = (0, around), (1, dilation)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - the base class's name
        """[1, into, 1, frames] to [1, out, 1, frames]; zeros beyond the edges."""
        weight = self.weight[:, :, None]
        return functional.conv2d(input, weight, self.bias, 1, self._around, self._apart)


class Upsampling(nn.ConvTranspose1d):
    """A transposed convolution that makes `rate` frames of one, halving the channels."""

    def __init__(self, channels: int, rate: int, kernel: int) -> None:
        around = (kernel - rate) // 2
        super().__init__(channels, channels // 2, kernel, rate, padding=around)
        self._rate, self._around = (1, rate), (0, around)

    def forward(self, input: Tensor, output_size: list[int] | None = None) -> Tensor:  # noqa: A002, ARG002 - the base class's names
        """[1, channels, 1, frames] to [1, channels / 2, 1, frames * rate]."""
        weight = self.weight[:, :, None]
        return functional.conv_transpose2d(input, weight, self.bias, self._rate, self._around)


class Snake(nn.Module):
    """x + sin(a x)^2 / b, with `a` and `b` a channel, kept as logarithms (arXiv 2006.08195)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.alpha = nn.Parameter(torch.zeros(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def scales(self, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """`a` and 1 / `b`, each [1, channels, 1, 1]."""
        a, b = (scale.exp()[None, :, None, None] for scale in (self.alpha, self.beta))
        return a.to(dtype), (1.0 / (b + NEVER_ZERO)).to(dtype)

    def forward(self, states: Tensor, a: Tensor, by_b: Tensor) -> Tensor:
        """[1, channels, 1, frames] to the same, with the two `scales`."""
        sines = (states * a).sin()
        return states + sines * sines * by_b


class Activation(nn.Module):
    """The snake on a signal of twice the rate, so that its overtones do not fold back.

    With f the filter of `sinc_filter`, doubled to keep the loudness, sample 2n of the doubled
    signal is a sum over x[n-3 .. n+2] with the odd taps of f, sample 2n + 1 one over
    x[n-2 .. n+3] with the even ones.  On the way back the two change places.
    """

    even: Tensor
    odd: Tensor
    even_up: Tensor
    odd_up: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.act = Snake(channels)
        taps = sinc_filter()
        for name, part in (("even", taps[0::2]), ("odd", taps[1::2])):
            filters = part.repeat(channels, 1, 1, 1)
            self.register_buffer(name, filters, persistent=False)
            self.register_buffer(f"{name}_up", 2.0 * filters.flip(-1), persistent=False)

    def forward(self, states: Tensor) -> Tensor:
        """[1, channels, 1, frames] to the same; edge values are repeated beyond the edges."""
        channels = states.shape[1]
        a, by_b = self.act.scales(states.dtype)
        before = functional.pad(states, (HALF // 2, HALF // 2 - 1, 0, 0), mode="replicate")
        behind = functional.pad(states, (HALF // 2 - 1, HALF // 2, 0, 0), mode="replicate")
        first = self.act(functional.conv2d(before, self.odd_up, groups=channels), a, by_b)
        second = self.act(functional.conv2d(behind, self.even_up, groups=channels), a, by_b)
        # Beyond the edges the doubled signal repeats its first and its last sample.
        start, end = first[..., :1], second[..., -1:]
        first = torch.cat((start, start, first, end, end, end), dim=-1)
        second = torch.cat((start, start, start, second, end, end), dim=-1)
        return functional.conv2d(first, self.odd, groups=channels) + functional.conv2d(
            second, self.even, groups=channels
        )


class ResidualBlock(nn.Module):
    """Pairs of convolutions, the first of each dilated, each behind an activation."""

    def __init__(self, channels: int, kernel: int, dilations: tuple[int, ...]) -> None:
        super().__init__()
        self.convs1 = nn.ModuleList(Conv(channels, channels, kernel, d) for d in dilations)
        self.convs2 = nn.ModuleList(Conv(channels, channels, kernel) for _ in dilations)
        self.activations = nn.ModuleList(Activation(channels) for _ in range(2 * len(dilations)))

    def forward(self, states: Tensor) -> Tensor:
        """[1, channels, 1, frames] to the same."""
        layers = zip(
            self.activations[0::2], self.convs1, self.activations[1::2], self.convs2, strict=True
        )
        for act1, conv1, act2, conv2 in layers:
            states = states + conv2(act2(conv1(act1(states))))
        return states


class BigVgan(nn.Module):
    """Mel to sound: each stage multiplies the frames, then sums its kinds of residual blocks."""

    def __init__(self, config: VocoderConfig) -> None:
        super().__init__()
        width = config.initial_channels
        self.config = config
        self.conv_pre = Conv(config.mel_bins, width, VOCODER_KERNEL)
        self.ups = nn.ModuleList()
        self.resblocks = nn.ModuleList()
        stages = zip(config.upsample_rates, config.upsample_kernel_sizes, strict=True)
        for rate, kernel in stages:
            self.ups.append(nn.ModuleList([Upsampling(width, rate, kernel)]))
            width //= 2
            kinds = zip(config.resblock_kernel_sizes, config.resblock_dilations, strict=True)
            self.resblocks.extend(ResidualBlock(width, size, each) for size, each in kinds)
        self.activation_post = Activation(width)
        self.conv_post = Conv(width, 1, VOCODER_KERNEL, bias=False)

    def forward(self, mel: Tensor) -> Tensor:
        """Log-mel [frames, bins] to [frames * samples_per_frame], -1 .. 1, of the same format.

        Both ends are taken for the sound's own: convolutions see zeros beyond them.
        """
        states = self.conv_pre(normalised(mel).to(self.conv_pre.weight.dtype).T[None, :, None])
        kinds = len(self.config.resblock_kernel_sizes)
        for stage, (up,) in enumerate(self.ups):  # pyright: ignore[reportGeneralTypeIssues]
            states = up(states)
            blocks = self.resblocks[stage * kinds : (stage + 1) * kinds]
            first, *others = (block(states) for block in blocks)
            states = sum(others, first) / kinds
        wave = self.conv_post(self.activation_post(states))
        return wave.flatten().to(mel.dtype).clamp(-1.0, 1.0)


def normalised(mel: Tensor) -> Tensor:
    """The mel as the network wants it, -1 .. 1, of the same shape.

    The reference goes from the logarithm to amplitude and on to decibels; this is the same line.
    """
    loudness = mel * DECIBELS - LOUDEST
    return (2.0 * loudness / RANGE + 1.0).clamp(-1.0, 1.0)


def sinc_filter() -> Tensor:
    """The low-pass around the activation, float32 [TAPS], its sum 1.

    A sinc in the window that Kaiser gives for this length and transition ("Nonrecursive digital
    filter design using the I0-sinh window function", 1974), as the reference's.
    """
    attenuation = 2.285 * (HALF - 1) * math.pi * 4 * TRANSITION + 7.95
    shape = 0.1102 * (attenuation - 8.7)
    # On the processor even where the modules around it are made without memory.
    times = torch.arange(TAPS, device="cpu") - (TAPS - 1) / 2
    window = torch.kaiser_window(TAPS, periodic=False, beta=shape, device="cpu")
    taps = window * torch.sinc(2 * CUTOFF * times)
    return taps / taps.sum()


def read_vocoder(weights: Weights, config: VocoderConfig, device: torch.device) -> BigVgan:
    """The vocoder of a checkpoint in float32, as published.

    Raises: CheckpointError.
    """
    with torch.device("meta"):
        vocoder = BigVgan(config)
    weights.fill(vocoder, VOCODER, device, torch.float32)
    return vocoder.to(device).eval()


def by_frames(vocoder: BigVgan) -> BigVgan:
    """Lay the weights out so that torch keeps the channels of a frame together all the way."""
    for module in vocoder.modules():
        if isinstance(module, (Conv, Upsampling)):
            kept = module.weight.transpose(1, 2).contiguous().transpose(1, 2)
            module.weight = nn.Parameter(kept, requires_grad=False)
    return vocoder


class TorchVocoder:
    """`omni_core.speech.step.Vocoder` by torch, on whatever device the network is."""

    def __init__(self, network: BigVgan) -> None:
        """On a processor the network's weights are laid out anew, see `by_frames`."""
        weight = network.conv_pre.weight
        self._network = by_frames(network) if weight.device.type == "cpu" else network
        self._device = weight.device

    @torch.inference_mode()
    def __call__(self, mel: Tensor) -> Tensor:
        """See `omni_core.speech.step.Vocoder`."""
        return self._network(mel.to(self._device))
