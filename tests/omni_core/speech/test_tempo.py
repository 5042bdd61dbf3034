"""Speech at another speed: the same frames, spread out or drawn together, however they come."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from omni_core.speech.tempo import Tempo

BINS = 3


def ramp(frames: int) -> torch.Tensor:
    """Frame n holds n, 2n and 3n."""
    return torch.arange(frames, dtype=torch.float32)[:, None] * torch.tensor([1.0, 2.0, 3.0])


def played(mel: torch.Tensor, speed: float, cuts: list[int]) -> torch.Tensor:
    tempo = Tempo(speed)
    pieces = [tempo.push(piece) for piece in mel.tensor_split(sorted(cuts))]
    rest = tempo.finish()
    return torch.cat(pieces if rest is None else [*pieces, rest])


def test_at_its_own_speed_nothing_is_touched():
    mel = ramp(5)
    tempo = Tempo(1.0)
    assert tempo.push(mel) is mel
    assert tempo.finish() is None


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.25, 2.0])
def test_time_runs_at_that_speed(speed):
    made = played(ramp(40), speed, [])
    assert len(made) == math.ceil(40 / speed)
    within = torch.arange(len(made)) * speed <= 39
    expected = torch.arange(len(made))[within, None] * speed * torch.tensor([1.0, 2.0, 3.0])
    torch.testing.assert_close(made[within], expected)
    assert torch.equal(made[~within], ramp(40)[-1:].expand(int((~within).sum()), BINS))


@given(
    st.integers(0, 60),
    st.sampled_from([0.5, 0.75, 1.0, 1.1, 1.5, 2.0]),
    st.lists(st.integers(0, 60), max_size=6),
)
def test_pieces_of_any_size_make_the_same(frames, speed, cuts):
    mel = torch.randn(frames, BINS, generator=torch.Generator().manual_seed(frames))
    torch.testing.assert_close(played(mel, speed, cuts), played(mel, speed, []))


def test_the_next_reply_begins_anew():
    tempo = Tempo(1.5)
    first, first_rest = tempo.push(ramp(10)), tempo.finish()
    second, second_rest = tempo.push(ramp(10)), tempo.finish()
    assert torch.equal(first, second)
    assert first_rest is not None
    assert second_rest is not None
    assert torch.equal(first_rest, second_rest)


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan])
def test_a_speed_that_is_none_is_refused(speed):
    with pytest.raises(ValueError, match="above 0"):
        Tempo(speed)
