"""Every tensor of the official layout is read, and none that it does not have."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from omni_core.checkpoint.weights import official_names
from omni_core.speech.conditioning import Conditioner
from omni_core.speech.dit import Dit
from omni_core.speech.modulation import Modulator
from tests.omni_core.speech.networks import like, sizes, stock_dit


def names_of(module: nn.Module) -> set[str]:
    return {
        source
        for path, owner in module.named_modules()
        for name, _ in owner.named_parameters(recurse=False)
        for source in official_names(module, path, name)
    }


def test_the_three_parts_are_the_whole() -> None:
    config = sizes()
    with torch.device("meta"):
        parts = [Dit(config), Conditioner(config), Modulator(config)]
    read = set().union(*map(names_of, parts))
    assert read == stock_dit(config).state_dict().keys()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_conditions_are_where_the_network_is(dtype: torch.dtype) -> None:
    conditions = like(stock_dit(sizes()), sizes(), dtype=dtype).conditions
    tensors = [conditions.codes.rows, conditions.modulations["rk4"][0].layers]
    tensors += [conditions.voices["somebody"].guided, conditions.voices["somebody"].unguided]
    assert {tensor.dtype for tensor in tensors} == {dtype}
