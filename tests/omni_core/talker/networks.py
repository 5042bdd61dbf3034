"""Small random Talkers, as ours and as transformers' with the same weights.  fp32."""

from __future__ import annotations

from typing import Any

from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniTalkerConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniTalkerForConditionalGeneration,
)

from omni_core.checkpoint.config import TalkerConfig
from omni_core.talker.model import Talker
from omni_core.talker.track import DualTrack
from omni_core.transformer.kv_cache import KvCache
from tests.omni_core.transformer.networks import randomize, sizes
from tests.oracle.gguf_decoder import joined

WIDTH = 40
LIMIT = 400


def talker_config(head_dim: int = 16, group: int = 2) -> TalkerConfig:
    """With a table that is narrower than the decoder, and small ids."""
    return TalkerConfig(
        decoder=sizes(head_dim, group, kv_heads=1),
        embedding_size=WIDTH,
        text_start=10,
        text_end=11,
        text_pad=12,
        codec_start=293,
        codec_end=294,
        codec_pad=292,
        codec_mask=296,
    )


def stock_talker(config: TalkerConfig, seed: int = 0) -> Any:
    decoder = config.decoder
    wanted: dict[str, Any] = {
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": decoder.rope_theta,
            "mrope_section": list(decoder.mrope_section),
        },
    }
    stock = Qwen2_5OmniTalkerForConditionalGeneration(
        Qwen2_5OmniTalkerConfig(
            vocab_size=decoder.vocab_size,
            embedding_size=config.embedding_size,
            hidden_size=decoder.hidden_size,
            intermediate_size=decoder.intermediate_size,
            num_hidden_layers=decoder.num_layers,
            num_attention_heads=decoder.num_heads,
            num_key_value_heads=decoder.num_kv_heads,
            head_dim=decoder.head_dim,
            **wanted,
        )
    ).eval()
    randomize(stock, seed)
    return stock


def like(stock: Any, config: TalkerConfig) -> Talker:
    """Ours, with the same weights."""
    ours = Talker(config)
    ours.load_state_dict(joined(ours, stock.state_dict()))
    return ours.requires_grad_(False).eval()


def new_track(talker: Talker) -> DualTrack:
    weight = talker.model.norm.weight
    cache = KvCache(talker.config.decoder, weight.device, weight.dtype, LIMIT)
    return DualTrack(talker, cache)
