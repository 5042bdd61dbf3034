import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture.sound_file import read_sound
from app.talk.last_voiced import loud_until
from omni_core.media import HEARING_RATE

RECORDINGS = [
    "what_time_is_it.wav",
    "grapefruit.wav",
    "cards/003.wav",
    "cards/005.wav",
    "librivox/sense_and_sensibility_01_austen_64kb-0880.wav",
]


@pytest.mark.parametrize("name", RECORDINGS)
def test_room_noise_after_the_words_changes_nothing(recordings, name):
    speech = read_sound(recordings / name)
    speech = speech[: loud_until(speech)]
    noise = np.random.default_rng(3).normal(0, 2e-4, HEARING_RATE).astype(np.float32)
    assert abs(loud_until(np.concatenate([speech, noise])) - speech.size) <= HEARING_RATE // 100


@settings(deadline=None)
@given(st.floats(0.01, 1.0))
def test_loudness_does_not_matter(recordings, gain):
    speech = read_sound(recordings / "what_time_is_it.wav")
    assert loud_until(speech * np.float32(gain)) == loud_until(speech)


@settings(deadline=None)
@given(st.integers(1, 3000), st.floats(-1, 1, width=32))
def test_always_within_the_sound(size, level):
    assert 1 <= loud_until(np.full(size, level, np.float32)) <= size
    noise = np.random.default_rng(size).uniform(-0.1, 0.1, size).astype(np.float32)
    assert 1 <= loud_until(noise) <= size


def test_speech_to_the_very_end(recordings):
    speech = read_sound(recordings / "grapefruit.wav")
    cut = speech[: speech.size // 2 // 160 * 160]
    assert loud_until(cut) > cut.size - HEARING_RATE // 4
