"""Silence, level, edges and pauses, on sounds whose measures are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.media import SPEECH_RATE
from omni_core.starter.voice.polish import (
    FRAME,
    LEAD,
    LEVEL,
    MOST_GAIN,
    PEAK,
    TAIL,
    at_speech_rate,
    level,
    pause_after,
    polish,
    voiced,
)


def tone(seconds, amplitude=0.1, rate=SPEECH_RATE, pitch=220.0):
    times = np.arange(round(seconds * rate)) / rate
    return (amplitude * np.sin(2 * np.pi * pitch * times)).astype(np.float32)


def rms(samples):
    return float(np.sqrt(np.mean(samples**2)))


def test_another_rate_keeps_length_pitch_and_level():
    sound = at_speech_rate(tone(1.0, rate=22_050), 22_050)
    assert sound.dtype == np.float32
    assert sound.size == SPEECH_RATE
    middle = sound[SPEECH_RATE // 4 : -SPEECH_RATE // 4]
    np.testing.assert_allclose(middle, tone(1.0)[SPEECH_RATE // 4 : -SPEECH_RATE // 4], atol=1e-3)


def test_silence_at_the_ends_is_cut_to_a_hair():
    quiet = np.zeros(SPEECH_RATE, np.float32)
    sound = tone(0.5)
    trimmed = voiced(np.concatenate([quiet, sound, quiet]))
    assert sound.size <= trimmed.size <= sound.size + LEAD + TAIL + 2 * FRAME


def test_silence_in_the_middle_stays():
    quiet = np.zeros(SPEECH_RATE // 4, np.float32)
    sound = np.concatenate([tone(0.3), quiet, tone(0.3)])
    assert voiced(sound).size == sound.size


@pytest.mark.parametrize("amplitude", [0.05, 0.1, 0.3])
def test_voices_come_out_equally_loud(amplitude):
    assert rms(level(tone(1.0, amplitude))) == pytest.approx(LEVEL, rel=0.02)


def test_a_whisper_is_lifted_a_little_only():
    whisper = tone(1.0, 0.001)
    assert rms(level(whisper)) == pytest.approx(rms(whisper) * MOST_GAIN, rel=0.01)


def test_a_peak_stays_within_bounds():
    spiky = tone(1.0, 0.05)
    spiky[5000] = 0.9
    assert np.abs(level(spiky)).max() <= PEAK * 1.0001


def test_edges_begin_and_end_at_nothing():
    sound = polish(np.ones(SPEECH_RATE, np.float32) * 0.2, SPEECH_RATE, pause=0.0, volume=1.0)
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3
    assert np.abs(np.diff(sound)).max() < 0.01


def test_pause_and_volume():
    loud = polish(tone(0.5), SPEECH_RATE, pause=0.25, volume=1.0)
    soft = polish(tone(0.5), SPEECH_RATE, pause=0.25, volume=0.5)
    assert not loud[-SPEECH_RATE // 4 :].any()
    assert loud[-SPEECH_RATE // 4 - FRAME :].any()
    np.testing.assert_allclose(soft, loud / 2, atol=1e-6)
    assert not polish(tone(0.5), SPEECH_RATE, pause=0.0, volume=0.0).any()


@given(
    st.lists(st.floats(width=32), max_size=2000).map(lambda x: np.array(x, np.float32)),
    st.sampled_from([16_000, 22_050, 24_000]),
)
def test_whatever_a_voice_makes_stays_in_bounds(samples, rate):
    with np.errstate(all="ignore"):
        sound = polish(samples, rate, pause=0.0, volume=1.0)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert np.abs(sound).max(initial=0.0) <= 1.0


@pytest.mark.parametrize(
    ("text", "longer_than"),
    [("Yes. ", "Yes, "), ('He said "go." ', "yes: "), ("a, ", "a "), ("**so!**", "so -")],
)
def test_a_heavier_mark_gives_a_longer_pause(text, longer_than):
    assert pause_after(text) > pause_after(longer_than)


def test_no_mark_no_pause():
    assert pause_after("in the middle ") == pause_after("") == pause_after("3.5") == 0.0
