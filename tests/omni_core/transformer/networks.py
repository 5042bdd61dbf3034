"""Small random decoders, as ours and as transformers' with the same weights.  fp32."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniTextConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniThinkerTextModel

from omni_core.checkpoint.config import DecoderConfig
from omni_core.transformer.decoder import Attention, Decoder, GatedMlp
from omni_core.transformer.kv_cache import KvCache

CPU = torch.device("cpu")
LIMIT = 5000


def sizes(head_dim: int = 64, group: int = 2, kv_heads: int = 2, layers: int = 2) -> DecoderConfig:
    """Three quarters of a head's frequencies follow the picture, as in the published sizes."""
    time, side = head_dim // 8, 3 * head_dim // 16
    return DecoderConfig(
        hidden_size=48,
        intermediate_size=80,
        num_layers=layers,
        num_heads=group * kv_heads,
        num_kv_heads=kv_heads,
        head_dim=head_dim,
        vocab_size=300,
        rms_norm_eps=1e-6,
        rope_theta=1e6,
        mrope_section=(time, side, side),
        max_positions=32768,
    )


class Network(nn.Module):
    """A decoder with a tied head."""

    def __init__(self, model: Decoder) -> None:
        super().__init__()
        self.model = model

    @property
    def device(self) -> torch.device:
        return self.model.norm.weight.device

    def logits(self, states: Tensor) -> Tensor:
        return functional.linear(states, self.model.embed_tokens.weight)


def randomize(stock: nn.Module, seed: int) -> None:
    """Give it weights that make every part matter: norms around 1, biases, sharp attention."""
    generator = torch.Generator().manual_seed(seed)
    for name, weight in stock.named_parameters():
        middle = 1.0 if "norm" in name else 0.0
        nn.init.normal_(weight, middle, 0.2, generator=generator)


def stock_decoder(config: DecoderConfig, seed: int = 0) -> Qwen2_5OmniThinkerTextModel:
    wanted: Mapping[str, Any] = {  # the annotations do not know that head_dim is taken
        "head_dim": config.head_dim,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": config.rope_theta,
            "mrope_section": list(config.mrope_section),
        },
    }
    stock = Qwen2_5OmniThinkerTextModel(
        Qwen2_5OmniTextConfig(
            vocab_size=config.vocab_size,
            hidden_size=config.hidden_size,
            intermediate_size=config.intermediate_size,
            num_hidden_layers=config.num_layers,
            num_attention_heads=config.num_heads,
            num_key_value_heads=config.num_kv_heads,
            rms_norm_eps=config.rms_norm_eps,
            **wanted,
        )
    ).eval()
    randomize(stock, seed)
    return stock


def like(stock: Qwen2_5OmniThinkerTextModel, config: DecoderConfig) -> Decoder:
    """Ours, with the same weights."""
    theirs = stock.state_dict()
    joined: Mapping[str, tuple[str, ...]] = {**Attention.fused, **GatedMlp.fused}
    ours = Decoder(config).eval()

    def weight(name: str) -> Tensor:
        for ours_name, parts in joined.items():
            if ours_name in name:
                return torch.cat([theirs[name.replace(ours_name, part)] for part in parts])
        return theirs[name]

    ours.load_state_dict({name: weight(name) for name in ours.state_dict()})
    return ours


def small_network(seed: int = 0) -> Network:
    config = sizes(head_dim=16)
    return Network(like(stock_decoder(config, seed), config)).eval()


def new_cache(model: Decoder, limit: int = LIMIT) -> KvCache:
    weight = model.norm.weight
    return KvCache(model.config, weight.device, weight.dtype, limit)


def scattered(tokens: int, generator: torch.Generator) -> Tensor:
    """Positions [3, tokens] that differ between the axes, as those of pictures do."""
    return torch.randint(0, 500, (3, tokens), generator=generator)


def ascending(start: int, tokens: int) -> Tensor:
    """Positions [3, tokens] of text."""
    return torch.arange(start, start + tokens).expand(3, -1)
