"""One sequence of noise, whatever is asked of it in whatever order."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from omni_core.speech.noise import PART, Noise

BINS = 4
SEED = 7


def test_begins_as_the_published_buffer() -> None:
    buffer = torch.randn(1, PART, BINS, generator=torch.Generator().manual_seed(SEED))
    assert torch.equal(Noise(SEED, BINS).frames(0, PART), buffer[0])


@given(st.lists(st.tuples(st.integers(0, 2 * PART + 50), st.integers(0, 300)), max_size=8))
def test_frames_are_what_they_are(asked: list[tuple[int, int]]) -> None:
    """Also beyond the first part, and whether or not frames before them were asked for."""
    noise = Noise(SEED, BINS)
    for first, length in asked:
        got = noise.frames(first, first + length)
        assert got.shape == (length, BINS)
        assert torch.equal(got, WHOLE[first : first + length])


WHOLE = Noise(SEED, BINS).frames(0, 2 * PART + 400)


@pytest.mark.parametrize("join", [PART, 2 * PART])
def test_parts_differ_and_join(join: int) -> None:
    assert torch.equal(Noise(SEED, BINS).frames(join - 3, join + 3), WHOLE[join - 3 : join + 3])
    assert not torch.equal(WHOLE[:100], WHOLE[join : join + 100])


def test_seeds_differ() -> None:
    assert not torch.equal(Noise(1, BINS).frames(0, 10), Noise(2, BINS).frames(0, 10))


def test_no_frames() -> None:
    assert Noise(SEED, BINS).frames(0, 0).shape == (0, BINS)
