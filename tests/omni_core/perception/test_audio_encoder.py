"""The audio encoder against the reference's, with random weights."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import (
    Qwen2_5OmniAudioEncoderConfig,
)
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniAudioEncoder

from omni_core.checkpoint.config import AudioEncoderConfig
from omni_core.perception.audio_encoder import AudioEncoder, audio_tokens

RELATIVE_ERROR = 1e-5
BLOCK = 200

TINY = AudioEncoderConfig(32, 2, 2, 64, 128, 100, 64)
REAL_HEADS = AudioEncoderConfig(192, 3, 3, 320, 128, 100, 96)  # of 64, as 3B and 7B
ONE_HEAD = AudioEncoderConfig(48, 4, 1, 80, 80, 100, 24)  # 80 bins, as older Whispers
CONFIGS = [TINY, REAL_HEADS, ONE_HEAD]
CLIPS = [BLOCK, 203, 250, 399, 400, 730]
NO_TOKEN = (1, 2)


def reference_of(config: AudioEncoderConfig, seed: int = 0) -> Qwen2_5OmniAudioEncoder:
    """With weights, biases and norms far from their defaults, so that none can be forgotten."""
    official = Qwen2_5OmniAudioEncoderConfig(
        d_model=config.d_model,
        encoder_layers=config.num_layers,
        encoder_attention_heads=config.num_heads,
        encoder_ffn_dim=config.ffn_dim,
        num_mel_bins=config.mel_bins,
        n_window=config.n_window,
        output_dim=config.output_dim,
    )
    model = Qwen2_5OmniAudioEncoder._from_config(official, attn_implementation="sdpa").eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith(("layer_norm.weight", "ln_post.weight")):
                weight.uniform_(0.5, 1.5, generator=generator)
            else:
                weight.normal_(0.0, 0.1, generator=generator)
    return model


def filled(config: AudioEncoderConfig, official: nn.Module) -> AudioEncoder:
    """Ours, with the reference's weights by name; none may be missing or left over."""
    with torch.device("meta"):
        ours = AudioEncoder(config)
    ours.load_state_dict(official.state_dict(), assign=True)
    return ours


def relative_error(got: Tensor, expected: Tensor) -> float:
    return float((got - expected).abs().max() / expected.pow(2).mean().sqrt())


def random_mel(config: AudioEncoderConfig, frames: int) -> Tensor:
    generator = torch.Generator().manual_seed(frames)
    return torch.randn(config.mel_bins, frames, generator=generator)


@torch.no_grad()
def reference_tokens(official: Qwen2_5OmniAudioEncoder, mel: Tensor) -> Tensor:
    return official(mel, feature_lens=torch.tensor([mel.shape[1]])).last_hidden_state


@torch.no_grad()
def block_by_block(ours: AudioEncoder, mel: Tensor) -> Tensor:
    """As a conversation encodes it: a tail without a token is left out."""
    blocks = [block for block in mel.split(BLOCK, dim=1) if audio_tokens(block.shape[1])]
    tokens = [ours.encode(block) for block in blocks]
    for block, own in zip(blocks, tokens, strict=True):
        assert own.shape[0] == audio_tokens(block.shape[1])
    return torch.cat(tokens)


def test_every_tail_as_the_reference() -> None:
    official = reference_of(TINY)
    ours = filled(TINY, official)
    for frames in range(3, BLOCK):
        mel = random_mel(TINY, frames)
        got, expected = block_by_block(ours, mel), reference_tokens(official, mel)
        assert got.shape == expected.shape, frames
        assert relative_error(got, expected) <= RELATIVE_ERROR, frames


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: f"d{c.d_model}h{c.num_heads}")
def test_block_by_block_equals_the_whole_clip(config: AudioEncoderConfig) -> None:
    official = reference_of(config)
    ours = filled(config, official)
    for frames in CLIPS:
        mel = random_mel(config, frames)
        got, expected = block_by_block(ours, mel), reference_tokens(official, mel)
        assert got.shape == expected.shape, frames
        assert relative_error(got, expected) <= RELATIVE_ERROR, frames


@pytest.mark.parametrize("tail", NO_TOKEN)
def test_one_or_two_frames_are_no_token(tail: int) -> None:
    """Nor do they change the tokens before them."""
    assert audio_tokens(tail) == 0
    official = reference_of(TINY)
    mel = random_mel(TINY, BLOCK + tail)
    ours = filled(TINY, official)
    assert ours.encode(mel[:, BLOCK:]).shape == (0, TINY.output_dim)
    got = block_by_block(ours, mel)
    assert got.shape[0] == audio_tokens(BLOCK)
    assert relative_error(got, reference_tokens(official, mel)) <= RELATIVE_ERROR


def test_two_seconds_are_fifty_tokens() -> None:
    assert audio_tokens(BLOCK) == 50
    assert [audio_tokens(frames) for frames in (3, 4, 5, 6, 7, 199)] == [1, 1, 1, 1, 2, 50]


def test_every_parameter_matters() -> None:
    """All but the embeddings that nothing computes with: each, changed, changes the tokens.

    A bias of keys would not, which is why there is none.
    """
    ours = filled(TINY, reference_of(TINY))
    mel = random_mel(TINY, 60)
    with torch.no_grad():
        before = ours.encode(mel)
        for name, weight in ours.named_parameters():
            kept = weight.clone()
            weight += torch.linspace(-0.2, 0.3, weight.numel()).view_as(weight)
            changed = relative_error(ours.encode(mel), before) > RELATIVE_ERROR
            assert changed == (name != "audio_bos_eos_token.weight"), name
            weight.copy_(kept)


def test_bfloat16_is_as_close_as_the_references_own() -> None:
    official = reference_of(REAL_HEADS)
    mel = random_mel(REAL_HEADS, 330)
    expected = reference_tokens(official, mel)
    ours = filled(REAL_HEADS, official).to(torch.bfloat16)
    got = block_by_block(ours, mel.to(torch.bfloat16))
    assert got.dtype == torch.bfloat16
    nn.Module.to(official, torch.bfloat16)
    theirs = reference_tokens(official, mel.to(torch.bfloat16))
    error = (got.float() - expected).pow(2).mean().sqrt()
    assert error <= 1.2 * (theirs.float() - expected).pow(2).mean().sqrt()
