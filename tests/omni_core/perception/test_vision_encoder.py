"""The vision encoder against the reference's, with random weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as Pillow
from torch import Tensor, nn
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import (
    Qwen2_5OmniVisionEncoderConfig,
)
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniVisionEncoder

from omni_core.checkpoint.config import VisionEncoderConfig
from omni_core.perception.frames import FrameSize, fit_still, patches
from omni_core.perception.vision_encoder import LAYOUTS_KEPT, VisionEncoder

RELATIVE_ERROR = 1e-5

WINDOWED = VisionEncoderConfig(
    depth=4,
    hidden_size=64,
    intermediate_size=92,
    num_heads=4,
    in_channels=3,
    patch_size=14,
    temporal_patch_size=2,
    spatial_merge_size=2,
    window_size=112,
    full_attention_layers=(1, 3),
    output_dim=48,
)
TINY = VisionEncoderConfig(2, 32, 60, 2, 3, 14, 2, 2, 112, (1,), 64)
REAL_HEADS = VisionEncoderConfig(3, 160, 428, 2, 3, 14, 2, 2, 112, (2,), 96)  # of 80, as 3B and 7B
NARROW_WINDOWS = VisionEncoderConfig(3, 48, 64, 3, 3, 14, 2, 2, 56, (0,), 32)
NEVER_WHOLE = VisionEncoderConfig(2, 32, 48, 1, 3, 14, 2, 2, 112, (), 16)

CONFIGS = [WINDOWED, TINY, REAL_HEADS, NARROW_WINDOWS, NEVER_WHOLE]
SIZES = [  # windows are 8 x 8 patches
    FrameSize(2, 2),
    FrameSize(8, 8),
    FrameSize(16, 24),
    FrameSize(14, 26),
    FrameSize(10, 16),
    FrameSize(2, 40),
    FrameSize(34, 6),
]


def reference_of(config: VisionEncoderConfig, seed: int = 0) -> Qwen2_5OmniVisionEncoder:
    """With weights, biases and norms far from their defaults, so that none can be forgotten."""
    official = Qwen2_5OmniVisionEncoderConfig(
        depth=config.depth,
        hidden_size=config.hidden_size,
        intermediate_size=config.intermediate_size,
        num_heads=config.num_heads,
        in_channels=config.in_channels,
        patch_size=config.patch_size,
        temporal_patch_size=config.temporal_patch_size,
        spatial_merge_size=config.spatial_merge_size,
        window_size=config.window_size,
        fullatt_block_indexes=list(config.full_attention_layers),
        out_hidden_size=config.output_dim,
    )
    model = Qwen2_5OmniVisionEncoder._from_config(official, attn_implementation="sdpa").eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith(("norm1.weight", "norm2.weight", "ln_q.weight")):
                weight.uniform_(0.5, 1.5, generator=generator)
            else:
                weight.normal_(0.0, 0.1, generator=generator)
    return model


def filled(config: VisionEncoderConfig, official: nn.Module) -> VisionEncoder:
    """Ours, with the reference's weights by name, fused where ours are; none may be left over."""
    with torch.device("meta"):
        ours = VisionEncoder(config)
    weights = dict(official.state_dict())
    own: dict[str, Tensor] = {}
    for path, module in ours.named_modules():
        for name, _ in module.named_parameters(recurse=False):
            parent, _, leaf = path.rpartition(".")
            siblings = getattr(ours.get_submodule(parent), "fused", {}).get(leaf, (leaf,))
            own[f"{path}.{name}"] = torch.cat(
                [weights.pop(f"{parent}.{sibling}.{name}".lstrip(".")) for sibling in siblings]
            )
    assert not weights
    ours.load_state_dict(own, assign=True)
    return ours


def relative_error(got: Tensor, expected: Tensor) -> float:
    return float((got - expected).abs().max() / expected.pow(2).mean().sqrt())


def random_pixels(config: VisionEncoderConfig, size: FrameSize, seed: int = 0) -> Tensor:
    values = config.in_channels * config.temporal_patch_size * config.patch_size**2
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(size.rows * size.columns, values, generator=generator)


