"""The speaker encoder against the reference's ECAPA-TDNN, with random weights."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from tests.omni_core.speech.networks import like, relative_error, sizes, stock_dit

RELATIVE_ERROR = 1e-5
TINY = sizes()
FOUR_GROUPS = replace(
    TINY,
    speaker=replace(TINY.speaker, channels=(32, 32, 32, 64), kernel_sizes=(5, 3, 3, 1),
                    dilations=(1, 2, 3, 1), res2net_scale=4),
)  # fmt: skip


def heard(config, mel: Tensor, gain: float = 1.0) -> tuple[Tensor, Tensor]:
    stock = stock_dit(config, gain=gain)
    encoder = like(stock, config).conditioner.input_embed.spk_encoder
    with torch.no_grad():
        return encoder(mel), stock.input_embed.spk_encoder(mel[None])[0]


@pytest.mark.parametrize("config", [TINY, FOUR_GROUPS], ids=["two groups", "four groups"])
@pytest.mark.parametrize("frames", [5, 60, 401])
def test_as_the_reference(config, frames: int) -> None:
    mel = torch.randn(frames, config.mel_bins, generator=torch.Generator().manual_seed(frames))
    ours, theirs = heard(config, mel)
    assert relative_error(ours, theirs) <= RELATIVE_ERROR


@pytest.mark.parametrize("gain", [0.5, 1.5])
def test_whatever_the_scale_of_the_weights(gain: float) -> None:
    mel = 5.0 * torch.randn(80, TINY.mel_bins, generator=torch.Generator().manual_seed(1)) - 4.0
    ours, theirs = heard(TINY, mel, gain)
    assert relative_error(ours, theirs) <= RELATIVE_ERROR


def test_a_silent_sample() -> None:
    """All zeros are what the unguided branch hears: no variance, and no NaN."""
    ours, theirs = heard(TINY, torch.zeros(60, TINY.mel_bins))
    assert relative_error(ours, theirs) <= RELATIVE_ERROR
    longer, _ = heard(TINY, torch.zeros(200, TINY.mel_bins))
    torch.testing.assert_close(longer, ours)
