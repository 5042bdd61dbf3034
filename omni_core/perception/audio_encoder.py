"""The audio encoder: a Whisper-like transformer that hears two seconds at a time.

Each block of 200 mel frames is convolved, positioned and attended by itself, so a clip encoded
block by block as it is heard is the clip encoded at once (arXiv 2503.20215, section 2.2).
Names are the official checkpoint's, below `thinker.audio_tower.`; keys have no bias, so q, k and
v stay apart.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import AudioEncoderConfig
from omni_core.checkpoint.embedding import table

LONGEST_PERIOD = 10_000.0
"""Of the sinusoidal positions; fixed in the architecture."""

KERNEL = 3
STRIDE = 2
POOLED = 2
"""Convolved frames that become one token: 40 ms of sound."""


def audio_tokens(frames: int) -> int:
    """How many tokens a block of this many mel frames becomes; one or two frames give none."""
    return ((frames - 1) // STRIDE + 1) // POOLED


class Attention(nn.Module):
    """Every frame of a block sees every other."""

    def __init__(self, config: AudioEncoderConfig) -> None:
        super().__init__()
        self._heads = config.num_heads
        self.q_proj = nn.Linear(config.d_model, config.d_model)
        self.k_proj = nn.Linear(config.d_model, config.d_model, bias=False)
        self.v_proj = nn.Linear(config.d_model, config.d_model)
        self.out_proj = nn.Linear(config.d_model, config.d_model)

    def forward(self, states: Tensor) -> Tensor:
        """[frames, d_model] to the same."""
        query, key, value = (
            project(states).unflatten(-1, (self._heads, -1)).transpose(0, 1)[None]
            for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        attended = functional.scaled_dot_product_attention(query, key, value)
        return self.out_proj(attended[0].transpose(0, 1).flatten(1))


class Layer(nn.Module):
    """Attention, then the MLP, each on normed states and added to them."""

    def __init__(self, config: AudioEncoderConfig) -> None:
        super().__init__()
        self.self_attn_layer_norm = nn.LayerNorm(config.d_model)
        self.self_attn = Attention(config)
        self.final_layer_norm = nn.LayerNorm(config.d_model)
        self.fc1 = nn.Linear(config.d_model, config.ffn_dim)
        self.fc2 = nn.Linear(config.ffn_dim, config.d_model)

    def forward(self, states: Tensor) -> Tensor:
        """[frames, d_model] to the same."""
        states = states + self.self_attn(self.self_attn_layer_norm(states))
        return states + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(states))))


class AudioEncoder(nn.Module):
    """One block of mel in, its tokens out."""

    def __init__(self, config: AudioEncoderConfig) -> None:
        super().__init__()
        self._config = config
        self.conv1 = nn.Conv1d(config.mel_bins, config.d_model, KERNEL, padding=1)
        self.conv2 = nn.Conv1d(config.d_model, config.d_model, KERNEL, STRIDE, padding=1)
        # Part of the checkpoint, though nothing computes with it.
        self.audio_bos_eos_token = table(2, config.output_dim)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_layers))
        self.ln_post = nn.LayerNorm(config.d_model)
        self.proj = nn.Linear(config.d_model, config.output_dim)

    def encode(self, mel: Tensor) -> Tensor:
        """Log-mel [bins, n] of one block, n <= 2 * n_window, to [audio_tokens(n), output_dim]."""
        frames = functional.gelu(self.conv2(functional.gelu(self.conv1(mel))))
        states = frames.T + self._positions(frames)
        for layer in self.layers:
            states = layer(states)
        pooled = states[: states.shape[0] // POOLED * POOLED].unflatten(0, (-1, POOLED))
        return self.proj(self.ln_post(pooled.mean(dim=1)))

    def _positions(self, frames: Tensor) -> Tensor:
        """Sinusoids over the frames of one block, [n, d_model]: sines first, then cosines."""
        half = self._config.d_model // 2
        step = math.log(LONGEST_PERIOD) / (half - 1)
        rates = torch.exp(-step * torch.arange(half, device=frames.device).float())
        angles = torch.arange(frames.shape[-1], device=frames.device)[:, None] * rates
        return torch.cat((angles.sin(), angles.cos()), dim=1).to(frames.dtype)
