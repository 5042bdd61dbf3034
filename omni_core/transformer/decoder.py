"""The Qwen2 decoder: grouped-query attention, SwiGLU, RMS norm.  It reads top to bottom.

There is no batch: states are [n, hidden].  Weights live here, everything that changes in the
`Past` that is handed in.  Names are the official checkpoint's, with q, k, v and gate, up joined
(`fused`), which saves a third of the calls a token costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import DecoderConfig
from omni_core.checkpoint.embedding import table
from omni_core.transformer.kv_cache import KvCache
from omni_core.transformer.rotary import MultiAxisRotary, Rotation

CHUNK = 1024
"""Tokens read at once: more would take more memory for no more speed."""


class Past(Protocol):
    """What attention looks back at: `KvCache`, or a fixed window of it in a captured step."""

    def append(self, layer: int, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Add keys and values [kv_heads, n, head_dim] of a layer and return all to look at."""
        ...

    def mask(self, tokens: int) -> Tensor | None:
        """Which of them each of the new tokens sees, bool [tokens, all]; None: all of them."""
        ...


class RmsNorm(nn.Module):
    """Scales each state to unit root mean square, in float32."""

    def __init__(self, size: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(size))
        self._eps = eps

    def forward(self, states: Tensor) -> Tensor:
        """[n, size] to the same."""
        if states.dtype == torch.float32:
            return functional.rms_norm(states, self.weight.shape, self.weight, self._eps)
        wide = functional.rms_norm(states.float(), self.weight.shape, None, self._eps)
        return self.weight * wide.to(states.dtype)


class Attention(nn.Module):
    """Grouped-query attention over the past and the new tokens."""

    fused: ClassVar[Mapping[str, tuple[str, ...]]] = {"qkv_proj": ("q_proj", "k_proj", "v_proj")}

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self._heads, self._kv_heads = config.num_heads, config.num_kv_heads
        self._width = config.head_dim
        joined = (config.num_heads + 2 * config.num_kv_heads) * config.head_dim
        self.qkv_proj = nn.Linear(config.hidden_size, joined)
        self.o_proj = nn.Linear(config.num_heads * config.head_dim, config.hidden_size, bias=False)

    def forward(
        self, states: Tensor, rotation: Rotation, mask: Tensor | None, past: Past, layer: int
    ) -> Tensor:
        """[n, hidden] to the same."""
        heads = self.qkv_proj(states).view(states.shape[0], -1, self._width)
        turned = rotation.turn(heads[:, : self._heads + self._kv_heads]).transpose(0, 1)
        values = heads[:, self._heads + self._kv_heads :].transpose(0, 1)
        keys, values = past.append(layer, turned[self._heads :], values)
        return self.o_proj(self._attend(turned[: self._heads], keys, values, mask))

    def _attend(self, query: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None) -> Tensor:
        """[heads, n, head_dim] queries to [n, heads * head_dim].

        The queries that share a key head stand below one another as if they were more tokens, so
        no key is ever repeated.
        """
        tokens = query.shape[1]
        group = self._heads // self._kv_heads
        if mask is not None:
            mask = mask.repeat(group, 1)
        attended = functional.scaled_dot_product_attention(
            query.reshape(1, self._kv_heads, group * tokens, self._width),
            keys[None],
            values[None],
            attn_mask=mask,
        )
        return attended.view(self._heads, tokens, self._width).transpose(0, 1).flatten(1)


class GatedMlp(nn.Module):
    """SwiGLU."""

    fused: ClassVar[Mapping[str, tuple[str, ...]]] = {"gate_up_proj": ("gate_proj", "up_proj")}

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.gate_up_proj = nn.Linear(config.hidden_size, 2 * config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, states: Tensor) -> Tensor:
        """[n, hidden] to the same."""
        gate, up = self.gate_up_proj(states).chunk(2, dim=-1)
        return self.down_proj(functional.silu(gate).mul_(up))


class Layer(nn.Module):
    """Attention, then the MLP, each on normed states and added to them."""

    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.input_layernorm = RmsNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RmsNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = GatedMlp(config)

    def forward(
        self, states: Tensor, rotation: Rotation, mask: Tensor | None, past: Past, layer: int
    ) -> Tensor:
        """[n, hidden] to the same."""
        states = states + self.self_attn(self.input_layernorm(states), rotation, mask, past, layer)
        return states + self.mlp(self.post_attention_layernorm(states))


class Decoder(nn.Module):
    """Inputs as wide as its states in, states after the final norm out."""

    def __init__(self, config: DecoderConfig, embedding_size: int | None = None) -> None:
        """embedding_size: width of the embedding table, where its rows are not the inputs yet."""
        super().__init__()
        self.config = config
        self.embed_tokens = table(config.vocab_size, embedding_size or config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_layers))
        self.norm = RmsNorm(config.hidden_size, config.rms_norm_eps)
        self._rotary: MultiAxisRotary | None = None

    def embed(self, ids: Tensor) -> Tensor:
        """Token ids, int64 [n], to rows of the table, [n, hidden] unless it has its own width."""
        return self.embed_tokens(ids)

    def forward(self, inputs: Tensor, positions: Tensor, cache: KvCache) -> Tensor:
        """Read inputs [n, hidden] at positions int64 [3, n] behind what the cache holds.

        Returns: states after the final norm, [n, hidden].
        """
        cache.reserve(inputs.shape[0])
        states: list[Tensor] = []
        for rows, at in zip(inputs.split(CHUNK), positions.split(CHUNK, dim=1), strict=True):
            states.append(self.run(rows, at, cache))
            cache.advance(rows.shape[0])
        return states[0] if len(states) == 1 else torch.cat(states)

    def run(self, inputs: Tensor, positions: Tensor, past: Past) -> Tensor:
        """The same at once over any past, which must have room; nothing but tensors change."""
        rotation = self.rotary.at(positions, inputs.dtype)
        mask = past.mask(inputs.shape[0])
        states = inputs
        for number, layer in enumerate(self.layers):
            states = layer(states, rotation, mask, past, number)
        return self.norm(states)

    @property
    def rotary(self) -> MultiAxisRotary:
        """The frequencies, made where the weights are on first use: no checkpoint holds them."""
        device = self.norm.weight.device
        if self._rotary is None or self._rotary.device != device:
            self._rotary = MultiAxisRotary(
                self.config.head_dim, self.config.rope_theta, self.config.mrope_section, device
            )
        return self._rotary
