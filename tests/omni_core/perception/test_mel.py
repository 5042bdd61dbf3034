"""The log-mel spectrogram against the reference's extractor, at once and as it is heard."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from transformers import WhisperFeatureExtractor

from omni_core.media import HEARING_RATE
from omni_core.perception.mel import (
    EDGE,
    HOP,
    LOUDEST_PRIOR,
    RANGE,
    WINDOW,
    LogMel,
    mel_filters,
)

BINS = 128
BLOCK = 200
WHOLE = 10**9
"""Frames of a block that no sound fills: the floor is then the whole clip's, as the reference's."""

FROM_THE_REFERENCE = 5e-5
"""The reference computes in single precision and allows its own variants 1e-5."""

FROM_CUT_TO_CUT = 1e-6

Samples = NDArray[np.float32]


def read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32")
    assert rate == HEARING_RATE
    return np.asarray(samples, np.float32)


@pytest.fixture(scope="module")
def reference() -> WhisperFeatureExtractor:
    return WhisperFeatureExtractor(feature_size=BINS, chunk_length=30)


@pytest.fixture(scope="module")
def question(recordings: Path) -> Samples:
    """1.6 s of speech."""
    return read(recordings / "what_time_is_it.wav")


@pytest.fixture(scope="module")
def sentence(recordings: Path) -> Samples:
    """3.5 s of speech: one block and a tail."""
    return read(recordings / "cards" / "005.wav")


def expected(extractor: WhisperFeatureExtractor, samples: Samples) -> NDArray[np.float32]:
    """As the official processor calls it: zeros up to the extractor's length, then masked."""
    out = extractor(
        samples,
        sampling_rate=HEARING_RATE,
        padding="max_length",
        return_attention_mask=True,
        return_tensors="np",
    )
    return out["input_features"][0][:, : int(out["attention_mask"].sum())]


def heard(mel: LogMel, samples: Samples, cuts: list[int] | None = None) -> list[Samples]:
    """All blocks of a sound that comes in pieces of these sizes, the rest of it at once."""
    state, blocks, start = mel.start(), [], 0
    for size in [*(cuts or []), samples.size]:
        state, more = mel.push(state, samples[start : start + size])
        blocks += more
        start += size
    tail = mel.finish(state)
    return blocks if tail is None else [*blocks, tail]


def at_once(samples: Samples, prior: float = -np.inf) -> NDArray[np.float32]:
    """One block, however long."""
    (block,) = heard(LogMel(BINS, prior, WHOLE), samples)
    return block


def noise(size: int, seed: int = 0, level: float = 0.1) -> Samples:
    return np.random.default_rng(seed).normal(0.0, level, size).astype(np.float32)


def loudest(mel: NDArray[np.float32]) -> float:
    """log10 of power of the loudest cell."""
    return float(mel.max()) * 4.0 - 4.0


def floor_value(prior: float) -> float:
    """What the floor under a prior looks like to the encoder."""
    return (prior - RANGE + 4.0) / 4.0


@pytest.mark.parametrize("bins", [80, BINS])
def test_filters_as_the_reference(bins: int) -> None:
    official = WhisperFeatureExtractor(feature_size=bins).mel_filters
    np.testing.assert_allclose(mel_filters(bins), official.T, rtol=0, atol=1e-9)


LENGTHS = [1, 2, 159, 160, 161, 199, 200, 201, 202, 359, 360, 361, 399, 400, 401, 4000, 16001]


