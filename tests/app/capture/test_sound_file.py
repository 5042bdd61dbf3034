import os
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.capture.sound_file import LONGEST_SECONDS, read_sound
from app.errors import UserError
from omni_core.media import HEARING_RATE

FORMATS = [("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("OGG", "OPUS"), ("MP3", None)]
STREAMED = 0xFFFF_FFFF


def speech(recordings: Path) -> np.ndarray:
    samples, _ = soundfile.read(recordings / "cards" / "005.wav", dtype="float32")
    return samples


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Highest correlation within 1600 samples: codecs delay a little."""
    size = min(one.size, other.size)
    spectrum = np.fft.rfft(one[:size], 2 * size) * np.conj(np.fft.rfft(other[:size], 2 * size))
    correlation = np.fft.irfft(spectrum)
    near = np.concatenate([correlation[:1600], correlation[-1600:]])
    return float(near.max() / (np.linalg.norm(one[:size]) * np.linalg.norm(other[:size])))


def refused(path: Path) -> str:
    with pytest.raises(UserError) as error:
        read_sound(path)
    return str(error.value)


def test_a_16_khz_recording_is_taken_as_it_is(recordings):
    samples = read_sound(recordings / "cards" / "005.wav")
    assert samples.dtype == np.float32
    assert np.array_equal(samples, speech(recordings))


@pytest.mark.parametrize(("kind", "subtype"), FORMATS)
@pytest.mark.parametrize("rate", [8000, 16000, 24000, 48000])
def test_formats_and_rates(tmp_path, recordings, kind, subtype, rate):
    import soxr

    original = speech(recordings)
    file = tmp_path / "sound"
    resampled = soxr.resample(original, HEARING_RATE, rate)
    soundfile.write(file, resampled, rate, format=kind, subtype=subtype)
    heard = read_sound(file)
    assert abs(heard.size - original.size) < HEARING_RATE // 10
    assert likeness(heard, original) > (0.9 if rate == 8000 or subtype == "OPUS" else 0.97)


@pytest.mark.parametrize("rate", [11025, 22050, 44100, 96000, 192000])
def test_rates_of_wav(tmp_path, recordings, rate):
    import soxr

    original = speech(recordings)
    file = tmp_path / "sound.wav"
    soundfile.write(file, soxr.resample(original, HEARING_RATE, rate), rate, subtype="FLOAT")
    heard = read_sound(file)
    assert abs(heard.size - original.size) <= 2
    assert likeness(heard, original) > 0.97


def test_block_by_block_equals_resampling_at_once(tmp_path, recordings):
    import soxr

    original = np.tile(speech(recordings), 3)
    file = tmp_path / "sound.wav"
    soundfile.write(file, original, 44100, subtype="FLOAT")
    at_once = np.clip(soxr.resample(original, 44100, HEARING_RATE), -1, 1)
    heard = read_sound(file)
    size = min(heard.size, at_once.size)
    assert abs(heard.size - at_once.size) <= 2
    assert np.abs(heard[:size] - at_once[:size]).max() < 1e-4


def test_stereo_is_averaged(tmp_path, recordings):
    original = speech(recordings)
    file = tmp_path / "sound.wav"
    stereo = np.stack([original, np.zeros_like(original)], axis=1)
    soundfile.write(file, stereo, HEARING_RATE, subtype="FLOAT")
    assert np.allclose(read_sound(file), original / 2, atol=1e-6)


def test_slightly_too_loud_is_clipped(tmp_path, recordings):
    original = speech(recordings)
    file = tmp_path / "sound.wav"
    loud = original * np.float32(1.5 / np.abs(original).max())
    soundfile.write(file, loud, HEARING_RATE, subtype="FLOAT")
    assert np.array_equal(read_sound(file), np.clip(loud, -1, 1))


def test_not_a_file(tmp_path):
    assert refused(tmp_path / "missing.wav").startswith("There is no file ")
    assert "is a folder" in refused(tmp_path)
    (tmp_path / "empty.wav").touch()
    assert "is empty" in refused(tmp_path / "empty.wav")
    assert "cannot be opened" in refused(tmp_path / ("x" * 300))
    assert "cannot be opened" in refused(Path("zero\0byte"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe or a device" in refused(tmp_path / "pipe")
    assert "is a pipe or a device" in refused(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has other permissions")
def test_a_file_that_may_not_be_read(tmp_path):
    file = tmp_path / "secret.wav"
    file.write_bytes(b"RIFF")
    file.chmod(0)
    user = os.geteuid()
    if user == 0:  # whom permissions do not stop
        os.seteuid(65534)
    try:
        assert "may not be read" in refused(file)
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("kept", [0.05, 0.5, 0.97])
@pytest.mark.parametrize(("kind", "subtype"), [*FORMATS, ("AIFF", "PCM_16")])
def test_cut_off(tmp_path, recordings, kind, subtype, kept):
    file = tmp_path / "sound"
    soundfile.write(file, speech(recordings), HEARING_RATE, format=kind, subtype=subtype)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)])
    assert "cut off" in refused(file) or "damaged" in refused(file)


@pytest.mark.parametrize(("kind", "subtype", "kept"), [("OGG", "VORBIS", 5000), ("WAV", None, 44)])
def test_cut_off_before_any_sound(tmp_path, recordings, kind, subtype, kept):
    """Nothing to hear is left, but it is no empty recording: making it again would not help."""
    file = tmp_path / "sound"
    beginning = speech(recordings)[:HEARING_RATE]
    soundfile.write(file, beginning, HEARING_RATE, format=kind, subtype=subtype)
    file.write_bytes(file.read_bytes()[:kept])
    assert "cut off" in refused(file)


def test_a_length_left_open_by_a_pipe_is_no_cut(tmp_path, recordings):
    whole = bytearray((recordings / "cards" / "005.wav").read_bytes())
    whole[4:8] = whole[40:44] = struct.pack("<I", STREAMED)
    file = tmp_path / "sound.wav"
    file.write_bytes(whole)
    assert np.array_equal(read_sound(file), speech(recordings))


def test_nothing_to_hear(tmp_path):
    file = tmp_path / "sound.wav"
    for kind in ("WAV", "OGG"):
        soundfile.write(file, np.zeros(0), HEARING_RATE, format=kind)
        assert "holds no sound" in refused(file), kind
    soundfile.write(file, np.ones(100) / 2, HEARING_RATE)
    assert "too short" in refused(file)
    for silence in (np.zeros(HEARING_RATE), np.full(HEARING_RATE, 0.4)):
        soundfile.write(file, silence, HEARING_RATE)
        assert "only silence" in refused(file)


def test_samples_that_mean_nothing(tmp_path):
    file = tmp_path / "sound.wav"
    samples = np.random.default_rng(1).normal(0, 0.1, HEARING_RATE)
    for bad in (np.nan, np.inf, -np.inf):
        samples[500] = bad
        soundfile.write(file, samples, HEARING_RATE, subtype="FLOAT")
        assert "not numbers" in refused(file)
    samples[500] = 3e38
    soundfile.write(file, samples, HEARING_RATE, subtype="DOUBLE")
    assert "beyond full scale" in refused(file)


@pytest.mark.parametrize("rate", [1, 3999, 192_001, 2**31 - 1])
def test_absurd_rates(tmp_path, rate):
    file = tmp_path / "sound.wav"
    with wave.open(str(file), "wb") as recording:
        recording.setparams((1, 2, rate, 0, "NONE", ""))
        recording.writeframes(bytes(8000))
    assert "samples a second" in refused(file) or "damaged" in refused(file)


def test_too_many_channels(tmp_path):
    file = tmp_path / "sound.wav"
    soundfile.write(file, np.zeros((16000, 9)), HEARING_RATE)
    assert "9 channels" in refused(file)


def test_an_hour_is_refused_though_it_is_small(tmp_path):
    file = tmp_path / "hour.flac"  # silence: half a megabyte
    with soundfile.SoundFile(file, "w", HEARING_RATE, 1, format="FLAC") as recording:
        for _ in range(60):
            recording.write(np.zeros(60 * HEARING_RATE, np.int16))
    assert f"longer than {LONGEST_SECONDS // 60} minutes" in refused(file)
