"""Configurations in the published layout: the real sizes, and small ones of the same build.

`3b` and `7b` are the published dimensions as far as public sources give them; the 3B Talker's
are a recollection, so a real checkpoint may differ.  Everything reads the file, nothing these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from omni_core.checkpoint.config_file import MODEL_TYPE

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Transformer:
    """A stack of layers; kv_heads and head_dim matter to decoders alone."""

    hidden: int
    layers: int
    heads: int
    inner: int
    kv_heads: int = 1
    head_dim: int = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions that differ from one size to another."""

    text: Transformer
    audio: Transformer
    vision: Transformer
    talker: Transformer
    dit: Transformer
    vocoder_channels: int
    speaker_channels: tuple[int, ...] = (256, 256, 256, 256, 768)
    vocabulary: int = 152_064
    tied_head: bool = False
    speaks: bool = True


_AUDIO = Transformer(1280, 32, 20, 5120)
_VISION = Transformer(1280, 32, 16, 3420)
_DIT = Transformer(1024, 22, 16, 2048, head_dim=64)
_SMALL_SPEAKER = (32, 32, 32, 32, 96)

SHAPES: Mapping[str, Shape] = {
    "tiny": Shape(
        text=Transformer(64, 3, 4, 160, kv_heads=2, head_dim=16),
        audio=Transformer(32, 2, 2, 64),
        vision=Transformer(32, 2, 2, 48),
        talker=Transformer(48, 2, 3, 96, kv_heads=1, head_dim=16),
        dit=Transformer(32, 3, 2, 64, head_dim=16),
        vocoder_channels=64,
        speaker_channels=_SMALL_SPEAKER,
    ),
    "small": Shape(
        text=Transformer(512, 12, 8, 1536, kv_heads=2, head_dim=64),
        audio=Transformer(256, 4, 4, 1024),
        vision=Transformer(256, 4, 4, 684),
        talker=Transformer(256, 6, 4, 768, kv_heads=2, head_dim=64),
        dit=Transformer(256, 22, 4, 512, head_dim=64),
        vocoder_channels=256,
        speaker_channels=_SMALL_SPEAKER,
    ),
    "3b": Shape(
        text=Transformer(2048, 36, 16, 11008, kv_heads=2, head_dim=128),
        audio=_AUDIO,
        vision=_VISION,
        talker=Transformer(896, 24, 14, 4864, kv_heads=2, head_dim=64),
        dit=_DIT,
        vocoder_channels=1536,
        vocabulary=151_936,
    ),
    "7b": Shape(
        text=Transformer(3584, 28, 28, 18944, kv_heads=4, head_dim=128),
        audio=_AUDIO,
        vision=_VISION,
        talker=Transformer(896, 24, 12, 18944, kv_heads=4, head_dim=128),
        dit=_DIT,
        vocoder_channels=1536,
    ),
}


def without_speech(shape: Shape) -> Shape:
    """The same as a checkpoint that only writes."""
    return replace(shape, speaks=False)


def config_json(shape: Shape) -> Json:
    """`config.json` for a shape, in the published spelling."""
    content: Json = {
        "model_type": MODEL_TYPE,
        "architectures": ["Qwen2_5OmniModel"],
        "enable_audio_output": shape.speaks,
        "enable_talker": shape.speaks,
        "thinker_config": _thinker(shape),
    }
    if shape.speaks:
        content["talker_config"] = _talker(shape)
        content["token2wav_config"] = {
            "model_type": "qwen2_5_omni_token2wav",
            "dit_config": _dit(shape),
            "bigvgan_config": _vocoder(shape),
        }
    return content


def _decoder(sizes: Transformer) -> Json:
    return {
        "hidden_size": sizes.hidden,
        "intermediate_size": sizes.inner,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "num_key_value_heads": sizes.kv_heads,
        "head_dim": sizes.head_dim,
        "hidden_act": "silu",
        "max_position_embeddings": 32768,
        "rms_norm_eps": 1e-06,
        "rope_theta": 1000000.0,
        "rope_scaling": {
            "mrope_section": mrope_section(sizes.head_dim),
            "rope_type": "default",
            "type": "default",
        },
    }


def mrope_section(head_dim: int) -> list[int]:
    """The published parts, 16, 24 and 24 of 64, for heads of any width."""
    half = head_dim // 2
    side = half * 3 // 8
    return [half - 2 * side, side, side]


def _thinker(shape: Shape) -> Json:
    text = _decoder(shape.text)
    text |= {"vocab_size": shape.vocabulary, "model_type": "qwen2_5_omni_text"}
    text["tie_word_embeddings"] = shape.tied_head
    return {
        "model_type": "qwen2_5_omni_thinker",
        "text_config": text,
        "audio_config": {
            "model_type": "qwen2_5_omni_audio_encoder",
            "d_model": shape.audio.hidden,
            "encoder_layers": shape.audio.layers,
            "encoder_attention_heads": shape.audio.heads,
            "encoder_ffn_dim": shape.audio.inner,
            "num_mel_bins": 128,
            "n_window": 100,
            "output_dim": shape.text.hidden,
        },
        "vision_config": {
            "model_type": "qwen2_5_omni_vision_encoder",
            "depth": shape.vision.layers,
            "hidden_size": shape.vision.hidden,
            "num_heads": shape.vision.heads,
            "intermediate_size": shape.vision.inner,
            "in_channels": 3,
            "patch_size": 14,
            "spatial_merge_size": 2,
            "temporal_patch_size": 2,
            "window_size": 112,
            "fullatt_block_indexes": _full_attention(shape.vision.layers),
            "out_hidden_size": shape.text.hidden,
        },
        "tie_word_embeddings": shape.tied_head,
        "audio_token_index": 151646,
        "image_token_index": 151655,
        "video_token_index": 151656,
        "audio_start_token_id": 151647,
        "audio_end_token_id": 151648,
        "vision_start_token_id": 151652,
        "vision_end_token_id": 151653,
        "user_token_id": 872,
        "position_id_per_seconds": 25,
        "seconds_per_chunk": 2,
    }


def _full_attention(layers: int) -> list[int]:
    """Every eighth layer sees the whole picture; in short stacks every second one."""
    step = min(8, max(2, layers // 2))
    return list(range(step - 1, layers, step))


def _talker(shape: Shape) -> Json:
    return _decoder(shape.talker) | {
        "model_type": "qwen2_5_omni_talker",
        "embedding_size": shape.text.hidden,
        "vocab_size": 8448,
        "tts_text_start_token_id": 151860,
        "tts_text_end_token_id": 151861,
        "tts_text_pad_token_id": 151859,
        "tts_codec_start_token_id": 8293,
        "tts_codec_end_token_id": 8294,
        "tts_codec_pad_token_id": 8292,
        "tts_codec_mask_token_id": 8296,
    }


def _dit(shape: Shape) -> Json:
    layers = shape.dit.layers
    return {
        "model_type": "qwen2_5_omni_dit",
        "dim": shape.dit.hidden,
        "depth": layers,
        "heads": shape.dit.heads,
        "hidden_size": shape.dit.hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": shape.dit.heads,
        "head_dim": shape.dit.head_dim,
        "ff_mult": shape.dit.inner // shape.dit.hidden,
        "emb_dim": shape.dit.hidden // 2,
        "look_ahead_layers": [layers // 2 - 1],
        "look_backward_layers": [0, layers - 2],
        "enc_channels": list(shape.speaker_channels),
    }


def _vocoder(shape: Shape) -> Json:
    return {
        "model_type": "qwen2_5_omni_bigvgan",
        "upsample_initial_channel": shape.vocoder_channels,
    }
