"""From a device's callbacks to timed blocks, with and without echo."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from app.capture.microphone import QUEUE_BLOCKS, Microphone
from app.capture.reference import Reference
from tests.app.capture.room import LATENCY, PERIOD, RATE, Parlour, raw

RNG = np.random.default_rng(3)
SOUND = (RNG.standard_normal(2 * RATE) / 8).astype(np.float32)
SILENCE = np.zeros_like(SOUND)


def test_blocks_are_the_sound_at_16_khz_each_with_its_time():
    parlour = Parlour()
    blocks = parlour.run(SILENCE, SOUND)
    expected = soxr.resample(SOUND, RATE, 16_000)
    got = raw(blocks)[round(LATENCY * 16_000) :]
    assert np.allclose(got[:-800], expected[: got.size - 800], atol=1e-4)
    times = [block.time for block in blocks]
    assert times[0] == pytest.approx(20.0)
    assert np.allclose(np.diff(times), 0.01)
    assert all(block.samples.shape == (160,) for block in blocks)
    assert all(block.lost == 0 and block.echo is None for block in blocks)


def test_a_gap_is_told_in_seconds():
    parlour = Parlour()
    parlour.run(SILENCE, SOUND)
    parlour.now += 1.0
    blocks = parlour.run(SILENCE, SOUND)
    lost = [block.lost for block in blocks if block.lost]
    assert len(lost) == 1
    assert 0.99 < lost[0] < 1.06  # and what resampling held back


def test_nobody_taking_drops_the_oldest_and_counts_it():
    microphone = Microphone(Reference())
    ring = microphone.attach(16_000)
    for number in range(QUEUE_BLOCKS + 7):
        ring.offer(np.full(160, number / 1_000, np.float32), number / 100)
        microphone.step()
    assert microphone.dropped == 7
    assert microphone.take()[0].samples[0] == pytest.approx(0.007)
    assert microphone.take() == []


def test_a_detached_microphone_gives_nothing_and_another_goes_on():
    parlour = Parlour()
    parlour.run(SILENCE, SOUND)
    parlour.microphone.detach()
    assert parlour.run(SILENCE, SOUND) == []
    parlour.near_ring = parlour.microphone.attach(RATE)
    blocks = parlour.run(SILENCE, SOUND)
    assert blocks[0].lost > 1.9


def test_loud_sound_stays_within_full_scale():
    blocks = Parlour().run(SILENCE, 4 * SOUND)
    assert np.abs(raw(blocks)).max() <= 1.0


def test_the_reference_runs_ahead_by_its_lead_and_keeps_pace():
    reference = Reference(lead=0.02)
    ring = reference.attach(16_000)
    count = np.arange(16_000, dtype=np.float32)
    for begin in range(0, 16_000, 160):
        ring.offer(count[begin : begin + 160], 7 + begin / 16_000)
    got = [reference.block(7 + block / 100) for block in range(90)]
    flat = np.concatenate([block for block in got if block is not None])
    assert np.array_equal(np.diff(flat), np.ones(flat.size - 1))
    assert flat[0] == 320
    assert reference.jumps == 1  # the start


def test_the_reference_is_silence_before_the_speaker_and_without_one():
    reference = Reference(lead=0.0)
    early = reference.block(3.0)
    assert early is not None
    assert not early.any()
    ring = reference.attach(16_000)
    assert reference.block(3.0) is None  # it may still come
    ring.offer(np.ones(PERIOD, np.float32), 9.0)
    before = reference.block(8.0)
    assert before is not None
    assert not before.any()
    then = reference.block(9.0)
    assert then is not None
    assert then.all()
