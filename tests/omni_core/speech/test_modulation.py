"""What the time does to the layers, worked out ahead, against the reference's own layers."""

from __future__ import annotations

import pytest
import torch

from omni_core.speech.ode import RK4, SOLVERS
from tests.omni_core.speech.networks import like, relative_error, sizes, stock_dit

RELATIVE_ERROR = 1e-5
CONFIG = sizes()


@pytest.mark.parametrize("name", SOLVERS)
@torch.no_grad()
def test_every_evaluation_as_the_reference(name: str) -> None:
    stock = stock_dit(CONFIG)
    conditions = like(stock, CONFIG).conditions
    states = torch.randn(1, 5, CONFIG.hidden_size, generator=torch.Generator().manual_seed(0))
    normed = torch.nn.functional.layer_norm(states, states.shape[-1:], eps=1e-6)
    times = SOLVERS[name].times()
    assert len(conditions.modulations[name]) == len(times)
    for time, ours in zip(times, conditions.modulations[name], strict=True):
        embedded = stock.time_embed(time[None])
        for layer, row in zip(stock.transformer_blocks, ours.layers, strict=True):
            shift, scale, *others = row
            theirs, *parts = layer.get_submodule("attn_norm")(states, emb=embedded)
            assert relative_error(normed * scale + shift, theirs) <= RELATIVE_ERROR
            gate, mlp_shift, mlp_scale, mlp_gate = (part[0] for part in parts)
            expected = torch.stack((gate, mlp_shift, mlp_scale + 1.0, mlp_gate))
            assert relative_error(torch.stack(others), expected) <= RELATIVE_ERROR
        shift, scale = ours.out
        theirs = stock.norm_out(states, embedded)
        assert relative_error(normed * scale + shift, theirs) <= RELATIVE_ERROR


def test_solvers_share_what_is_at_the_same_time() -> None:
    """An interval of the 3/8 rule ends where the next one begins."""
    modulations = like(stock_dit(CONFIG), CONFIG).conditions.modulations
    assert modulations[RK4.name][3].layers is modulations[RK4.name][4].layers
    assert modulations["euler"][1].layers is modulations[RK4.name][4].layers
