"""A decoding step, plain or over a fixed window as a CUDA graph runs it, is the decoder itself."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.transformer import decode_step as module
from omni_core.transformer.cuda_graph import Work
from omni_core.transformer.decode_step import AHEAD, WINDOW, DecodeStep, FixedStep, decode_step
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


def as_it_is(work: Work) -> Work:
    """What a CUDA graph is made of, without the graph."""
    return work


def uncaptured(network: Network, cache: KvCache) -> FixedStep:
    """The step that a CUDA card repeats, on any device."""
    return FixedStep(network, cache, as_it_is)


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
        st.tuples(st.just("make ready"), st.just(0)),
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
            if name == "make ready":
                step.make_ready()
            if name == "step":
                for place in range(at, at + amount):
                    stepping = step(row_at(network, place), place)
                    same(network, stepping, read(network, expected, place, 1))
            if name in ("read", "step"):
                at += amount
            assert stepped.length == expected.length


def test_a_step_on_the_cpu_is_the_plain_one(network: Network) -> None:
    assert isinstance(decode_step(network, new_cache(network.model)), DecodeStep)


class Recorder:
    """Notes what is recorded, and keeps of it no more than a CUDA graph does: nothing."""

    def __init__(self) -> None:
        self.records = 0

    def __call__(self, work: Work) -> Work:
        self.records += 1
        work()
        return lambda: None


def test_what_is_ready_is_recorded_once_and_before_it_is_needed(network: Network) -> None:
    """At the border of a window the next one is ready too, and so is its memory."""
    cache, recorder = new_cache(network.model), Recorder()
    step = FixedStep(network, cache, recorder)
    step.make_ready()
    assert (recorder.records, cache.room) == (1, WINDOW)
    read(network, cache, 0, WINDOW - AHEAD)
    step.make_ready()
    assert (recorder.records, cache.room) == (1, WINDOW)
    read(network, cache, cache.length, 1)
    step.make_ready()
    assert (recorder.records, cache.room) == (3, 2 * WINDOW)
    read(network, cache, cache.length, AHEAD - 2)
    for place in range(cache.length, cache.length + 3):
        step(row_at(network, place), place)
    assert recorder.records == 3
    read(network, cache, 0, LIMIT - cache.length)
    step.make_ready()
    assert recorder.records == 3, "there is no step behind the last token"


def test_an_outgrown_cache_is_let_go(network: Network) -> None:
    """A recording knows addresses alone: memory that is doubled must not be held twice."""
    cache = new_cache(network.model)
    step = FixedStep(network, cache, Recorder())
    step.make_ready()
    outgrown = weakref.ref(cache.keys), weakref.ref(cache.values)
    read(network, cache, 0, WINDOW + 1)
    assert [each() for each in outgrown] == [None, None]
    step.make_ready()
    cache.free()
    assert cache.room == 0
