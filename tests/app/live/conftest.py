import numpy as np
import pytest
import soundfile

from omni_core.starter.hearing.vad import SileroVad


@pytest.fixture(scope="module")
def vad(pack) -> SileroVad:
    return SileroVad(pack("vad-silero"))


@pytest.fixture(scope="module")
def question(recordings) -> np.ndarray:
    sound, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    return np.asarray(sound, np.float32)