@torch.no_grad()
def encoded(official: Qwen2_5OmniVisionEncoder, pixels: Tensor, size: FrameSize) -> Tensor:
    grids = len(pixels) // (size.rows * size.columns)
    return official(pixels, torch.tensor([[grids, size.rows, size.columns]])).pooler_output


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: f"d{c.hidden_size}h{c.num_heads}")
def test_every_size_as_the_reference(config: VisionEncoderConfig) -> None:
    official = reference_of(config)
    ours = filled(config, official)
    for seed, size in enumerate(SIZES):
        pixels = random_pixels(config, size, seed)
        got = ours.encode(pixels, size)
        assert got.shape == (size.tokens, config.output_dim)
        assert relative_error(got, encoded(official, pixels, size)) <= RELATIVE_ERROR, size


def test_grid_by_grid_equals_the_whole_film() -> None:
    official = reference_of(WINDOWED)
    ours, size = filled(WINDOWED, official), FrameSize(10, 26)
    grids = [random_pixels(WINDOWED, size, seed) for seed in range(3)]
    expected = encoded(official, torch.cat(grids), size)
    got = torch.cat([ours.encode(grid, size) for grid in grids])
    assert relative_error(got, expected) <= RELATIVE_ERROR


def test_a_photo_as_the_reference(pack: Callable[[str], Path]) -> None:
    official = reference_of(REAL_HEADS)
    ours = filled(REAL_HEADS, official)
    with Pillow.open(pack("photos") / "coffee.png") as photo:
        picture = np.array(photo.convert("RGB"))
    height, width = picture.shape[:2]
    size = fit_still(height, width, 56 * 56, 28 * 28 * 400)
    pixels = torch.from_numpy(patches(picture, picture, size))
    assert (
        relative_error(ours.encode(pixels, size), encoded(official, pixels, size)) <= RELATIVE_ERROR
    )


def test_tables_of_many_sizes_do_not_mix() -> None:
    """More sizes than are kept, each asked twice: what is thrown away is worked out again."""
    ours = filled(TINY, reference_of(TINY))
    sizes = [FrameSize(2 * rows, 6) for rows in range(1, LAYOUTS_KEPT + 4)]
    once = [ours.encode(random_pixels(TINY, size), size) for size in sizes]
    again = [ours.encode(random_pixels(TINY, size), size) for size in sizes]
    for first, second in zip(once, again, strict=True):
        torch.testing.assert_close(first, second, rtol=0, atol=0)


def test_bfloat16_is_as_close_as_the_references_own() -> None:
    official = reference_of(REAL_HEADS)
    size = FrameSize(14, 26)
    pixels = random_pixels(REAL_HEADS, size)
    expected = encoded(official, pixels, size)
    ours = filled(REAL_HEADS, official).to(torch.bfloat16)
    got = ours.encode(pixels, size)
    assert got.dtype == torch.bfloat16
    nn.Module.to(official, torch.bfloat16)
    theirs = encoded(official, pixels, size)
    error = (got.float() - expected).pow(2).mean().sqrt()
    assert error <= 1.2 * (theirs.float() - expected).pow(2).mean().sqrt()


def test_what_needs_gradients_outside_stays_outside() -> None:
    """Tables made within inference mode serve a call outside it."""
    ours = filled(TINY, reference_of(TINY))
    size = FrameSize(4, 4)
    pixels = random_pixels(TINY, size)
    with torch.inference_mode():
        inside = ours.encode(pixels, size)
    outside = ours.encode(pixels, size)
    assert not outside.requires_grad
    torch.testing.assert_close(inside, outside)


def test_a_wrong_number_of_patches_is_refused() -> None:
    ours = filled(TINY, reference_of(TINY))
    with pytest.raises(ValueError, match="16 patches do not fill 4 x 6 places"):
        ours.encode(random_pixels(TINY, FrameSize(4, 4)), FrameSize(4, 6))
