"""Our decoder computes what transformers' does, however its input is cut."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniThinkerTextModel

from omni_core.transformer.decoder import Decoder
from tests.omni_core.transformer.networks import (
    like,
    new_cache,
    scattered,
    sizes,
    stock_decoder,
)
from tests.oracle.reference import relative_error

ERROR = 1e-4
CHUNKS_ERROR = 1e-5
TOKENS = 40
SEEDS = st.integers(0, 2**31)


@pytest.fixture(scope="module")
def small() -> Decoder:
    config = sizes(head_dim=64, group=2)
    return like(stock_decoder(config), config)


def read(decoder: Decoder, embeds: Tensor, positions: Tensor, chunks: list[int]) -> Tensor:
    cache = new_cache(decoder)
    with torch.inference_mode():
        states = [
            decoder(embeds, at, cache)
            for embeds, at in zip(embeds.split(chunks), positions.split(chunks, 1), strict=True)
        ]
    assert cache.length == embeds.shape[0]
    return torch.cat(states)


def stock_states(stock: Qwen2_5OmniThinkerTextModel, embeds: Tensor, positions: Tensor) -> Tensor:
    with torch.inference_mode():
        states = stock(inputs_embeds=embeds[None], position_ids=positions[:, None])
    assert states.last_hidden_state is not None
    return states.last_hidden_state[0]


@pytest.mark.parametrize("group", range(1, 9))
@pytest.mark.parametrize("head_dim", [64, 128])
def test_states_and_scores_equal_the_reference(head_dim: int, group: int) -> None:
    config = sizes(head_dim, group, kv_heads=1 + group % 2, layers=3)
    stock = stock_decoder(config, seed=group)
    decoder = like(stock, config)
    generator = torch.Generator().manual_seed(head_dim + group)
    embeds = torch.randn(TOKENS, config.hidden_size, generator=generator)
    positions = scattered(TOKENS, generator)
    expected = stock_states(stock, embeds, positions)
    states = read(decoder, embeds, positions, [17, 1, TOKENS - 18])
    assert relative_error(states, expected) < ERROR
    head = torch.randn(config.vocab_size, config.hidden_size, generator=generator)
    assert relative_error(states @ head.T, expected @ head.T) < ERROR


def test_ids_are_embedded_as_the_reference_does() -> None:
    config = sizes(head_dim=64)
    stock = stock_decoder(config)
    decoder = like(stock, config)
    ids, positions = torch.arange(20) * 7, torch.arange(20).expand(3, -1)
    with torch.inference_mode():
        expected = stock(input_ids=ids[None], position_ids=positions[:, None])
        states = decoder(decoder.embed(ids), positions, new_cache(decoder))
    assert expected.last_hidden_state is not None
    assert relative_error(states, expected.last_hidden_state[0]) < ERROR


@given(chunks=st.lists(st.integers(1, 25), min_size=1, max_size=8), seed=SEEDS)
@settings(max_examples=40)
def test_reading_in_chunks_equals_reading_at_once(
    small: Decoder, chunks: list[int], seed: int
) -> None:
    tokens = sum(chunks)
    generator = torch.Generator().manual_seed(seed)
    embeds = torch.randn(tokens, small.config.hidden_size, generator=generator)
    positions = scattered(tokens, generator)
    at_once = read(small, embeds, positions, [tokens])
    assert relative_error(read(small, embeds, positions, chunks), at_once) < CHUNKS_ERROR


@given(axis=st.integers(0, 2), token=st.integers(0, TOKENS - 2), seed=SEEDS)
@settings(max_examples=20)
def test_every_axis_of_a_position_is_seen_from_behind_and_from_nowhere_else(
    small: Decoder, axis: int, token: int, seed: int
) -> None:
    """So the equalities above cannot hold by a rotation that both sides leave out."""
    generator = torch.Generator().manual_seed(seed)
    embeds = torch.randn(TOKENS, small.config.hidden_size, generator=generator)
    positions = scattered(TOKENS, generator)
    moved = positions.clone()
    moved[axis, token] += 40
    before = read(small, embeds, positions, [TOKENS])
    after = read(small, embeds, moved, [TOKENS])
    torch.testing.assert_close(after[:token], before[:token])
    assert relative_error(after[token + 1 :], before[token + 1 :]) > ERROR


def test_half_precision_strays_no_further_than_the_reference() -> None:
    config = sizes(head_dim=64, group=4)
    stock = stock_decoder(config)
    generator = torch.Generator().manual_seed(1)
    embeds = torch.randn(TOKENS, config.hidden_size, generator=generator)
    positions = scattered(TOKENS, generator)
    exact = stock_states(stock, embeds, positions)
    decoder = like(stock, config).bfloat16()
    half = embeds.bfloat16()
    ours = read(decoder, half, positions, [TOKENS])
    theirs = stock_states(stock.bfloat16(), half, positions)
    assert ours.dtype == torch.bfloat16
    strayed = (theirs.float() - exact).square().mean().sqrt()
    assert (ours.float() - exact).square().mean().sqrt() < 1.2 * strayed
