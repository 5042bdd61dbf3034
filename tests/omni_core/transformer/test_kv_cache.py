"""The cache grows, is cut and closed up without losing or mixing what it holds."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.transformer.kv_cache import FIRST_ROOM, KvCache
from tests.omni_core.transformer.networks import CPU, sizes

CONFIG = sizes(head_dim=16)
LIMIT = 5000


def cache_of(tokens: int, limit: int = LIMIT) -> KvCache:
    cache = KvCache(CONFIG, CPU, torch.float32, limit)
    append(cache, 0, tokens)
    return cache


def numbered(layer: int, first: int, tokens: int) -> Tensor:
    """[kv_heads, tokens, head_dim], different for every layer, head, token and place."""
    shape = (CONFIG.num_kv_heads, tokens, CONFIG.head_dim)
    heads = torch.arange(shape[0])[:, None, None]
    width = torch.arange(shape[2])
    return (
        layer + 10 * heads + 100 * width + 10_000 * torch.arange(first, first + tokens)[:, None]
    ).float()


@torch.inference_mode()
def append(cache: KvCache, first: int, tokens: int) -> None:
    cache.reserve(tokens)
    for layer in range(CONFIG.num_layers):
        keys = numbered(layer, first, tokens)
        all_keys, all_values = cache.append(layer, keys, -keys)
        assert all_keys.shape[1] == all_values.shape[1] == cache.length + tokens
    cache.advance(tokens)


def check(cache: KvCache, tokens: list[int]) -> None:
    """It holds these of the numbered tokens."""
    assert cache.length == len(tokens)
    for layer in range(CONFIG.num_layers):
        expected = numbered(layer, 0, max(tokens, default=0) + 1)[:, tokens]
        assert torch.equal(cache.keys[layer, :, : cache.length], expected)
        assert torch.equal(cache.values[layer, :, : cache.length], -expected)


def test_memory_is_taken_when_needed_and_doubles_up_to_the_limit() -> None:
    cache = KvCache(CONFIG, CPU, torch.float32, LIMIT)
    assert cache.room == 0
    rooms = []
    for tokens in (1, FIRST_ROOM - 1, 1, FIRST_ROOM - 1, 1):
        append(cache, cache.length, tokens)
        rooms.append(cache.room)
    assert rooms == [FIRST_ROOM, FIRST_ROOM, 2 * FIRST_ROOM, 2 * FIRST_ROOM, LIMIT]
    check(cache, list(range(2 * FIRST_ROOM + 1)))


def test_a_small_limit_is_all_that_is_taken() -> None:
    cache = cache_of(3, limit=10)
    assert cache.room == 10
    append(cache, 3, 7)
    with pytest.raises(ValueError, match="11 tokens do not fit into a cache of 10"):
        cache.reserve(1)
    check(cache, list(range(10)))


@torch.inference_mode()
def test_what_is_not_advanced_is_not_known() -> None:
    cache = cache_of(5)
    for layer in range(CONFIG.num_layers):
        cache.append(layer, numbered(layer, 90, 3), numbered(layer, 90, 3))
    assert cache.length == 5
    append(cache, 5, 2)
    check(cache, list(range(7)))


def test_new_tokens_see_what_was_before_them_and_themselves() -> None:
    cache = cache_of(2)
    mask = cache.mask(3)
    assert mask is not None
    assert mask.tolist() == [
        [True, True, True, False, False],
        [True, True, True, True, False],
        [True, True, True, True, True],
    ]
    assert cache.mask(1) is None  # one token sees all


def test_cutting_goes_back_to_what_was() -> None:
    cache = cache_of(20)
    cache.truncate(8)
    check(cache, list(range(8)))
    append(cache, 40, 2)
    check(cache, [*range(8), 40, 41])
    for length in (-1, 11):
        with pytest.raises(ValueError, match="cannot be cut"):
            cache.truncate(length)
    cache.truncate(0)
    check(cache, [])


@given(
    kept=st.lists(st.booleans(), min_size=1, max_size=60),
    again=st.lists(st.booleans(), min_size=60, max_size=60),
)
@settings(max_examples=40)
def test_keeping_ranges_is_choosing_tokens(kept: list[bool], again: list[bool]) -> None:
    cache, tokens = cache_of(len(kept)), list(range(len(kept)))
    for chosen in (kept, again):
        places = [place for place in range(len(tokens)) if chosen[place]]
        cache.keep(runs(places))
        tokens = [tokens[place] for place in places]
        check(cache, tokens)
    append(cache, 70, 1)
    check(cache, [*tokens, 70])


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Ascending places as ranges (start, end)."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place:
            ranges[-1] = (ranges[-1][0], place + 1)
        else:
            ranges.append((place, place + 1))
    return ranges


@pytest.mark.parametrize("ranges", [[(3, 2)], [(4, 6), (2, 3)], [(2, 5), (4, 6)], [(8, 11)]])
def test_ranges_out_of_order_or_reach_are_refused(ranges: list[tuple[int, int]]) -> None:
    cache = cache_of(10)
    with pytest.raises(ValueError, match="ascending"):
        cache.keep([(1, 2), *ranges])
    check(cache, list(range(10)))  # nothing was moved


def test_freed_memory_can_be_taken_anew() -> None:
    cache = cache_of(10)
    cache.free()
    assert (cache.length, cache.room) == (0, 0)
    append(cache, 0, 4)
    check(cache, list(range(4)))
