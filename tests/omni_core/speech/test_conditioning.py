"""Projected codes and voices against the reference's input embedding."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

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

RELATIVE_ERROR = 1e-5
CONFIG = sizes()


@torch.no_grad()
def stock_condition(stock, ours: Ours, codes: list[int]) -> Tensor:
    """Both branches [2, frames, H] of a mel of zeros: all that the mel has no part in."""
    frames = len(codes) * CONFIG.repeats
    return stock.input_embed(
        torch.zeros(1, frames, CONFIG.mel_bins),
        ours.speaker.vector[:, None].expand(-1, frames, -1),
        ours.speaker.mel,
        stock.text_embed(torch.tensor([codes])),
        code_embed_uncond=stock.text_embed(torch.tensor([codes]), drop_code=True),
        apply_cfg=True,
    )


@pytest.mark.parametrize(("seed", "frames"), [(0, 60), (1, 400)])
def test_both_branches_as_the_reference(seed: int, frames: int) -> None:
    stock = stock_dit(CONFIG, seed)
    ours = like(stock, CONFIG, random_speaker(CONFIG, seed, frames))
    codes = random_codes(31, seed)
    condition = ours.conditions.codes.condition(codes, ours.voice)
    expected = stock_condition(stock, ours, codes)
    assert condition.shape == expected.shape
    assert relative_error(condition, expected) <= RELATIVE_ERROR


def test_a_code_outside_the_table_is_code_zero() -> None:
    """The Talker can emit its own control tokens, and the table ends before them."""
    ours = like(stock_dit(CONFIG), CONFIG)
    codes = ours.conditions.codes
    assert codes.rows.shape[0] == CODES + 1
    outside = codes.condition([3, CODES + 1, 8447, -1, CODES], ours.voice)
    assert torch.equal(outside, codes.condition([3, 0, 0, 0, CODES], ours.voice))


def test_no_codes() -> None:
    ours = like(stock_dit(CONFIG), CONFIG)
    condition = ours.conditions.codes.condition([], ours.voice)
    assert condition.shape == (2, 0, CONFIG.hidden_size)


def test_voices_differ_in_both_parts() -> None:
    """The sample and the vector each matter; the unguided branch knows neither."""
    stock = stock_dit(CONFIG)
    first, second = random_speaker(CONFIG, 0), random_speaker(CONFIG, 1)
    voice = like(stock, CONFIG).conditioner.voice
    told = voice(first)
    other_vector = voice(type(first)(0, second.vector, first.mel))
    other_sample = voice(type(first)(0, first.vector, second.mel))
    for other in (other_vector, other_sample):
        assert relative_error(other.guided, told.guided) > 0.01
        torch.testing.assert_close(other.unguided, told.unguided)