@pytest.mark.parametrize("size", LENGTHS)
def test_any_length_as_the_reference(
    reference: WhisperFeatureExtractor, question: Samples, size: int
) -> None:
    clip = question[3000 : 3000 + size]
    got = at_once(clip)
    assert got.shape == (BINS, -(-size // HOP))
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, expected(reference, clip), rtol=0, atol=FROM_THE_REFERENCE)


def test_whole_recordings_as_the_reference(
    reference: WhisperFeatureExtractor, question: Samples, sentence: Samples
) -> None:
    for clip in (question, sentence, noise(70_000), np.ones(5000, np.float32)):
        got = at_once(clip)
        np.testing.assert_allclose(got, expected(reference, clip), rtol=0, atol=FROM_THE_REFERENCE)


def test_streamed_with_the_loudest_known_as_the_reference(
    reference: WhisperFeatureExtractor, sentence: Samples
) -> None:
    """Only the floor needs the whole clip; told beforehand, blocks are the reference's."""
    clip = np.concatenate((noise(30_000, level=1e-4), sentence))
    official = expected(reference, clip)
    blocks = heard(LogMel(BINS, loudest(official)), clip, [320] * 100)
    assert [block.shape[1] for block in blocks] == [BLOCK, BLOCK, official.shape[1] - 2 * BLOCK]
    np.testing.assert_allclose(np.hstack(blocks), official, rtol=0, atol=FROM_THE_REFERENCE)


def test_right_edge_is_zeros(sentence: Samples) -> None:
    """The last frames see silence after the end, not the sound mirrored."""
    clip = sentence[:20_000]
    longer = np.pad(clip, (0, WINDOW))
    frames = -(-clip.size // HOP)
    np.testing.assert_allclose(
        at_once(clip), at_once(longer)[:, :frames], rtol=0, atol=FROM_CUT_TO_CUT
    )


@settings(max_examples=60)
@given(
    size=st.integers(0, 5000),
    seed=st.integers(0, 9),
    block=st.sampled_from([1, 7, 20]),
    cuts=st.lists(st.integers(0, 700), max_size=30),
)
def test_cut_anywhere_equals_at_once(size: int, seed: int, block: int, cuts: list[int]) -> None:
    samples = noise(size, seed) * np.linspace(0.001, 1.0, size, dtype=np.float32)
    mel = LogMel(BINS, LOUDEST_PRIOR, block)
    whole, cut = heard(mel, samples), heard(mel, samples, cuts)
    assert sum(block.shape[1] for block in whole) == -(-size // HOP)
    assert [block.shape for block in cut] == [block.shape for block in whole]
    for one, other in zip(cut, whole, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=FROM_CUT_TO_CUT)


@settings(max_examples=8)
@given(cuts=st.lists(st.integers(1, 40_000), max_size=12))
def test_real_blocks_cut_anywhere(sentence: Samples, cuts: list[int]) -> None:
    mel = LogMel(BINS)
    whole, cut = heard(mel, sentence), heard(mel, sentence, cuts)
    assert [block.shape[1] for block in cut] == [BLOCK, -(-sentence.size // HOP) - BLOCK]
    for one, other in zip(cut, whole, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=FROM_CUT_TO_CUT)


@settings(max_examples=30)
@given(
    prior=st.sampled_from([-np.inf, -1.0, 0.0, 1.5, 3.0]),
    levels=st.lists(st.sampled_from([0.001, 0.01, 0.1, 0.5]), min_size=1, max_size=6),
    seed=st.integers(0, 9),
)
def test_floor_lies_below_the_loudest_so_far(prior: float, levels: list[float], seed: int) -> None:
    """Block by block: 80 dB below the prior or the loudest cell up to the block's end."""
    block = 10
    clip = np.concatenate([noise(block * HOP, seed, level) for level in levels])
    # Without the floor: every frame apart keeps its own 80 dB, more than a frame of noise spans.
    cells = np.hstack(heard(LogMel(BINS, -np.inf, 1), clip))
    got = heard(LogMel(BINS, prior, block), clip)
    assert len(got) == len(levels)
    for number, own in enumerate(got):
        end = (number + 1) * block
        floor = floor_value(max(prior, loudest(cells[:, :end])))
        raised = np.maximum(cells[:, end - block : end], floor)
        np.testing.assert_allclose(own, raised, rtol=0, atol=FROM_CUT_TO_CUT)


def test_a_mark_can_be_pushed_again(sentence: Samples) -> None:
    """Each way on from a kept state is as if the other had never been."""
    mel, cut = LogMel(BINS), 37_000
    mark, before = mel.push(mel.start(), sentence[:cut])
    kept = dataclasses.replace(
        mark, samples=mark.samples.copy(), frames=tuple(f.copy() for f in mark.frames)
    )
    ends: list[NDArray[np.float32]] = []
    for rest in (noise(60_000, level=0.9), sentence[cut:], sentence[cut:]):
        state, blocks = mel.push(mark, rest)
        tail = mel.finish(state)
        assert tail is not None
        ends.append(np.hstack([*before, *blocks, tail]))
    np.testing.assert_array_equal(ends[1], ends[2])
    np.testing.assert_allclose(
        ends[1], np.hstack(heard(mel, sentence)), rtol=0, atol=FROM_CUT_TO_CUT
    )
    assert (mark.heard, mark.framed, mark.loudest) == (kept.heard, kept.framed, kept.loudest)
    np.testing.assert_array_equal(mark.samples, kept.samples)
    np.testing.assert_array_equal(np.hstack(mark.frames), np.hstack(kept.frames))


def test_finish_leaves_the_state_open(sentence: Samples) -> None:
    mel = LogMel(BINS)
    state, _ = mel.push(mel.start(), sentence[:10_000])
    first, again = mel.finish(state), mel.finish(state)
    assert first is not None
    assert again is not None
    np.testing.assert_array_equal(first, again)
    state, blocks = mel.push(state, sentence[10_000:])
    tail = mel.finish(state)
    assert tail is not None
    np.testing.assert_allclose(
        np.hstack([*blocks, tail]), np.hstack(heard(mel, sentence)), rtol=0, atol=FROM_CUT_TO_CUT
    )


def test_a_state_stays_small(question: Samples) -> None:
    """However long the sound: less than a window and a hop of it, less than a block of frames."""
    mel = LogMel(BINS)
    state = mel.start()
    for _ in range(12):
        state, _ = mel.push(state, question[:5000])
        assert state.samples.size < WINDOW + HOP
        assert state.waiting < BLOCK


def test_the_senders_buffer_may_be_reused(question: Samples) -> None:
    mel, buffer = LogMel(BINS), np.empty(1000, np.float32)
    state = mel.start()
    for start in range(0, 20_000, buffer.size):
        buffer[:] = question[start : start + buffer.size]
        state, _ = mel.push(state, buffer)
        buffer[:] = 1.0
    tail = mel.finish(state)
    assert tail is not None
    (clean,) = heard(mel, question[:20_000])
    np.testing.assert_allclose(tail, clean, rtol=0, atol=FROM_CUT_TO_CUT)


def test_nothing_heard_is_nothing() -> None:
    mel = LogMel(BINS)
    assert mel.finish(mel.start()) is None
    state, blocks = mel.push(mel.start(), np.zeros(0, np.float32))
    assert blocks == []
    assert mel.finish(state) is None


def test_a_block_comes_when_its_last_window_is_full() -> None:
    """The window of its last frame reaches half a window further, less the step to the next."""
    needed = (BLOCK - 1) * HOP + EDGE
    mel = LogMel(BINS)
    state, blocks = mel.push(mel.start(), noise(needed - 1))
    assert blocks == []
    state, blocks = mel.push(state, noise(1))
    assert [block.shape for block in blocks] == [(BINS, BLOCK)]
    tail = mel.finish(state)
    assert tail is not None
    assert tail.shape == (BINS, 1)


def test_whole_blocks_leave_no_tail() -> None:
    exact = heard(LogMel(BINS), noise(2 * BLOCK * HOP))
    assert [block.shape[1] for block in exact] == [BLOCK, BLOCK]


def test_silence_lies_on_the_floor(reference: WhisperFeatureExtractor) -> None:
    """Under a prior; the reference, which knows nothing louder, has it at log10 of 1e-10."""
    silence = np.zeros(50_000, np.float32)
    official = expected(reference, silence)
    np.testing.assert_allclose(at_once(silence), official, rtol=0, atol=FROM_THE_REFERENCE)
    for block in heard(LogMel(BINS), silence):
        np.testing.assert_allclose(block, floor_value(LOUDEST_PRIOR), rtol=0, atol=1e-6)
