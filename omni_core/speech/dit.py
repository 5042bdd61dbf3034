"""The diffusion transformer from codes to mel: one guided velocity of a window of blocks.

An ordinary layer attends within its block of 24 frames (arXiv 2503.20215, section 2.4); a few
look one block back or ahead.  So blocks are a dimension of the batch, and what a window has to
know of the block before it are the keys and values of the layers that look back.

Names are the official checkpoint's, below `token2wav.code2wav_dit_model.`, with q, k and v joined
(`fused`).  What depends on the time alone is in `modulation.py`, what depends on codes and voice
in `conditioning.py`.  The forward is plain tensors in and out, as an export needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import DitConfig
from omni_core.speech.conditioning import part_sizes
from omni_core.speech.step import LeftContext, Modulation

BRANCHES = 2
"""Guided and unguided, a batch of two."""

GUIDANCE = 0.5
"""How far beyond the guided velocity, away from the unguided one; the published value."""

NORM_EPS = 1e-6

UNSEEN = -30_000.0
"""Added to the score of a key that must not be looked at.

Large enough that its softmax is exactly zero, small enough for float16, and finite: a frame that
sees nothing (one that does not exist itself) must not become NaN and spread.
"""


def look_back_layers(config: DitConfig) -> tuple[int, ...]:
    """The layers whose keys and values make a `LeftContext`, in its order."""
    return tuple(number for number in range(config.num_layers) if number in config.look_back)


@dataclass(frozen=True, slots=True)
class _Span:
    """Three neighbouring blocks (before, own, behind) as attention sees them.

    cos, sin: [3 * block_size, head_dim / 2].  bias: [B, 3 * block_size], added to the scores of
    the three blocks around each block of the window.
    """

    cos: Tensor
    sin: Tensor
    bias: Tensor

    def turn(self, heads: Tensor, first: int, stop: int) -> Tensor:
        """Rotate the first head of [..., heads, frames, head_dim], of frames [first, stop).

        The reference rotates one head only.  It turns neighbouring numbers as pairs; they come
        back apart, which changes queries and keys alike and thus no score.
        """
        cos, sin = self.cos[first:stop], self.sin[first:stop]
        turned, others = heads[..., :1, :, :], heads[..., 1:, :, :]
        even, odd = turned[..., 0::2], turned[..., 1::2]
        turned = torch.cat((even * cos - odd * sin, odd * cos + even * sin), dim=-1)
        return torch.cat((turned, others), dim=-3)


class Attention(nn.Module):
    """Each block attends to itself and, where the layer says so, to its neighbours."""

    fused: ClassVar[Mapping[str, tuple[str, ...]]] = {"to_qkv": ("to_q", "to_k", "to_v")}

    def __init__(self, config: DitConfig, looks_ahead: bool) -> None:
        super().__init__()
        self._looks_ahead = looks_ahead
        self._heads, self._width = config.num_heads, config.head_dim
        self._block = config.block_size
        inner = config.num_heads * config.head_dim
        self.to_qkv = nn.Linear(config.hidden_size, 3 * inner)
        self.to_out = nn.ModuleList([nn.Linear(inner, config.hidden_size)])

    def forward(
        self, states: Tensor, span: _Span, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """[2, B, block_size, H] to the same, and keys and values [2, B, heads, block_size, d].

        past: of a layer that looks back, and of no other: the keys and values of the block
            before the window, [2, heads, block_size, d].
        """
        heads = self.to_qkv(states).unflatten(-1, (3, self._heads, self._width))
        query, own_keys, own_values = heads.permute(3, 0, 1, 4, 2, 5).unbind()
        keys, values = [own_keys], [own_values]
        first, stop = self._block, 2 * self._block
        if past is not None:
            keys.insert(0, torch.cat((past[0][:, None], own_keys[:, :-1]), dim=1))
            values.insert(0, torch.cat((past[1][:, None], own_values[:, :-1]), dim=1))
            first = 0
        if self._looks_ahead:
            # Behind the last block stands that block itself, unseen.
            keys.append(torch.cat((own_keys[:, 1:], own_keys[:, -1:]), dim=1))
            values.append(torch.cat((own_values[:, 1:], own_values[:, -1:]), dim=1))
            stop += self._block
        attended = functional.scaled_dot_product_attention(
            span.turn(query, self._block, 2 * self._block).flatten(0, 1),
            span.turn(_joined(keys), first, stop).flatten(0, 1),
            _joined(values).flatten(0, 1),
            attn_mask=span.bias[:, first:stop].repeat(BRANCHES, 1)[:, None, None],
        )
        joined = attended.transpose(1, 2).flatten(2).unflatten(0, (BRANCHES, -1))
        return self.to_out[0](joined), (own_keys, own_values)


def _joined(blocks: list[Tensor]) -> Tensor:
    """Neighbouring blocks along their frames; one alone is not copied."""
    return torch.cat(blocks, dim=-2) if len(blocks) > 1 else blocks[0]


class FeedForward(nn.Module):
    """A plain MLP; the identity stands where training drops states out."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        width, inner = config.hidden_size, config.hidden_size * config.ff_mult
        self.ff = nn.Sequential(
            nn.Linear(width, inner),
            nn.GELU(approximate="tanh"),
            nn.Identity(),
            nn.Linear(inner, width),
        )

    def forward(self, states: Tensor) -> Tensor:
        """[..., H] to the same."""
        return self.ff(states)


