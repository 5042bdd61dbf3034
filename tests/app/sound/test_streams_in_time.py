"""Clocks, rings and timed streams."""

from __future__ import annotations

import numpy as np
import pytest
import samplerate
import soxr
from hypothesis import given
from hypothesis import strategies as st

from app.sound.run_ring import Run, RunRing
from app.sound.stream_clock import StreamClock
from app.sound.timed_stream import TimedStream

RNG = np.random.default_rng(2)
SOUND = (RNG.standard_normal(48_000) / 4).astype(np.float32)


def test_jittered_stamps_give_an_even_clock():
    clock = StreamClock(48_000)
    with pytest.raises(ValueError, match="not begun"):
        clock.time_of(0)
    for block in range(1_000):
        true = 10 + block / 100
        clock.stamp(480 * block, true + float(RNG.uniform(0, 0.008)))
    times = [clock.time_of(480 * block) for block in range(1_000)]
    assert np.allclose(np.diff(times), 0.01)
    assert abs(times[-1] - (10 + 9.99 + 0.004)) < 0.002
    assert clock.breaks == 0


def test_a_crystal_that_is_off_is_followed_and_a_break_is_jumped():
    clock = StreamClock(48_000)
    for block in range(3_000):
        clock.stamp(480 * block, block / 100 * (1 + 100e-6))
    assert abs(clock.time_of(480 * 3_000) - 30.003) < 1e-3
    clock.stamp(480 * 3_000, 60.0)  # the computer slept
    assert clock.breaks == 1
    assert clock.time_of(480 * 3_000) == pytest.approx(60.0)


def test_a_full_ring_drops_the_oldest_and_counts_it():
    ring = RunRing(3)
    for number in range(5):
        ring.offer(np.full((480, 2), number, np.float32), float(number))
    runs = ring.take()
    assert [run.position for run in runs] == [960, 1440, 1920]
    assert [float(run.samples[0]) for run in runs] == [2.0, 3.0, 4.0]
    assert runs[0].samples.shape == (480,)
    assert ring.dropped == 2
    assert not ring.wait(0)


def resampled(sound: np.ndarray, rate: int, *, promptly: bool) -> np.ndarray:
    """All at once."""
    if rate == 16_000:
        return sound
    if promptly:
        return samplerate.resample(sound, 16_000 / rate, "sinc_medium")
    return soxr.resample(sound, rate, 16_000)


def silence_before(stream: TimedStream, begin: float) -> int:
    """Samples at 16 kHz before the moment in which the device's first one was heard."""
    return round((begin - stream.time) * 16_000)


@given(
    st.lists(st.integers(1, 900), min_size=1, max_size=30),
    st.sampled_from([16_000, 44_100, 48_000]),
    st.booleans(),
)
def test_a_stream_in_runs_is_the_whole_resampled_and_every_sample_keeps_its_time(
    sizes, rate, promptly
):
    stream = TimedStream(rate, promptly=promptly)
    position = 0
    taken: list[np.ndarray] = []
    before = 0
    for size in sizes:
        stream.push(Run(position, SOUND[position : position + size], 5 + position / rate))
        if position == 0 and len(stream):
            before = silence_before(stream, 5.0)
            assert before < (160 + 2 if promptly else 1)
        position += size
        if len(stream):
            count = sum(part.size for part in taken) - before
            assert stream.time == pytest.approx(5 + count / 16_000, abs=1e-6)
            taken.append(stream.take(len(stream)))
    got = np.concatenate(taken) if taken else np.zeros(0, np.float32)
    assert not got[:before].any()
    got = got[before:]
    whole = resampled(SOUND[:position], rate, promptly=promptly)
    sure = max(0, min(got.size, whole.size) - 800)  # the end of a whole knows no more is to come
    assert np.allclose(got[:sure], whole[:sure], atol=1e-4)


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_promptly_nearly_nothing_is_held_back_and_nothing_is_shifted(rate):
    stream = TimedStream(rate, promptly=True)
    tone = np.sin(2 * np.pi * 440 * np.arange(rate) / rate).astype(np.float32)
    block = rate // 100
    for first in range(0, rate, block):
        stream.push(Run(first, tone[first : first + block], 5 + first / rate))
        assert len(stream) >= (first + block) * 16_000 // rate - 48
    stream.take(silence_before(stream, 5.0))
    expected = np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    inner = slice(200, 15_800)
    assert np.allclose(stream.take(len(stream))[inner], expected[inner], atol=1e-3)


@pytest.mark.parametrize("rate", [16_000, 32_000, 44_100, 48_000, 96_000])
def test_promptly_each_callback_completes_a_block(rate):
    stream = TimedStream(rate, promptly=True)
    block = rate // 100
    for number in range(200):
        moment = 5 + number / 100
        stream.push(Run(number * block, SOUND[:block], moment))
        assert 160 <= len(stream) < 165
        assert stream.time == pytest.approx(moment, abs=0.0035), "nearly all that was just heard"
        stream.take(160)
    stream.push(Run(201 * block, SOUND[:block], 7.01))
    assert 160 <= len(stream) < 165, "also after something was lost"


def test_what_is_lost_is_a_jump_of_time_not_of_sound():
    stream = TimedStream(16_000)
    stream.push(Run(0, SOUND[:160], 1.0))
    assert not stream.push(Run(160, SOUND[:160], 1.01))
    assert stream.push(Run(16_160, SOUND[:160], 2.01))
    assert len(stream) == 160
    assert stream.time == pytest.approx(2.01, abs=1e-3)
    assert stream.breaks == 1
