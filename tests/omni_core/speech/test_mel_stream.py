"""Mel as codes come: the published schedule, ours, and that pieces make no difference."""

from __future__ import annotations

import math
import statistics
from functools import cache

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from omni_core.checkpoint.config import DitConfig
from omni_core.conversation import Cancel, StateError
from omni_core.speech.block_decoder import DecodingCancelledError
from omni_core.speech.mel_stream import MelStream
from omni_core.speech.noise import Noise
from omni_core.speech.ode import EULER, RK4, Solver
from omni_core.speech.schedule import Schedule
from tests.omni_core.speech import published
from tests.omni_core.speech.networks import (
    CODES_A_BLOCK,
    FRAMES_A_BLOCK,
    Ours,
    like,
    random_codes,
    relative_error,
    sizes,
    stock_dit,
)

RELATIVE_ERROR = 1e-4
SEED = 5
CONFIG = sizes()
DEEP = sizes(32, 6, look_back=(0, 4), look_ahead=(2,))
AS_PUBLISHED = sizes(48, 22, 3, 16, look_back=(0, 20), look_ahead=(10,))
NOISE = Noise(SEED, CONFIG.mel_bins)


@cache
def tiny() -> Ours:
    return like(stock_dit(CONFIG), CONFIG)


def stream(
    schedule: Schedule = Schedule.CACHED, solver: Solver = EULER, ours: Ours | None = None
) -> MelStream:
    ours = ours or tiny()
    return MelStream(ours.decoder, ours.voice, NOISE, solver, schedule)


def all_of(mel: MelStream, codes: list[int], chunks: list[int]) -> Tensor:
    """Pushed at once; chunk k is of `chunks[k]` blocks, and the last of them goes on."""
    mel.push(codes)
    mel.finish()
    return torch.cat([torch.empty(0, 80), *taken(mel, list(chunks))])


def taken(mel: MelStream, chunks: list[int]) -> list[Tensor]:
    """What is ready, taking chunk sizes from the front of the list as they are used."""
    pieces = []
    while (piece := mel.decode(chunks[0])) is not None:
        pieces.append(piece)
        if len(chunks) > 1:
            chunks.pop(0)
    return pieces


@pytest.mark.parametrize(
    ("config", "count", "blocks"),
    [(CONFIG, 55, 1), (CONFIG, 55, 2), (CONFIG, 65, 3), (AS_PUBLISHED, 40, 2)],
    ids=["tiny, 1", "tiny, 2", "tiny, 3", "as published, 2"],
)
def test_the_published_schedule(config: DitConfig, count: int, blocks: int) -> None:
    stock = stock_dit(config)
    ours = like(stock, config)
    codes = random_codes(count)
    buffer = NOISE.frames(0, 2 * len(codes))
    mel = stream(Schedule.REFERENCE, RK4, ours)
    mel.push(codes)
    mel.finish()
    for expected in published.chunks(stock, ours.speaker, codes, buffer, blocks * FRAMES_A_BLOCK):
        chunk = mel.decode(blocks)
        assert chunk is not None
        assert chunk.shape == expected.shape
        assert relative_error(chunk, expected) <= RELATIVE_ERROR
    assert mel.decode(blocks) is None


@settings(max_examples=40, deadline=None)
@given(
    schedule=st.sampled_from(Schedule),
    count=st.integers(0, 6 * CODES_A_BLOCK),
    pieces=st.lists(st.integers(0, 40), max_size=8),
    chunks=st.lists(st.sampled_from((1, 2, 3, 6, 8)), min_size=1, max_size=4),
)
def test_pieces_make_no_difference(
    schedule: Schedule, count: int, pieces: list[int], chunks: list[int]
) -> None:
    codes = random_codes(count)
    at_once = all_of(stream(schedule), codes, chunks)
    assert at_once.shape == (2 * count, 80)
    mel, left = stream(schedule), list(chunks)
    got = [torch.empty(0, 80)]
    pushed = 0
    for piece in pieces:
        mel.push(codes[pushed : pushed + piece])
        pushed = min(pushed + piece, count)
        got += taken(mel, left)
    mel.push(codes[pushed:])
    got += taken(mel, left)
    mel.finish()
    got += taken(mel, left)
    assert torch.equal(torch.cat(got), at_once)


