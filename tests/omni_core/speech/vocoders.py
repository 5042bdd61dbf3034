"""Small random vocoders, ours and the reference's with the same weights."""

from __future__ import annotations

import torch
from torch import Tensor
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniBigVGANConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniToken2WavBigVGANModel,
)

from omni_core.checkpoint.config import VocoderConfig
from omni_core.speech.vocoder import BigVgan

BINS = 80
PUBLISHED = VocoderConfig(
    mel_bins=BINS,
    initial_channels=64,
    resblock_kernel_sizes=(3, 7, 11),
    resblock_dilations=((1, 3, 5),) * 3,
    upsample_rates=(5, 3, 2, 2, 2, 2),
    upsample_kernel_sizes=(11, 7, 4, 4, 4, 4),
)
"""All but the number of channels."""
OTHER = VocoderConfig(12, 24, (3, 5), ((1, 2, 4), (1, 3, 2)), (4, 3), (8, 5))
QUICK = VocoderConfig(BINS, 16, (3,), ((1, 3, 5),), (5, 3, 2, 2), (11, 7, 4, 4))
"""For tests of what is around it."""

LOUDNESS = 0.15
"""Root mean square of the sound, which is then hardly ever clipped."""


def random_mel(frames: int, bins: int = BINS, seed: int = 0) -> Tensor:
    """About as loud as speech: natural logarithms of amplitude, a few cells below the floor."""
    generator = torch.Generator().manual_seed(1000 * seed + frames)
    return torch.randn(frames, bins, generator=generator) * 3.0 - 4.0


@torch.no_grad()
def random_vocoder(config: VocoderConfig, seed: int = 0, scale: float = 0.5) -> BigVgan:
    """With signals of ordinary size in every stage; `scale`: how much a layer adds."""
    vocoder = BigVgan(config).eval()
    generator = torch.Generator().manual_seed(seed)
    for name, weight in vocoder.named_parameters():
        weight.normal_(0.0, 0.3, generator=generator)
        if weight.ndim > 1:
            fan_in = weight[0].numel()
            if name.startswith("ups."):  # transposed: a sample of the output meets few of them
                rate = config.upsample_rates[int(name.split(".")[1])]
                fan_in = weight.shape[0] * weight.shape[2] / rate
            gain = scale if name.startswith("resblocks.") else 1.0
            weight.mul_(gain / 0.3 / fan_in**0.5)
    wave = vocoder(random_mel(40, config.mel_bins))
    vocoder.conv_post.weight.mul_(LOUDNESS / wave.square().mean().sqrt())
    return vocoder


def reference_of(vocoder: BigVgan) -> Qwen2_5OmniToken2WavBigVGANModel:
    """The reference's, with the same weights by name; none may be missing or left over."""
    config = vocoder.config
    official = Qwen2_5OmniToken2WavBigVGANModel._from_config(
        Qwen2_5OmniBigVGANConfig(
            mel_dim=config.mel_bins,
            upsample_initial_channel=config.initial_channels,
            resblock_kernel_sizes=list(config.resblock_kernel_sizes),
            resblock_dilation_sizes=[list(each) for each in config.resblock_dilations],
            upsample_rates=list(config.upsample_rates),
            upsample_kernel_sizes=list(config.upsample_kernel_sizes),
        )
    ).eval()
    official.load_state_dict(vocoder.state_dict())
    return official


def relative_error(got: Tensor, expected: Tensor, all_of: Tensor | None = None) -> float:
    """Largest difference, by the root mean square of what is expected (or of `all_of` it)."""
    loudness = (expected if all_of is None else all_of).square().mean().sqrt()
    return float((got - expected).abs().max() / loudness)
