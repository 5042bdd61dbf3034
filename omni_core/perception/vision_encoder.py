"""The vision encoder: patches of one temporal grid in, one token for each 2 x 2 of them out.

A transformer over patches with two-dimensional rotary positions.  Most layers attend within
windows of 112 pixels, a few over the whole picture.  Blocks of 2 x 2 patches are reordered so
that a window's patches lie together, windows of one shape side by side: each shape is then one
batch of plain attention, without padding and without a mask.  Grids know nothing of each other,
so a film is encoded one grid at a time with the same result as all at once.

Weights are named as in the official checkpoint below `thinker.visual`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from omni_core.checkpoint.config import VisionEncoderConfig
from omni_core.perception.frames import FrameSize

NORM_EPS = 1e-6
ROPE_BASE = 10_000.0
"""Both are fixed in the architecture; no configuration file names them."""

LAYOUTS_KEPT = 8
"""A conversation has one camera size; stills come in any, each used once or a few times."""


@dataclass(frozen=True, slots=True)
class Windows:
    """`count` windows of `patches` patches each, side by side in the reordered picture."""

    count: int
    patches: int


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What depends on the size of a picture alone.

    order: [tokens] which token stands at each place of the reordered picture; back: its inverse.
    windows: runs of equal windows, in the order they stand; they cover the picture.
    whole: the picture as one window.
    cos, sin: float32 [patches, 1, head_dim], in the reordered picture's order.
    """

    order: Tensor
    back: Tensor
    windows: tuple[Windows, ...]
    whole: tuple[Windows, ...]
    cos: Tensor
    sin: Tensor


def layout_of(config: VisionEncoderConfig, size: FrameSize, device: torch.device) -> Layout:
    """Work out windows and rotations for one size of picture."""
    merge = config.spatial_merge_size
    rows, columns = size.rows // merge, size.columns // merge
    side = config.window_size // config.patch_size // merge
    places = torch.arange(rows * columns).reshape(rows, columns)
    by_shape: dict[tuple[int, int], list[Tensor]] = {}
    for band in places.split(side, dim=0):
        for window in band.split(side, dim=1):
            by_shape.setdefault((window.shape[0], window.shape[1]), []).append(window.flatten())
    runs = tuple(Windows(len(same), same[0].numel() * merge**2) for same in by_shape.values())
    order = torch.cat([window for same in by_shape.values() for window in same])
    angles = _angles(config, rows, columns)[order].flatten(0, 1)
    return Layout(
        order=order.to(device),
        back=order.argsort().to(device),
        windows=runs,
        whole=(Windows(1, size.rows * size.columns),),
        cos=angles.cos()[:, None].to(device),
        sin=angles.sin()[:, None].to(device),
    )


def _angles(config: VisionEncoderConfig, rows: int, columns: int) -> Tensor:
    """Rotation of every patch, float32 [tokens, patches a token, head_dim].

    A quarter of the head turns with the patch's row, a quarter with its column; the other half
    of the head, the partner of each rotated pair, turns alike.
    """
    merge = config.spatial_merge_size
    spatial = config.hidden_size // config.num_heads // 2
    speeds = 1.0 / ROPE_BASE ** (torch.arange(0, spatial, 2, dtype=torch.float32) / spatial)
    grid = torch.cartesian_prod(torch.arange(rows * merge), torch.arange(columns * merge))
    blocks = grid.reshape(rows, merge, columns, merge, 2).transpose(1, 2)
    places = blocks.reshape(rows * columns, merge**2, 2, 1)
    return (places * speeds).flatten(-2).repeat(1, 1, 2)


