import threading

import numpy as np
import pytest
import soundfile

from omni_core.conversation import Cancel, EngineError
from omni_core.starter.hearing.moonshine import Moonshine
from omni_core.starter.hearing.transcript import NOTHING


@pytest.fixture(scope="module")
def moonshine(pack):
    return Moonshine(pack("hear-moonshine-tiny"))


@pytest.fixture(scope="module")
def question(recordings):
    return soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")[0]


def test_a_question_is_written_down(moonshine, question):
    transcript = moonshine.transcribe(question, None)
    assert transcript.text == "What time is it?"
    assert -0.3 < transcript.confidence < 0
    assert 4 <= transcript.tokens <= 8


def test_the_same_sound_gives_the_same_words(moonshine, question):
    assert moonshine.transcribe(question, None) == moonshine.transcribe(question, Cancel())


def test_too_little_sound_holds_no_word(moonshine):
    assert moonshine.transcribe(np.zeros(100, np.float32), None) == NOTHING


def test_a_cancelled_call_writes_nothing(moonshine, question):
    cancel = Cancel()
    cancel.set()
    assert moonshine.transcribe(question, cancel) == NOTHING


def test_a_cancel_from_elsewhere_ends_the_work_early(moonshine, question):
    long = np.tile(question, 15)
    whole = moonshine.transcribe(long, None)
    cancel = Cancel()
    timer = threading.Timer(0.01, cancel.set)
    timer.start()
    part = moonshine.transcribe(long, cancel)
    timer.join()
    assert part.tokens < whole.tokens
    assert moonshine.transcribe(question, None).text == "What time is it?"


def test_a_tone_does_not_make_it_write_without_end(moonshine):
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(160_000) / 16_000, dtype=np.float64)
    assert moonshine.transcribe(tone.astype(np.float32), None).tokens <= 10 * 12 + 8


@pytest.mark.parametrize("name", ["encoder_model.ort", "decoder_model_merged.ort"])
def test_a_damaged_model_is_one_sentence(pack, tmp_path, name):
    for file in pack("hear-moonshine-tiny").iterdir():
        content = file.read_bytes()
        (tmp_path / file.name).write_bytes(content[:1000] if file.name == name else content)
    with pytest.raises(EngineError, match="fetch its pack again"):
        Moonshine(tmp_path)
