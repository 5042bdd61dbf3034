"""The diffusion time, and what it does to the network, worked out before anybody speaks.

A solver evaluates the network at times that are known beforehand, and the time reaches the
network only through shifts, scales and gates (adaptive layer norm; Peebles & Xie 2023).  The
layers that make these from the time hold two fifths of the published network's weights; they
run once and are dropped.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import DitConfig
from omni_core.checkpoint.layout import TIME_FREQUENCIES
from omni_core.speech.step import Modulation

TIME_SCALE = 1000.0
LONGEST_PERIOD = 10_000.0
"""Both of the sinusoidal embedding of the time; fixed in the architecture."""

PARTS = 6
"""Shift, scale and gate of the attention, then of the MLP."""


class TimeEmbedding(nn.Module):
    """Sinusoids and an MLP."""

    def __init__(self, width: int) -> None:
        super().__init__()
        widen = nn.Linear(TIME_FREQUENCIES, width)
        self.time_mlp = nn.Sequential(widen, nn.SiLU(), nn.Linear(width, width))

    def forward(self, times: Tensor) -> Tensor:
        """Times float32 [n], 0 (noise) to 1 (speech), to [n, width]; weights are float32 too."""
        half = TIME_FREQUENCIES // 2
        step = math.log(LONGEST_PERIOD) / (half - 1)
        rates = torch.exp(torch.arange(half, device=times.device).float() * -step)
        angles = TIME_SCALE * times[:, None] * rates
        waves = torch.cat((angles.sin(), angles.cos()), dim=1)
        return self.time_mlp(waves)


class Adaptive(nn.Module):
    """What an adaptive layer norm makes of the embedded time."""

    def __init__(self, width: int, parts: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, parts * width)
        self._parts = parts

    def forward(self, embedded: Tensor) -> Tensor:
        """[n, width] to [n, parts, width]."""
        return self.linear(functional.silu(embedded)).unflatten(-1, (self._parts, -1))


class AdaptiveLayer(nn.Module):
    """The part of one layer that knows the time."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attn_norm = Adaptive(width, PARTS)


class Modulator(nn.Module):
    """All that knows the time.

    Names are the official checkpoint's, below `token2wav.code2wav_dit_model.`.
    """

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.time_embed = TimeEmbedding(width)
        self.transformer_blocks = nn.ModuleList(
            AdaptiveLayer(width) for _ in range(config.num_layers)
        )
        self.norm_out = Adaptive(width, 2)

    @torch.inference_mode()
    def forward(self, times: Tensor) -> list[Modulation]:
        """The modulation of each of `times`, float32 [n], in their order."""
        device = self.norm_out.linear.weight.device
        embedded = self.time_embed(times.to(device))
        each = [layer.get_submodule("attn_norm")(embedded) for layer in self.transformer_blocks]
        layers = torch.stack(each, dim=1)
        layers[:, :, 1::3] += 1.0
        scale, shift = self.norm_out(embedded).unbind(dim=1)
        out = torch.stack((shift, scale + 1.0), dim=1)
        return [Modulation(*pair) for pair in zip(layers.unbind(), out.unbind(), strict=True)]
