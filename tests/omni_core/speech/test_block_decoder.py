"""A whole reply at once against the reference's `sample`, for the same codes and noise."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import torch
from torch import Tensor

from omni_core.conversation import Cancel
from omni_core.speech.block_decoder import BlockDecoder, DecodingCancelledError
from omni_core.speech.dit import TorchStep
from omni_core.speech.noise import Noise
from omni_core.speech.ode import EULER, MIDPOINT, RK4
from omni_core.speech.step import LeftContext, Modulation
from tests.omni_core.speech.networks import (
    CODES,
    Ours,
    like,
    random_codes,
    random_speaker,
    relative_error,
    sizes,
    stock_dit,
)

RELATIVE_ERROR = 1e-4
SEED = 3

CONFIGS = {
    "tiny": sizes(),
    "as published": sizes(48, 22, 3, 16, look_back=(0, 20), look_ahead=(10,)),
    "one layer looks both ways": sizes(32, 3, 4, 8, look_back=(0, 1), look_ahead=(0,)),
}


def stock_mel(stock, ours: Ours, codes: list[int]) -> Tensor:
    """[frames, bins]; the reference draws its noise as the first frames of ours."""
    torch.manual_seed(SEED)
    return stock.sample(ours.speaker.vector, ours.speaker.mel, torch.tensor([codes]))[0].T


def our_mel(ours: Ours, codes: list[int], solver=RK4) -> Tensor:
    return ours.decoder.whole(codes, ours.voice, Noise(SEED, 80), solver)


@pytest.mark.parametrize(
    ("name", "gain"),
    [
        ("tiny", 0.5),
        ("tiny", 1.0),
        ("tiny", 2.0),
        ("as published", 0.7),
        ("as published", 1.4),
        ("one layer looks both ways", 1.0),
    ],
)
def test_mel_as_the_reference(name: str, gain: float) -> None:
    stock = stock_dit(CONFIGS[name], gain=gain)
    ours = like(stock, CONFIGS[name])
    codes = random_codes(29)
    expected = stock_mel(stock, ours, codes)
    assert 0.3 < float(expected.std()) < 30
    assert relative_error(our_mel(ours, codes), expected) <= RELATIVE_ERROR


@pytest.mark.parametrize("count", [1, 11, 12, 13, 24, 60])
def test_any_number_of_codes(count: int) -> None:
    stock = stock_dit(CONFIGS["tiny"])
    ours = like(stock, CONFIGS["tiny"])
    codes = random_codes(count)
    mel = our_mel(ours, codes)
    assert mel.shape == (2 * count, 80)
    assert relative_error(mel, stock_mel(stock, ours, codes)) <= RELATIVE_ERROR


def test_other_voices() -> None:
    config = CONFIGS["tiny"]
    stock = stock_dit(config)
    codes = random_codes(20)
    for seed, frames in ((1, 40), (2, 300)):
        ours = like(stock, config, random_speaker(config, seed, frames))
        assert relative_error(our_mel(ours, codes), stock_mel(stock, ours, codes)) <= RELATIVE_ERROR


def test_a_code_outside_the_table_is_code_zero() -> None:
    stock = stock_dit(CONFIGS["tiny"])
    ours = like(stock, CONFIGS["tiny"])
    codes = random_codes(14)
    codes[3] = codes[13] = 0
    expected = stock_mel(stock, ours, codes)
    codes[3], codes[13] = CODES + 1, 8447
    assert relative_error(our_mel(ours, codes), expected) <= RELATIVE_ERROR


def test_no_codes_are_no_mel() -> None:
    ours = like(stock_dit(CONFIGS["tiny"]), CONFIGS["tiny"])
    assert our_mel(ours, []).shape == (0, 80)


def test_fewer_evaluations_are_near() -> None:
    ours = like(stock_dit(CONFIGS["tiny"]), CONFIGS["tiny"])
    codes = random_codes(30)
    best = our_mel(ours, codes)
    midpoint = relative_error(our_mel(ours, codes, MIDPOINT), best)
    euler = relative_error(our_mel(ours, codes, EULER), best)
    assert 0 < midpoint < euler < 1


@dataclass
class CancelAt:
    """Cancels during an evaluation, as another thread may."""

    evaluation: int
    cancel: Cancel
    step: TorchStep
    evaluated: int = 0

    def __call__(
        self,
        mel: Tensor,
        condition: Tensor,
        modulation: Modulation,
        past: LeftContext,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, LeftContext]:
        self.evaluated += 1
        if self.evaluated == self.evaluation:
            self.cancel.set()
        return self.step(mel, condition, modulation, past, seen, last_own)


def test_cancelled_within_one_evaluation() -> None:
    ours = like(stock_dit(CONFIGS["tiny"]), CONFIGS["tiny"])
    cancel = Cancel()
    step = CancelAt(5, cancel, TorchStep(ours.network))
    decoder = BlockDecoder(ours.config, step, ours.conditions.codes, ours.conditions.modulations)
    with pytest.raises(DecodingCancelledError):
        decoder.whole(random_codes(30), ours.voice, Noise(SEED, 80), RK4, cancel)
    assert step.evaluated == 5


@pytest.mark.parametrize(
    ("dtype", "error"), [(torch.float16, 0.02), (torch.bfloat16, 0.2), (torch.float64, 1e-5)]
)
def test_other_number_formats_are_near(dtype: torch.dtype, error: float) -> None:
    """The mel between evaluations stays in float32, whatever the network computes in."""
    config = CONFIGS["tiny"]
    stock = stock_dit(config)
    codes = random_codes(30)
    mel = our_mel(like(stock, config, dtype=dtype), codes)
    assert mel.dtype == torch.float32
    assert relative_error(mel, our_mel(like(stock, config), codes)) < error
