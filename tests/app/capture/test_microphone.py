"""From a device's callbacks to timed blocks, with and without echo."""

from __future__ import annotations

import numpy as np
import pytest
import samplerate

from app.capture.echo import EchoCanceller
from app.capture.microphone import QUEUE_BLOCKS, Microphone
from app.capture.reference import LEAD_SECONDS, Reference
from tests.app.capture.room import LATENCY, RATE, Parlour, raw
from tests.rig.correlation import find

RNG = np.random.default_rng(3)
SOUND = (RNG.standard_normal(2 * RATE) / 8).astype(np.float32)
SILENCE = np.zeros_like(SOUND)


def test_blocks_are_the_sound_at_16_khz_each_with_its_time():
    parlour = Parlour()
    blocks = parlour.run(SILENCE, SOUND)
    expected = samplerate.resample(SOUND, 16_000 / RATE, "sinc_medium")
    before = round((20.0 - blocks[0].time) * 16_000)  # silence that completes the first block
    got = raw(blocks)[before + round(LATENCY * 16_000) :]
    assert np.allclose(got[:-800], expected[: got.size - 800], atol=1e-4)
    times = [block.time for block in blocks]
    assert 20.0 - 0.0031 < times[0] <= 20.0
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


@pytest.mark.parametrize("late", [0.0, 0.2])
def test_what_is_played_comes_with_the_block_in_which_its_echo_begins(late):
    parlour = Parlour(EchoCanceller(), extra_delay=late)
    echo = np.concatenate([np.zeros(round(late * RATE), np.float32), 0.5 * SOUND])[: SOUND.size]
    blocks = parlour.run(SOUND, echo)
    unknown = round(late * 100)
    assert [block.far is None for block in blocks[: unknown + 1]] == [True] * unknown + [False]
    none = np.zeros(160, np.float32)
    played = np.concatenate([none if b.far is None else b.far for b in blocks])
    lag = find(raw(blocks)[8_000:24_000], played[4_000:]).at + 4_000 - 8_000
    assert -LEAD_SECONDS - 0.01 <= lag / 16_000 <= 0


def test_what_is_played_is_not_known_while_the_speaker_brings_nothing():
    parlour = Parlour(EchoCanceller())
    parlour.run(SOUND, SOUND)
    parlour.speaker_plays = False
    stuck = parlour.run(SOUND, SOUND)[-50:]
    assert all(block.far is None for block in stuck)


def test_what_is_played_is_not_known_without_a_canceller():
    assert all(block.far is None for block in Parlour().run(SOUND, SILENCE))
