import threading

import numpy as np
import pytest
import soundfile

from omni_core.conversation import Cancel, EngineError
from omni_core.starter.hearing import whisper as whisper_module
from omni_core.starter.hearing.mel import log_mel
from omni_core.starter.hearing.transcript import NOTHING
from omni_core.starter.hearing.whisper import WhisperBase

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whisper(pack):
    model = WhisperBase(pack("hear-whisper-base"))
    yield model
    model.close()


@pytest.fixture(scope="module")
def question(recordings):
    return soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")[0]


def test_a_question_is_written_down_and_its_language_told(whisper, question):
    transcript = whisper.transcribe(question, Cancel())
    assert transcript.text == "What time is it?"
    assert transcript.confidence < 0
    code, probability = transcript.language
    assert code == "en"
    assert probability > 0.6
    assert whisper.language(question) == pytest.approx(transcript.language)


@pytest.mark.parametrize(
    ("name", "code"), [("french", "fr"), ("italian", "it"), ("russian", "ru"), ("spanish", "es")]
)
def test_languages_are_told_apart(whisper, recordings, name, code):
    samples, _ = soundfile.read(recordings / "languages" / f"{name}.flac", dtype="float32")
    assert whisper.language(samples)[0] == code


def test_loaded_later_it_writes_the_same(whisper, pack, question):
    later = WhisperBase(pack("hear-whisper-base"), later=True)
    later.load()
    assert later.transcribe(question, Cancel()) == whisper.transcribe(question, Cancel())
    later.close()


def test_what_cannot_be_loaded_later_hears_nothing_and_is_told_once(tmp_path, question, caplog):
    with pytest.raises(EngineError, match="fetch the pack"):
        WhisperBase(tmp_path)
    later = WhisperBase(tmp_path, later=True)
    later.load()
    for cancel in (None, Cancel()):
        assert later.transcribe(question, cancel) == NOTHING
        assert later.language(question, cancel) is None
    later.close()
    (told,) = caplog.records
    assert "fetch the pack" in told.getMessage()


def test_a_cancelled_call_writes_nothing_and_the_next_one_works(whisper, question):
    cancel = Cancel()
    cancel.set()
    assert whisper.transcribe(question, cancel) == NOTHING
    assert whisper.language(question, cancel) is None
    assert whisper.transcribe(question, None).text == "What time is it?"


def test_work_that_was_given_up_while_it_waited_is_never_done(whisper, question, monkeypatch):
    heard: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def watched_log_mel(samples):
        heard.append(samples.size)
        begun.set()
        go_on.wait()
        return log_mel(samples)

    monkeypatch.setattr(whisper_module, "log_mel", watched_log_mel)
    running = threading.Thread(target=whisper.language, args=(question,))
    running.start()
    begun.wait()
    for _ in range(3):
        cancel = Cancel()
        threading.Timer(0.05, cancel.set).start()
        assert whisper.transcribe(question, cancel) == NOTHING
    go_on.set()
    running.join()
    assert whisper.transcribe(question, None).text == "What time is it?"
    assert len(heard) == 2


def test_too_little_sound_holds_no_word(whisper):
    assert whisper.transcribe(np.zeros(100, np.float32), None) == NOTHING


def test_a_damaged_model_is_one_sentence(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"nothing of a model")
    with pytest.raises(EngineError, match="hear-whisper-base again"):
        WhisperBase(tmp_path)
