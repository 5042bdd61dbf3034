from __future__ import annotations

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from app.recording.timed_wav import TimedWav
from omni_core.media import HEARING_RATE

STEP = 1 / 32768


def noise(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-1, 1, count).astype(np.float32)


@given(sizes=st.lists(st.integers(0, 400), min_size=1, max_size=12), wobble=st.integers(0, 99))
def test_pieces_in_step_with_the_clock_are_the_whole(sizes, wobble, tmp_path_factory):
    sound = noise(sum(sizes), wobble)
    path = tmp_path_factory.mktemp("wav") / "sound.wav"
    wav = TimedWav(path, begun=5.0)
    jitter = np.random.default_rng(wobble).uniform(-0.01, 0.01, len(sizes))
    jitter[0] = 0.0
    place = 0
    for size, off in zip(sizes, jitter, strict=True):
        wav.write(sound[place : place + size], 5.0 + place / HEARING_RATE + off)
        place += size
    wav.close()
    kept, rate = soundfile.read(path, dtype="float32")
    assert rate == HEARING_RATE
    assert kept.size == sound.size
    assert np.abs(kept - sound).max(initial=0.0) < 2 * STEP


def test_a_gap_is_silence_and_what_was_before_the_beginning_is_cut(tmp_path):
    wav = TimedWav(tmp_path / "a.wav", begun=10.0)
    wav.write(noise(160), 9.995)
    wav.write(noise(160, 1), 11.0)
    wav.close(frames=2 * HEARING_RATE)
    kept, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert kept.size == 2 * HEARING_RATE
    assert np.allclose(kept[:80], noise(160)[80:], atol=2 * STEP)
    assert not kept[80:HEARING_RATE].any()
    assert np.allclose(kept[HEARING_RATE : HEARING_RATE + 160], noise(160, 1), atol=2 * STEP)
    assert not kept[HEARING_RATE + 160 :].any()


def test_it_is_a_whole_file_after_every_flush(tmp_path):
    wav = TimedWav(tmp_path / "a.wav", begun=0.0)
    assert soundfile.info(tmp_path / "a.wav").frames == 0
    for count in range(1, 4):
        wav.write(noise(160), count / 100 - 0.01)
        wav.flush()
        assert soundfile.info(tmp_path / "a.wav").frames == 160 * count


def test_it_replaces_nothing(tmp_path):
    (tmp_path / "a.wav").touch()
    with pytest.raises(FileExistsError):
        TimedWav(tmp_path / "a.wav", begun=0.0)
