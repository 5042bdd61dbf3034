"""The vocoder against the reference's, with random weights."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from omni_core.checkpoint.config import VocoderConfig
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import VOCODER, tensors_of
from omni_core.checkpoint.weights import Weights
from omni_core.speech.vocoder import (
    BigVgan,
    TorchVocoder,
    by_frames,
    normalised,
    read_vocoder,
)
from tests.omni_core.speech.vocoders import (
    BINS,
    OTHER,
    PUBLISHED,
    QUICK,
    random_mel,
    random_vocoder,
    reference_of,
    relative_error,
)

RELATIVE_ERROR = 1e-5
"""Ten times tighter than is asked for; 1e-6 to 4e-6 measured."""

LENGTHS = [1, 2, 3, 7, 24, 65]
CONFIGS = {"as published": PUBLISHED, "other sizes": OTHER}


@torch.inference_mode()
@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
@pytest.mark.parametrize("seed", [0, 1])
def test_as_the_reference_at_every_length(config: VocoderConfig, seed: int) -> None:
    ours = random_vocoder(config, seed)
    official = reference_of(ours)
    laid_out = TorchVocoder(copy.deepcopy(ours))
    for frames in LENGTHS:
        mel = random_mel(frames, config.mel_bins, seed)
        expected = official(mel.T[None])
        assert 0.01 < expected.square().mean().sqrt() < 0.5, "the sound is silent or clipped"
        for wave in (ours(mel), laid_out(mel)):
            assert wave.shape == (frames * ours.config.samples_per_frame,)
            assert wave.dtype == torch.float32
            assert relative_error(wave, expected) <= RELATIVE_ERROR, frames


def test_ten_milliseconds_a_frame() -> None:
    assert PUBLISHED.samples_per_frame == 240


@torch.inference_mode()
def test_loudness_as_the_reference_through_its_whole_range() -> None:
    """From far below the floor to far above what it keeps; at infinity the reference stays too."""
    official = reference_of(random_vocoder(QUICK))
    mel = torch.linspace(-40.0, 200.0, 20 * BINS).view(20, BINS)
    assert (normalised(mel) - official.process_mel_spectrogram(mel)).abs().max() <= 1e-5
    assert normalised(mel).aminmax() == (-1.0, 1.0)


@torch.inference_mode()
def test_loud_sound_is_clipped_as_the_reference_clips_it() -> None:
    ours = random_vocoder(QUICK)
    ours.conv_post.weight.mul_(20.0)
    mel = random_mel(10)
    expected = reference_of(ours)(mel.T[None])
    assert (expected.abs() == 1.0).any()
    assert relative_error(ours(mel), expected) <= RELATIVE_ERROR


@torch.inference_mode()
def test_every_parameter_matters() -> None:
    ours = random_vocoder(OTHER)
    mel = random_mel(9, OTHER.mel_bins)
    before = ours(mel)
    for name, weight in ours.named_parameters():
        kept = weight.clone()
        weight += torch.linspace(-0.2, 0.3, weight.numel()).view_as(weight)
        assert relative_error(ours(mel), before) > 1e-4, name
        weight.copy_(kept)


@torch.inference_mode()
def test_names_and_shapes_are_the_official_ones(made_up_checkpoint) -> None:
    folder = made_up_checkpoint("tiny")
    config = read_config(folder)
    assert config.vocoder is not None
    official = {
        name.removeprefix(VOCODER): shape
        for name, shape in tensors_of(config).items()
        if name.startswith(VOCODER)
    }
    vocoder = read_vocoder(Weights.open(folder), config.vocoder, torch.device("cpu"))
    assert {name: tuple(weight.shape) for name, weight in vocoder.named_parameters()} == official
    mel = random_mel(24)
    expected = reference_of(vocoder)(mel.T[None])
    assert relative_error(vocoder(mel), expected) <= RELATIVE_ERROR
    assert (expected.abs() == 1.0).float().mean() <= 0.05, "made-up sound is clipped"


@torch.inference_mode()
def test_the_layout_for_a_processor_moves_memory_and_changes_no_weight() -> None:
    plain = random_vocoder(OTHER)
    laid_out = by_frames(copy.deepcopy(plain))
    for (name, ours), theirs in zip(plain.named_parameters(), laid_out.parameters(), strict=True):
        assert torch.equal(ours, theirs), name
    states = torch.randn(1, OTHER.initial_channels, 1, 30)
    first: nn.Module = laid_out.ups[0]
    assert isinstance(first, nn.ModuleList)
    made = first[0](states)
    assert made.is_contiguous(memory_format=torch.channels_last)


@torch.inference_mode()
def test_half_precision_at_the_borders_is_float32() -> None:
    plain = random_vocoder(PUBLISHED)
    half: BigVgan = copy.deepcopy(plain).to(torch.bfloat16)
    mel = random_mel(12)
    wave = half(mel)
    assert wave.dtype == torch.float32
    error = (wave - plain(mel)).square().mean() / plain(mel).square().mean()
    assert error.sqrt() <= 0.1
