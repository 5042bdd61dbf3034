"""Tokens are chosen as the reference's `generate` chooses them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers import (
    GenerationConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen2ForCausalLM,
)

from omni_core.transformer.sampling import Sampler, SamplingSettings

VOCABULARY = 60
OFFICIAL_SIZE = 151_936


@pytest.fixture(scope="module")
def model() -> PreTrainedModel:
    """Whose `generate` lists the processors; its weights are never touched."""
    with torch.device("meta"):
        return Qwen2ForCausalLM(
            Qwen2Config(
                vocab_size=VOCABULARY,
                hidden_size=8,
                intermediate_size=8,
                num_hidden_layers=1,
                num_attention_heads=1,
                num_key_value_heads=1,
            )
        )


def stock_processors(model: PreTrainedModel, given: SamplingSettings) -> Any:
    """The processors that `generate` makes of these settings, in its order."""
    wanted = GenerationConfig(
        do_sample=not given.greedy,
        temperature=given.temperature,
        top_k=given.top_k,
        top_p=given.top_p,
        repetition_penalty=given.repetition_penalty,
        suppress_tokens=list(given.suppress) or None,
    )
    return cast(Any, model)._get_logits_processor(wanted, input_ids_seq_length=1, device="cpu")


def some_scores(seed: int, size: int = VOCABULARY, step: float = 0.0) -> Tensor:
    """Random ones of both signs; a `step` makes many of them equal."""
    scores = 4 * torch.randn(size, generator=torch.Generator().manual_seed(seed))
    return scores if not step else (scores / step).round() * step


ids = st.integers(0, VOCABULARY - 1)
any_settings = st.builds(
    SamplingSettings,
    greedy=st.booleans(),
    temperature=st.floats(0.05, 3.0),
    top_k=st.sampled_from([0, 1, 2, 5, 20, VOCABULARY, 2 * VOCABULARY]),
    top_p=st.sampled_from([0.0, 0.1, 0.5, 0.8, 0.95, 1.0]),
    repetition_penalty=st.sampled_from([1.0, 1.05, 1.1, 2.0]),
    suppress=st.lists(ids, max_size=4, unique=True).map(tuple),
)


@given(
    chosen=any_settings,
    seen=st.lists(ids, max_size=30),
    seed=st.integers(0, 2**31),
    step=st.sampled_from([0.0, 0.5]),
)
@settings(max_examples=200)
def test_scores_are_the_reference_s(
    model: PreTrainedModel, chosen: SamplingSettings, seen: list[int], seed: int, step: float
) -> None:
    scores, seen_ids = some_scores(seed, step=step), torch.tensor(seen, dtype=torch.int64)
    before = scores.clone()
    ours = Sampler(chosen).process(scores, seen_ids)
    theirs = stock_processors(model, chosen)(seen_ids[None], before[None].clone())[0]
    assert torch.equal(scores, before)  # the caller's are left alone
    torch.testing.assert_close(ours, theirs, rtol=1e-6, atol=0)


SAMPLED = SamplingSettings(
    temperature=0.9, top_k=40, top_p=0.8, repetition_penalty=1.05, suppress=(3, 7)
)


def test_the_order_is_the_one_generate_applies(model: PreTrainedModel) -> None:
    names = [type(one).__name__ for one in stock_processors(model, SAMPLED)]
    assert names == [
        "RepetitionPenaltyLogitsProcessor",
        "SuppressTokensLogitsProcessor",
        "TemperatureLogitsWarper",
        "TopKLogitsWarper",
        "TopPLogitsWarper",
    ]


@pytest.mark.parametrize("size", [VOCABULARY, OFFICIAL_SIZE])
def test_the_same_random_numbers_draw_the_same_tokens(model: PreTrainedModel, size: int) -> None:
    processors = stock_processors(model, SAMPLED)
    generator = torch.Generator().manual_seed(11)
    theirs = torch.Generator().manual_seed(11)
    sampler, seen = Sampler(SAMPLED), [1, 2]
    for number in range(40):
        scores = some_scores(number, size)
        known = torch.tensor(seen)
        expected = processors(known[None], scores[None].clone()).softmax(dim=-1)
        token = sampler.choose(scores, known, generator)
        assert token == int(torch.multinomial(expected, 1, generator=theirs))
        seen.append(token)
    assert len(set(seen)) > 10  # it is a draw


def test_a_choice_depends_on_ids_and_generator_alone() -> None:
    """So a conversation that was rewound chooses as if nothing had happened."""
    sampler, generator = Sampler(SAMPLED), torch.Generator().manual_seed(5)
    known, state = torch.tensor([4, 4, 9]), generator.get_state()
    first = [sampler.choose(some_scores(n), known, generator) for n in range(20)]
    generator.set_state(state)
    assert [sampler.choose(some_scores(n), known, generator) for n in range(20)] == first


def test_greedy_takes_the_likeliest_after_penalty_and_suppression() -> None:
    scores = torch.tensor([1.0, 9.0, 8.0, 7.0, -1.0])
    settings = SamplingSettings(greedy=True, temperature=3.0, top_k=1, top_p=0.1)
    generator = torch.Generator().manual_seed(0)
    state, nothing = generator.get_state(), torch.tensor([], dtype=torch.int64)

    def choice(chosen: SamplingSettings, seen: Tensor) -> int:
        return Sampler(chosen).choose(scores, seen, generator)

    assert choice(settings, nothing) == 1
    assert choice(replace(settings, suppress=(1,)), nothing) == 2
    penalised = replace(settings, suppress=(1,), repetition_penalty=1.2)
    assert choice(penalised, torch.tensor([2, 2])) == 3
    assert torch.equal(generator.get_state(), state)  # nothing was drawn


def test_half_precision_scores_are_weighed_in_full() -> None:
    scores = some_scores(1)
    half = scores.to(torch.bfloat16)
    known = torch.tensor([3])
    processed = Sampler(SAMPLED).process(half, known)
    assert processed.dtype == torch.float32
    assert torch.equal(processed, Sampler(SAMPLED).process(half.float(), known))