class Layer(nn.Module):
    """Attention, then the MLP, each on modulated states and added to them through a gate."""

    def __init__(self, config: DitConfig, number: int) -> None:
        super().__init__()
        self.attn = Attention(config, number in config.look_ahead)
        self.ff = FeedForward(config)

    def forward(
        self, states: Tensor, modulation: Tensor, span: _Span, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """See `Attention`; modulation: [6, H]."""
        shift, scale, gate, mlp_shift, mlp_scale, mlp_gate = modulation.unbind()
        attended, left = self.attn(_modulated(states, shift, scale), span, past)
        states = torch.addcmul(states, gate, attended)
        return torch.addcmul(
            states, mlp_gate, self.ff(_modulated(states, mlp_shift, mlp_scale))
        ), left


def _modulated(states: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    return functional.layer_norm(states, states.shape[-1:], scale, shift, NORM_EPS)


class MelProjection(nn.Module):
    """The input projection, of which the columns of the noisy mel are needed here."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        self._bins = config.mel_bins
        self.proj = nn.Linear(sum(part_sizes(config)), config.hidden_size)

    def forward(self, mel: Tensor) -> Tensor:
        """[F, mel_bins] to [F, H]; the bias is in the voice's vector."""
        return functional.linear(mel, self.proj.weight[:, : self._bins])


class Dit(nn.Module):
    """The network without its time and condition layers."""

    def __init__(self, config: DitConfig) -> None:
        super().__init__()
        self.config = config
        self.input_embed = MelProjection(config)
        self.transformer_blocks = nn.ModuleList(
            Layer(config, number) for number in range(config.num_layers)
        )
        self.proj_out = nn.Linear(config.hidden_size, config.mel_bins)

    def forward(
        self,
        mel: Tensor,
        condition: Tensor,
        layers: Tensor,
        out: Tensor,
        past_keys: Tensor,
        past_values: Tensor,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """See `omni_core.speech.step.VelocityStep`, whose dataclasses are taken apart here.

        Returns: velocity [F, mel_bins], keys and values of the left context.
        """
        span = self._span(seen, mel.dtype)
        states = self.input_embed(mel) + condition
        states = states.unflatten(1, (-1, self.config.block_size))
        left_keys: list[Tensor] = []
        left_values: list[Tensor] = []
        for number, layer in enumerate(self.transformer_blocks):
            past = None
            if number in self.config.look_back:
                place = len(left_keys)
                past = past_keys[place], past_values[place]
            states, (keys, values) = layer(states, layers[number], span, past)
            if number in self.config.look_back:
                left_keys.append(keys.index_select(1, last_own)[:, 0])
                left_values.append(values.index_select(1, last_own)[:, 0])
        guided, unguided = _modulated(states.flatten(1, 2), out[0], out[1]).unbind()
        # The projection is linear, so the branches can be joined in front of it.
        velocity = self.proj_out(guided + GUIDANCE * (guided - unguided))
        return velocity, torch.stack(left_keys), torch.stack(left_values)

    def _span(self, seen: Tensor, dtype: torch.dtype) -> _Span:
        """Angles in float32 as in the reference; positions matter by their differences alone."""
        config, device = self.config, seen.device
        exponents = torch.arange(0, config.head_dim, 2, dtype=torch.float32, device=device)
        rates = 1.0 / config.rope_theta ** (exponents / config.head_dim)
        positions = torch.arange(3 * config.block_size, dtype=torch.float32, device=device)
        angles = positions[:, None] * rates
        bias = torch.where(seen, 0.0, UNSEEN).to(dtype).unflatten(0, (-1, config.block_size))
        behind = torch.cat((bias[2:], torch.full_like(bias[:1], UNSEEN)))
        return _Span(
            cos=angles.cos().to(dtype),
            sin=angles.sin().to(dtype),
            bias=torch.cat((bias[:-1], bias[1:], behind), dim=1),
        )


class TorchStep:
    """`VelocityStep` by torch, on whatever device the network is."""

    def __init__(self, network: Dit) -> None:
        self._network = network

    @torch.inference_mode()
    def __call__(
        self,
        mel: Tensor,
        condition: Tensor,
        modulation: Modulation,
        past: LeftContext,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, LeftContext]:
        """See `omni_core.speech.step.VelocityStep`."""
        velocity, keys, values = self._network(
            mel,
            condition,
            modulation.layers,
            modulation.out,
            past.keys,
            past.values,
            seen,
            last_own,
        )
        return velocity, LeftContext(keys, values)
