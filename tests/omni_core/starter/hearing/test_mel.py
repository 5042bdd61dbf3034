import numpy as np
import pytest

from omni_core.starter.hearing.mel import BANDS, STEP, log_mel


def tone(hertz, seconds=1.0):
    return np.sin(2 * np.pi * hertz * np.arange(int(16_000 * seconds)) / 16_000).astype(np.float32)


def test_one_frame_each_ten_milliseconds():
    assert log_mel(tone(440)).shape == (BANDS, 16_000 // STEP)
    assert log_mel(tone(440)[:1001]).shape == (BANDS, 7)


def test_a_tone_lies_in_its_band():
    """Slaney: 3 mels each 200 Hz up to 1 kHz, then 27 for each factor of 6.4; 45.2 in all."""
    for hertz, mel in ((500, 7.5), (1000, 15.0), (6400, 42.0)):
        loudest = int(log_mel(tone(hertz)).mean(axis=1).argmax())
        assert loudest + 1 == pytest.approx(mel / 45.245 * (BANDS + 1), abs=0.75)


def test_louder_by_ten_is_two_decades_of_power():
    quiet, loud = log_mel(0.01 * tone(440)), log_mel(0.1 * tone(440))
    assert loud.max() - quiet.max() == pytest.approx(2 / 4, abs=1e-3)


def test_nothing_is_more_than_eight_decades_below_the_loudest():
    silent_end = np.concatenate([tone(440), np.zeros(16_000, np.float32)])
    spectrogram = log_mel(silent_end)
    assert spectrogram.max() - spectrogram.min() == pytest.approx(8 / 4)