@pytest.mark.parametrize("schedule", Schedule)
def test_a_reply_is_as_if_it_were_the_first(schedule: Schedule) -> None:
    """Reset forgets codes, frame index, noise position and left contexts."""
    mel = stream(schedule)
    all_of(mel, random_codes(50, 1), [2])
    mel.reset()
    assert (mel.blocks_done, mel.blocks_computed, mel.blocks_left) == (0, 0, 0)
    again = all_of(mel, random_codes(40, 2), [1])
    assert torch.equal(again, all_of(stream(schedule), random_codes(40, 2), [1]))


def test_streams_of_one_decoder_do_not_meet() -> None:
    first, second = stream(), stream()
    codes, others = random_codes(60, 1), random_codes(60, 2)
    expected = all_of(stream(), codes, [1])
    first.push(codes)
    second.push(others)
    first.finish()
    second.finish()
    got = []
    while (piece := first.decode(1)) is not None:
        got.append(piece)
        second.decode(2)
    assert torch.equal(torch.cat(got), expected)


def test_two_blocks_of_codes_are_enough_to_begin() -> None:
    mel = stream()
    mel.push(random_codes(2 * CODES_A_BLOCK - 1))
    assert not mel.ready(1)
    assert mel.decode(1) is None
    mel.push([4])
    assert mel.ready(1)
    assert not mel.ready(2)
    first = mel.decode(1)
    assert first is not None
    assert first.shape == (FRAMES_A_BLOCK, 80)
    assert (mel.blocks_done, mel.blocks_computed, mel.blocks_left) == (1, 2, 1)


@pytest.mark.parametrize(
    ("schedule", "chunk", "computed"),
    [
        (Schedule.REFERENCE, 1, 44),
        (Schedule.REFERENCE, 2, 27),
        (Schedule.REFERENCE, 3, 21),
        (Schedule.CACHED, 1, 23),
        (Schedule.CACHED, 2, 17),
        (Schedule.CACHED, 3, 15),
        (Schedule.CACHED, 6, 13),
        (Schedule.CACHED, 8, 13),
    ],
)
def test_blocks_computed_for_twelve(schedule: Schedule, chunk: int, computed: int) -> None:
    mel = stream(schedule)
    all_of(mel, random_codes(12 * CODES_A_BLOCK), [chunk])
    assert (mel.blocks_done, mel.blocks_computed) == (12, computed)
    assert mel.evaluations == math.ceil(12 / chunk) * EULER.evaluations


def errors(seed: int, gain: float, blocks: int, chunk: int) -> dict[Schedule, float]:
    """Of each schedule against the whole reply, root mean square."""
    ours = like(stock_dit(DEEP, seed, gain), DEEP)
    codes = random_codes(blocks * CODES_A_BLOCK, seed)
    whole = ours.decoder.whole(codes, ours.voice, NOISE, RK4)
    return {
        schedule: float(
            (all_of(stream(schedule, RK4, ours), codes, [chunk]) - whole).square().mean().sqrt()
        )
        for schedule in Schedule
    }


def test_what_is_remembered_is_as_close_as_what_is_computed_again() -> None:
    """`benchmarks/speech_schedules.py` measures the same on more checkpoints and chunk sizes."""
    several = [errors(seed, gain, 4, 1) for seed, gain in ((0, 0.7), (1, 1.0), (2, 1.4))]
    cached, reference = (
        statistics.median(each[schedule] for each in several)
        for schedule in (Schedule.CACHED, Schedule.REFERENCE)
    )
    assert 0 < cached <= 1.05 * reference


def test_a_cancelled_reply_leaves_nothing_behind() -> None:
    mel, cancel = stream(), Cancel()
    mel.push(random_codes(60, 1))
    mel.decode(1)
    cancel.set()
    with pytest.raises(DecodingCancelledError):
        mel.decode(1, cancel)
    with pytest.raises(StateError):
        mel.decode(1)
    mel.reset()
    codes = random_codes(40, 2)
    assert torch.equal(all_of(mel, codes, [1]), all_of(stream(), codes, [1]))


def test_misuse() -> None:
    mel = stream()
    with pytest.raises(ValueError, match="one block"):
        mel.decode(0)
    mel.finish()
    mel.finish()
    with pytest.raises(StateError):
        mel.push([1])
    assert mel.decode(1) is None
