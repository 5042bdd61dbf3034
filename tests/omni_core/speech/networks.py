"""Small random diffusion transformers, as transformers' and as ours with the same weights."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniDiTConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniToken2WavDiTModel

from omni_core.checkpoint.config import DitConfig, SpeakerEncoderConfig
from omni_core.checkpoint.layout import DIT
from omni_core.checkpoint.speakers import Speaker
from omni_core.checkpoint.weights import SINGLE, Weights
from omni_core.speech.block_decoder import BlockDecoder
from omni_core.speech.conditioning import Conditioner, Voice
from omni_core.speech.dit import Dit, TorchStep
from omni_core.speech.loading import CPU, Conditions, read_conditions, read_network

CODES_A_BLOCK = 12
FRAMES_A_BLOCK = 24
CODES = 60
"""In the tables here; the published one has 8193."""


def sizes(
    hidden: int = 32,
    layers: int = 4,
    heads: int = 2,
    head_dim: int = 16,
    look_back: tuple[int, ...] = (0, 2),
    look_ahead: tuple[int, ...] = (1,),
    ff_mult: int = 2,
) -> DitConfig:
    return DitConfig(
        hidden_size=hidden,
        num_layers=layers,
        num_heads=heads,
        head_dim=head_dim,
        ff_mult=ff_mult,
        code_embedding_size=hidden // 2,
        num_codes=CODES,
        repeats=2,
        mel_bins=80,
        block_size=FRAMES_A_BLOCK,
        look_ahead=look_ahead,
        look_back=look_back,
        rope_theta=10_000.0,
        max_positions=32768,
        speaker_embedding_size=24,
        speaker=SpeakerEncoderConfig(
            dim=20,
            channels=(16, 16, 16, 16, 48),
            kernel_sizes=(5, 3, 3, 3, 1),
            dilations=(1, 2, 3, 4, 1),
            attention_channels=8,
            res2net_scale=2,
            squeeze_channels=8,
        ),
    )


def stock_dit(config: DitConfig, seed: int = 0, gain: float = 1.0) -> Qwen2_5OmniToken2WavDiTModel:
    """With weights that keep states of ordinary size, times `gain`, and biases that matter.

    As transformers begins it, the gates are all but closed, and nothing depends on anything.
    """
    speaker = config.speaker
    official: Any = Qwen2_5OmniDiTConfig  # the annotations do not know what it takes
    stock = Qwen2_5OmniToken2WavDiTModel._from_config(
        official(
            hidden_size=config.hidden_size,
            num_hidden_layers=config.num_layers,
            num_attention_heads=config.num_heads,
            head_dim=config.head_dim,
            ff_mult=config.ff_mult,
            emb_dim=config.code_embedding_size,
            num_embeds=config.num_codes,
            repeats=config.repeats,
            mel_dim=config.mel_bins,
            block_size=config.block_size,
            look_ahead_layers=list(config.look_ahead),
            look_backward_layers=list(config.look_back),
            rope_parameters={"rope_type": "default", "rope_theta": config.rope_theta},
            enc_emb_dim=config.speaker_embedding_size,
            enc_dim=speaker.dim,
            enc_channels=list(speaker.channels),
            enc_kernel_sizes=list(speaker.kernel_sizes),
            enc_dilations=list(speaker.dilations),
            enc_attention_channels=speaker.attention_channels,
            enc_res2net_scale=speaker.res2net_scale,
            enc_se_channels=speaker.squeeze_channels,
        ),
        attn_implementation="sdpa",
    ).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in stock.named_parameters():
            if name.endswith(".bias"):
                weight.normal_(0.0, 0.1, generator=generator)
            elif "codec_embed" in name:
                weight.normal_(0.0, 1.0, generator=generator)
            else:
                fan_in = math.prod(weight.shape[1:])
                weight.normal_(0.0, gain / math.sqrt(fan_in), generator=generator)
    return stock


def random_speaker(config: DitConfig, seed: int = 0, frames: int = 60) -> Speaker:
    generator = torch.Generator().manual_seed(seed)
    vector = torch.randn(1, config.speaker_embedding_size, generator=generator)
    return Speaker(0, vector, torch.randn(1, frames, config.mel_bins, generator=generator))


def random_codes(count: int, seed: int = 0) -> list[int]:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, CODES + 1, (count,), generator=generator).tolist()


@dataclass(frozen=True)
class Ours:
    """Read as from a checkpoint, by the official names."""

    config: DitConfig
    network: Dit
    conditioner: Conditioner
    conditions: Conditions
    speaker: Speaker

    @property
    def voice(self) -> Voice:
        return self.conditions.voices["somebody"]

    @property
    def decoder(self) -> BlockDecoder:
        return BlockDecoder(
            self.config,
            TorchStep(self.network),
            self.conditions.codes,
            self.conditions.modulations,
        )


def like(
    stock: Qwen2_5OmniToken2WavDiTModel,
    config: DitConfig,
    speaker: Speaker | None = None,
    dtype: torch.dtype = torch.float32,
) -> Ours:
    speaker = speaker or random_speaker(config)
    with tempfile.TemporaryDirectory() as folder:
        named = {f"{DIT}{name}": weight for name, weight in stock.state_dict().items()}
        save_file(named, Path(folder) / SINGLE)
        weights = Weights.open(Path(folder))
        with torch.device("meta"):
            conditioner = Conditioner(config)
        weights.fill(conditioner, DIT, CPU, torch.float32)
        return Ours(
            config,
            read_network(weights, config, CPU, dtype),
            conditioner,
            read_conditions(weights, config, {"somebody": speaker}, CPU, dtype),
            speaker,
        )


@torch.no_grad()
def stock_velocity(
    stock: Qwen2_5OmniToken2WavDiTModel,
    speaker: Speaker,
    codes: list[int],
    mel: Tensor,
    time: Tensor,
) -> Tensor:
    """Guided, [frames, bins]."""
    conditioned, plain = stock(
        hidden_states=mel[None],
        condition_vector=speaker.mel,
        speaker_embedding=speaker.vector[:, None].expand(-1, mel.shape[0], -1),
        quantized_code=torch.tensor([codes]),
        time_step=time,
    )
    return conditioned + 0.5 * (conditioned - plain)


def relative_error(ours: Tensor, theirs: Tensor) -> float:
    """Largest difference, by the root mean square of the reference."""
    return float((ours - theirs).abs().max() / theirs.square().mean().sqrt())