def rotate(states: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn each pair (i, i + head_dim / 2) of [..., head_dim] by its angle, in float32."""
    wide = states.float()
    first, second = wide.chunk(2, dim=-1)
    return (wide * cos + torch.cat((-second, first), dim=-1) * sin).to(states.dtype)


class Attention(nn.Module):
    """Attention of patches within their window; states are [patches, hidden]."""

    fused: ClassVar[Mapping[str, tuple[str, ...]]] = {"qkv": ("q", "k", "v")}

    def __init__(self, config: VisionEncoderConfig) -> None:
        super().__init__()
        self._heads = config.num_heads
        self.qkv = nn.Linear(config.hidden_size, 3 * config.hidden_size)
        self.proj = nn.Linear(config.hidden_size, config.hidden_size)

    def forward(self, states: Tensor, layout: Layout, runs: tuple[Windows, ...]) -> Tensor:
        """`runs` says which patches see each other."""
        query, key, value = self.qkv(states).unflatten(-1, (3, self._heads, -1)).unbind(1)
        query = rotate(query, layout.cos, layout.sin)
        key = rotate(key, layout.cos, layout.sin)
        seen: list[Tensor] = []
        start = 0
        for run in runs:
            stop = start + run.count * run.patches
            seen.append(_attend(query[start:stop], key[start:stop], value[start:stop], run))
            start = stop
        return self.proj(torch.cat(seen))


def _attend(query: Tensor, key: Tensor, value: Tensor, run: Windows) -> Tensor:
    """Plain attention in each window: [patches, heads, head_dim] each, to [patches, hidden]."""
    windows = (run.count, run.patches)
    attended = functional.scaled_dot_product_attention(
        query.unflatten(0, windows).transpose(1, 2),
        key.unflatten(0, windows).transpose(1, 2),
        value.unflatten(0, windows).transpose(1, 2),
    )
    return attended.transpose(1, 2).flatten(0, 1).flatten(1)


class GatedMlp(nn.Module):
    """SwiGLU with biases."""

    fused: ClassVar[Mapping[str, tuple[str, ...]]] = {"gate_up_proj": ("gate_proj", "up_proj")}

    def __init__(self, config: VisionEncoderConfig) -> None:
        super().__init__()
        self.gate_up_proj = nn.Linear(config.hidden_size, 2 * config.intermediate_size)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size)

    def forward(self, states: Tensor) -> Tensor:
        """[patches, hidden] to the same."""
        gate, up = self.gate_up_proj(states).chunk(2, dim=-1)
        return self.down_proj(functional.silu(gate) * up)


class Layer(nn.Module):
    """One layer; `whole` layers attend over the picture, the others within windows."""

    def __init__(self, config: VisionEncoderConfig, *, whole: bool) -> None:
        super().__init__()
        self._whole = whole
        self.norm1 = nn.RMSNorm(config.hidden_size, eps=NORM_EPS)
        self.norm2 = nn.RMSNorm(config.hidden_size, eps=NORM_EPS)
        self.attn = Attention(config)
        self.mlp = GatedMlp(config)

    def forward(self, states: Tensor, layout: Layout) -> Tensor:
        """[patches, hidden] to the same."""
        runs = layout.whole if self._whole else layout.windows
        states = states + self.attn(self.norm1(states), layout, runs)
        return states + self.mlp(self.norm2(states))


class PatchEmbedding(nn.Module):
    """A linear map of a patch's values; its weight has the shape of a convolution."""

    def __init__(self, config: VisionEncoderConfig) -> None:
        super().__init__()
        patch = (config.temporal_patch_size, config.patch_size, config.patch_size)
        self.proj = nn.Conv3d(config.in_channels, config.hidden_size, patch, patch, bias=False)

    def forward(self, values: Tensor) -> Tensor:
        """[patches, values] to [patches, hidden]."""
        return functional.linear(values, self.proj.weight.flatten(1))


class Merger(nn.Module):
    """Makes one token of the patches of a block, as wide as the Thinker's embeddings."""

    def __init__(self, config: VisionEncoderConfig) -> None:
        super().__init__()
        self._block = config.spatial_merge_size**2
        width = config.hidden_size * self._block
        self.ln_q = nn.RMSNorm(config.hidden_size, eps=NORM_EPS)
        self.mlp = nn.Sequential(
            nn.Linear(width, width), nn.GELU(), nn.Linear(width, config.output_dim)
        )

    def forward(self, states: Tensor) -> Tensor:
        """[patches, hidden] to [tokens, output_dim]."""
        return self.mlp(self.ln_q(states).unflatten(0, (-1, self._block)).flatten(1))


class VisionEncoder(nn.Module):
    """The whole encoder; holds weights, and tables for the last few sizes of picture."""

    def __init__(self, config: VisionEncoderConfig) -> None:
        super().__init__()
        self._block = config.spatial_merge_size**2
        self.patch_embed = PatchEmbedding(config)
        self.blocks = nn.ModuleList(
            Layer(config, whole=number in config.full_attention_layers)
            for number in range(config.depth)
        )
        self.merger = Merger(config)

        @lru_cache(maxsize=LAYOUTS_KEPT)
        def layout(size: FrameSize, device: torch.device) -> Layout:
            return layout_of(config, size, device)

        self._layout = layout

    @torch.no_grad()
    def encode(self, pixel_values: Tensor, size: FrameSize) -> Tensor:
        """Encode one temporal grid: two camera frames, or a still given twice.

        pixel_values: [rows * columns, channels * frames * patch * patch], block by block, as
        `frames.patches` gives them.
        Returns: [tokens, output_dim], row by row, in the weights' number format.
        Raises: ValueError if there are not as many patches as `size` says.
        """
        if len(pixel_values) != size.rows * size.columns:
            raise ValueError(
                f"{len(pixel_values)} patches do not fill {size.rows} x {size.columns} places."
            )
        layout = self._layout(size, pixel_values.device)
        states = self.patch_embed(pixel_values.to(self.patch_embed.proj.weight.dtype))
        states = states.unflatten(0, (-1, self._block))[layout.order].flatten(0, 1)
        for layer in self.blocks:
            states = layer(states, layout)
        return self.merger(states)[layout.back]
