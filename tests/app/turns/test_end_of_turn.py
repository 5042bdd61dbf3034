import numpy as np
import pytest
import soundfile
from transformers import WhisperFeatureExtractor

from app.turns.end_of_turn import LISTENS_SECONDS, EndOfTurn, features
from omni_core.conversation import EngineError
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import WINDOW, SileroVad

FINISHED = ["cards/001", "cards/002", "cards/003", "cards/005", "what_time_is_it"]
"""Recordings that end as sentences end.  (Of five more, three do: see docs/turns.md.)"""

UNFINISHED = [
    ("librivox/sense_and_sensibility_01_austen_64kb-0930", 0.5),
    ("librivox/sense_and_sensibility_01_austen_64kb-0930", 0.7),
    ("librivox/sense_and_sensibility_01_austen_64kb-0890", 0.5),
    ("what_time_is_it", 0.3),
]
"""Recordings cut off in the middle of what is said, at that share of the speech."""


@pytest.fixture(scope="module")
def end_of_turn(pack) -> EndOfTurn:
    return EndOfTurn(pack("turn-smart"))


@pytest.fixture(scope="module")
def speech(pack, recordings):
    vad = SileroVad(pack("vad-silero"))

    def of(name: str, share: float = 1.0) -> np.ndarray:
        """The recording up to that share of its speech, and 0.2 s of silence."""
        sound, _ = soundfile.read(recordings / f"{name}.wav", dtype="float32")
        samples = np.asarray(sound, np.float32)
        windows, _ = vad.listen(vad.begin(), samples)
        voiced = [place for place, window in enumerate(windows) if window.speech >= 0.35]
        first, last = voiced[0] * WINDOW, (voiced[-1] + 1) * WINDOW
        return np.pad(samples[: first + round(share * (last - first))], (0, HEARING_RATE // 5))

    return of


def noise(seconds: float) -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.normal(0, 0.1, round(seconds * HEARING_RATE)).astype(np.float32)


@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 7.99, 8.0, 11.0])
def test_the_features_are_those_the_model_was_trained_on(seconds):
    sound = noise(seconds)
    oracle = WhisperFeatureExtractor(chunk_length=LISTENS_SECONDS)
    whole = LISTENS_SECONDS * HEARING_RATE
    last = np.pad(sound[-whole:] if sound.size else sound, (max(0, whole - sound.size), 0))
    expected = oracle(
        last,
        sampling_rate=HEARING_RATE,
        padding="max_length",
        max_length=whole,
        do_normalize=True,
        return_tensors="np",
    ).input_features[0]
    np.testing.assert_allclose(features(sound), expected, atol=2e-5)


@pytest.mark.parametrize("name", FINISHED)
def test_a_finished_turn(end_of_turn, speech, name):
    assert end_of_turn.probability(speech(name)) > 0.5


@pytest.mark.parametrize(("name", "share"), UNFINISHED)
def test_an_unfinished_turn(end_of_turn, speech, name, share):
    assert end_of_turn.probability(speech(name, share)) < 0.5


def test_only_the_last_seconds_count(end_of_turn, speech):
    words = np.concatenate([noise(LISTENS_SECONDS), speech("cards/003")])
    assert end_of_turn.probability(np.concatenate([noise(3.0), words])) == (
        end_of_turn.probability(words)
    )


def test_without_any_sound_there_is_an_answer(end_of_turn):
    assert 0.0 <= end_of_turn.probability(np.zeros(0, np.float32)) <= 1.0


def test_a_missing_file_is_said_in_one_sentence(tmp_path):
    with pytest.raises(EngineError, match="fetch its pack"):
        EndOfTurn(tmp_path)
