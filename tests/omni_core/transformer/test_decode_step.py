"""A decoding step, plain or over a fixed window as a CUDA graph runs it, is the decoder itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.transformer import decode_step as module
from omni_core.transformer.decode_step import WINDOW, DecodeStep, FixedStep, decode_step
from omni_core.transformer.kv_cache import KvCache
from tests.omni_core.transformer.networks import (
    LIMIT,
    Network,
    ascending,
    new_cache,
    small_network,
)
from tests.oracle.reference import relative_error

ERROR = 1e-5
Maker = Callable[[Network, KvCache], DecodeStep | FixedStep]


@pytest.fixture(scope="module")
def network() -> Network:
    return small_network()


def token_at(place: int) -> int:
    return (37 * place) % 300


@torch.inference_mode()
def row_at(network: Network, place: int) -> Tensor:
    """What the decoder is given for the token at this place, [1, hidden]."""
    return network.model.embed(torch.tensor([token_at(place)], device=network.device))


@torch.inference_mode()
def read(network: Network, cache: KvCache, start: int, tokens: int) -> Tensor:
    """Text [start, start + tokens) of an endless one, at its own positions."""
    ids = torch.tensor([token_at(place) for place in range(start, start + tokens)])
    embeds = network.model.embed(ids.to(network.device))
    return network.model(embeds, ascending(start, tokens).to(network.device), cache)


def same(network: Network, stepped: tuple[Tensor, Tensor], expected: Tensor) -> None:
    """A step's state and scores are those of the expected state, [1, hidden]."""
    state, logits = stepped
    with torch.inference_mode():
        assert relative_error(state, expected[0]) < ERROR
        assert relative_error(logits, network.logits(expected)[0]) < ERROR


def uncaptured(network: Network, cache: KvCache) -> FixedStep:
    """What a CUDA graph is made of, without the graph."""
    return FixedStep(network, cache, captured=False)


cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")


@pytest.mark.parametrize(
    ("make", "device"),
    [
        (DecodeStep, "cpu"),
        (uncaptured, "cpu"),
        pytest.param(decode_step, "cuda", marks=cuda),
    ],
)
def test_steps_are_the_forward_in_every_window(make: Maker, device: str) -> None:
    """The first window, its double where memory grows, and the limit, which is no double.

    Then the first again, behind which the longer ones have left their keys.
    """
    network = small_network().to(device)
    stepped, expected = (new_cache(network.model) for _ in range(2))
    step = make(network, stepped)
    for window in (16, WINDOW, 2 * WINDOW, LIMIT, WINDOW // 2, WINDOW):
        start = min(stepped.length, window - 9)
        for cache in (stepped, expected):
            cache.truncate(start)
            read(network, cache, start, window - 3 - start)
        for place in range(window - 3, min(window + 3, LIMIT)):
            stepping = step(row_at(network, place), place)
            same(network, stepping, read(network, expected, place, 1))
        assert stepped.length == expected.length
    stepped.truncate(0)
    read(network, stepped, 0, LIMIT)
    with pytest.raises(ValueError, match="do not fit"):
        step(row_at(network, 1), LIMIT)


operations = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(1, 30)),
        st.tuples(st.just("step"), st.integers(1, 6)),
        st.tuples(st.just("truncate"), st.integers(0, 100)),
        st.tuples(st.just("keep"), st.integers(0, 100)),
        st.tuples(st.just("free"), st.just(0)),
    ),
    min_size=3,
    max_size=12,
)


@given(operations=operations)
@settings(max_examples=40)
def test_a_fixed_window_follows_whatever_happens_to_the_cache(
    network: Network, operations: list[tuple[str, int]]
) -> None:
    """What was cut or dropped still lies in the window, and is not seen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW", 16)
        stepped, expected = new_cache(network.model), new_cache(network.model)
        step, at = uncaptured(network, stepped), 0
        for name, amount in [*operations, ("step", 2)]:
            for cache in (stepped, expected):
                cut = cache.length * amount // 100
                if name == "truncate":
                    cache.truncate(cut)
                elif name == "keep":
                    middle = min(cut + 5, cache.length)
                    cache.keep([(0, cut), (middle, cache.length)])
                elif name == "free":
                    cache.free()
                elif name == "read":
                    read(network, cache, at, amount)
            if name == "step":
                for place in range(at, at + amount):
                    stepping = step(row_at(network, place), place)
                    same(network, stepping, read(network, expected, place, 1))
            if name in ("read", "step"):
                at += amount
            assert stepped.length == expected.length


def test_a_step_on_the_cpu_is_the_plain_one(network: Network) -> None:
    assert isinstance(decode_step(network, new_cache(network.model)), DecodeStep)
