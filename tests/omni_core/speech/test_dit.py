"""One guided velocity against the reference's network, and what a window needs of its left."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from omni_core.checkpoint.config import DitConfig
from omni_core.checkpoint.speakers import Speaker
from omni_core.speech.dit import TorchStep
from omni_core.speech.ode import RK4
from omni_core.speech.step import LeftContext
from tests.omni_core.speech.networks import (
    CODES_A_BLOCK,
    FRAMES_A_BLOCK,
    Ours,
    like,
    random_codes,
    relative_error,
    sizes,
    stock_dit,
    stock_velocity,
)

RELATIVE_ERROR = 1e-5

CONFIGS = {
    "tiny": sizes(),
    "as published": sizes(48, 22, 3, 16, look_back=(0, 20), look_ahead=(10,)),
    "heads wider than states": sizes(32, 3, 2, 64, look_back=(1,), look_ahead=(2,)),
    "one layer looks both ways": sizes(32, 3, 4, 8, look_back=(0, 1), look_ahead=(0,)),
    "three quarters MLP": sizes(32, 5, 1, 32, look_back=(0, 3), look_ahead=(2, 4), ff_mult=3),
}
EVALUATIONS = [0, 17, 35]


def nothing_before(config: DitConfig) -> LeftContext:
    shape = (len(config.look_back), 2, config.num_heads, FRAMES_A_BLOCK, config.head_dim)
    return LeftContext(torch.zeros(shape), torch.zeros(shape))


def velocity(
    ours: Ours,
    codes: list[int],
    mel: Tensor,
    evaluation: int,
    past: LeftContext | None = None,
    last_own: int = 0,
) -> tuple[Tensor, LeftContext]:
    """Of a window: codes and mel are filled up to whole blocks, with junk that must not matter."""
    missing = -len(codes) % CODES_A_BLOCK
    frames = mel.shape[0]
    seen = torch.ones(FRAMES_A_BLOCK + frames + 2 * missing, dtype=torch.bool)
    seen[:FRAMES_A_BLOCK] = past is not None
    seen[FRAMES_A_BLOCK + frames :] = False
    return TorchStep(ours.network)(
        torch.cat((mel, torch.full((2 * missing, mel.shape[1]), 50.0))),
        ours.conditions.codes.condition(codes + [7] * missing, ours.voice),
        ours.conditions.modulations[RK4.name][evaluation],
        past or nothing_before(ours.config),
        seen,
        torch.tensor([last_own]),
    )


def random_mel(frames: int, seed: int = 0) -> Tensor:
    return torch.randn(frames, 80, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("count", [12, 36, 41, 60])
def test_velocity_as_the_reference(name: str, count: int) -> None:
    config = CONFIGS[name]
    stock = stock_dit(config, seed=count)
    ours = like(stock, config)
    codes, mel = random_codes(count), random_mel(2 * count)
    for evaluation in EVALUATIONS:
        expected = stock_velocity(stock, ours.speaker, codes, mel, RK4.times()[evaluation])
        got, _ = velocity(ours, codes, mel, evaluation)
        assert relative_error(got[: 2 * count], expected) <= RELATIVE_ERROR


@pytest.mark.parametrize("gain", [0.5, 1.0, 2.0])
def test_no_further_from_the_truth_than_the_reference(gain: float) -> None:
    """Large weights make much of a rounding, in the reference's float32 as in ours."""
    config = CONFIGS["as published"]
    stock = stock_dit(config, gain=gain)
    ours = like(stock, config)
    codes, mel, time = random_codes(30), random_mel(60), RK4.times()[20]
    theirs = stock_velocity(stock, ours.speaker, codes, mel, time)
    got, _ = velocity(ours, codes, mel, 20)
    wide = Speaker(0, ours.speaker.vector.double(), ours.speaker.mel.double())
    truth = stock_velocity(stock.double(), wide, codes, mel.double(), time.double())
    assert relative_error(got[:60], truth) <= 2 * relative_error(theirs, truth)


@pytest.mark.parametrize("name", ["tiny", "as published", "one layer looks both ways"])
@pytest.mark.parametrize("chunk", [1, 2])
def test_one_evaluation_window_by_window_is_the_whole(name: str, chunk: int) -> None:
    """Keys and values of the last block are all that the next window needs of its left."""
    config = CONFIGS[name]
    ours = like(stock_dit(config), config)
    blocks = 5
    codes, mel = random_codes(blocks * CODES_A_BLOCK), random_mel(blocks * FRAMES_A_BLOCK)
    whole, _ = velocity(ours, codes, mel, 9)
    past: LeftContext | None = None
    for first in range(0, blocks, chunk):
        stop = min(first + chunk, blocks)
        window = slice(first * FRAMES_A_BLOCK, (stop + 1) * FRAMES_A_BLOCK)
        part, past = velocity(
            ours,
            codes[first * CODES_A_BLOCK : (stop + 1) * CODES_A_BLOCK],
            mel[window],
            9,
            past,
            stop - first - 1,
        )
        own = slice(first * FRAMES_A_BLOCK, stop * FRAMES_A_BLOCK)
        assert relative_error(part[: own.stop - own.start], whole[own]) <= RELATIVE_ERROR


def test_blocks_that_do_not_exist_may_fill_a_window_up() -> None:
    """As a graph of fixed length needs at the end of a reply."""
    ours = like(stock_dit(CONFIGS["tiny"]), CONFIGS["tiny"])
    codes, mel = random_codes(20), random_mel(40)
    expected, left = velocity(ours, codes, mel, 9)
    seen = torch.zeros(FRAMES_A_BLOCK * 5, dtype=torch.bool)
    seen[FRAMES_A_BLOCK:][:40] = True
    longer, same = TorchStep(ours.network)(
        torch.cat((mel, torch.full((56, 80), -9.0))),
        ours.conditions.codes.condition(codes + [3] * 28, ours.voice),
        ours.conditions.modulations[RK4.name][9],
        nothing_before(ours.config),
        seen,
        torch.tensor([0]),
    )
    assert relative_error(longer[:40], expected[:40]) <= RELATIVE_ERROR
    assert relative_error(same.keys, left.keys) <= RELATIVE_ERROR
    assert relative_error(same.values, left.values) <= RELATIVE_ERROR


def test_what_lies_before_matters() -> None:
    ours = like(stock_dit(CONFIGS["tiny"]), CONFIGS["tiny"])
    codes, mel = random_codes(12), random_mel(24)
    alone, left = velocity(ours, codes, mel, 9)
    behind, _ = velocity(ours, codes, mel, 9, left)
    assert relative_error(behind, alone) > 0.01


def test_every_parameter_matters() -> None:
    """All but the columns of the input projection that are worked out ahead, and its bias.

    Nor does a bias of keys: it adds the same to every score, but for the head that is rotated.
    """
    config = CONFIGS["tiny"]
    ours = like(stock_dit(config), config)
    codes, mel = random_codes(24), random_mel(48)
    before, _ = velocity(ours, codes, mel, 9)
    for name, weight in ours.network.named_parameters():
        kept = weight.clone()
        weight += torch.linspace(-0.2, 0.3, weight.numel()).view_as(weight)
        after, _ = velocity(ours, codes, mel, 9)
        weight.copy_(kept)
        assert (relative_error(after, before) > 1e-3) != (name == "input_embed.proj.bias"), name
