import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.conversation import EngineError
from omni_core.starter.hearing.vad import WINDOW, SileroVad


@pytest.fixture(scope="module")
def vad(pack):
    return SileroVad(pack("vad-silero"))


@pytest.fixture(scope="module")
def card(recordings):
    return soundfile.read(recordings / "cards" / "003.wav", dtype="float32")[0]


def test_speech_is_told_from_silence(vad, card):
    windows, _ = vad.listen(vad.begin(), np.concatenate([np.zeros(16_000, np.float32), card]))
    speech = [window.speech for window in windows]
    assert max(speech[: 16_000 // WINDOW]) < 0.2
    assert max(speech) > 0.9


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 24_000), max_size=30))
def test_windows_do_not_depend_on_the_cuts(vad, card, cuts):
    whole, end = vad.listen(vad.begin(), card)
    state, windows = vad.begin(), []
    for block in np.split(card, sorted(cut for cut in cuts if cut < card.size)):
        more, state = vad.listen(state, block)
        windows += more
    assert [w.speech for w in windows] == [w.speech for w in whole]
    assert np.array_equal(state.pending, end.pending)


def test_a_state_is_a_savepoint(vad, card):
    _, state = vad.listen(vad.begin(), card[:8_000])
    once, _ = vad.listen(state, card[8_000:])
    again, _ = vad.listen(state, card[8_000:])
    assert [w.speech for w in once] == [w.speech for w in again]


@pytest.mark.parametrize("content", [None, b"", b"not a network" * 100])
def test_a_missing_or_damaged_file_is_one_sentence(tmp_path, content):
    if content is not None:
        (tmp_path / "silero_vad_16k_op15.onnx").write_bytes(content)
    with pytest.raises(EngineError, match="fetch its pack again") as caught:
        SileroVad(tmp_path)
    assert caught.value.kind == "model"
