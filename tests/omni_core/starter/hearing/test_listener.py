import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import words
from omni_core.conversation import Cancel
from omni_core.starter.hearing.listener import SILENCE, Ears, Listener

RATE = 16_000


@pytest.fixture(scope="module")
def ears(pack):
    loaded = Ears.load(vad=pack("vad-silero"), moonshine=pack("hear-moonshine-tiny"))
    yield loaded
    loaded.close()


def silence(seconds):
    return np.zeros(int(seconds * RATE), np.float32)


@pytest.fixture(scope="module")
def cards(recordings):
    """Two sentences with pauses before, between and after them."""
    first, second = (
        soundfile.read(recordings / "cards" / f"{name}.wav", dtype="float32")[0]
        for name in ("003", "005")
    )
    return np.concatenate([silence(1), first, silence(0.6), second, silence(0.1)])


def hear(ears, *blocks):
    listener = Listener(ears)
    for block in blocks:
        listener.push(block)
    return listener.finish()


def test_a_turn_is_heard_with_its_times(ears, cards):
    heard = hear(ears, cards)
    said = "seven of clubs eight of spades four of clubs seven of hearts"
    assert words.errors(said, heard.text)[0] <= 1
    assert heard.language == "en"
    assert 3 < heard.speech_seconds < 5
    assert heard.last_voiced == pytest.approx(cards.size / RATE - 0.1, abs=0.3)
    assert -0.5 < heard.confidence < 0


@settings(max_examples=6, deadline=None)
@given(cuts=st.lists(st.integers(0, 100_000), max_size=60))
def test_blocks_of_any_size_are_the_same_turn(ears, cards, cuts):
    blocks = np.split(cards, sorted(cut for cut in cuts if cut < cards.size))
    assert hear(ears, *blocks) == hear(ears, cards)


def test_silence_before_speech_invents_no_word(ears, recordings):
    question, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    for seconds in (0, 0.3, 1, 3):
        assert hear(ears, silence(seconds), question).text == "What time is it?"


def test_nothing_is_heard_where_nobody_speaks(ears):
    rng = np.random.default_rng(3)
    noise = (0.05 * rng.standard_normal(RATE * 4)).astype(np.float32)
    tone = (0.2 * np.sin(2 * np.pi * 440 * np.arange(RATE * 4) / RATE)).astype(np.float32)
    click = silence(1)
    click[8000:8050] = 0.9
    for sound in (silence(4), noise, tone, click, silence(0.01)):
        assert hear(ears, sound) == SILENCE
    assert Listener(ears).finish() == SILENCE


def test_words_before_a_pause_are_ready_before_the_turn_ends(ears, cards, monkeypatch):
    listener = Listener(ears)
    listener.push(cards[: int(3.2 * RATE)])
    written = []
    write = Ears.write
    monkeypatch.setattr(
        Ears, "write", lambda self, s, c: written.append(s.samples.size) or write(self, s, c)
    )
    listener.finish()
    assert sum(written) < 1.5 * RATE


def test_finishing_changes_nothing(ears, cards):
    listener = Listener(ears)
    middle = int(3.5 * RATE)
    listener.push(cards[:middle])
    assert listener.finish() == listener.finish()
    listener.push(cards[middle:])
    assert listener.finish() == hear(ears, cards)


def test_a_savepoint_can_be_restored_again_and_again(ears, cards):
    listener = Listener(ears)
    middle = int(3.0 * RATE)
    listener.push(cards[:middle])
    saved = listener.save()
    before = listener.finish()
    for _ in range(2):
        listener.push(cards[middle:])
        assert listener.finish() == hear(ears, cards)
        listener.reset()
        assert listener.finish() == SILENCE
        listener.restore(saved)
        assert listener.finish() == before


def test_two_listeners_share_ears_and_nothing_else(ears, cards, recordings):
    question, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    one, other = Listener(ears), Listener(ears)
    first, rest = np.array_split(np.asarray(question, np.float32), 2)
    one.push(first)
    other.push(cards)
    one.push(rest)
    assert one.finish().text == "What time is it?"
    assert other.finish() == hear(ears, cards)


def test_a_cancelled_finish_is_not_remembered(ears, cards):
    listener = Listener(ears)
    listener.push(cards)
    cancel = Cancel()
    cancel.set()
    listener.finish(cancel)
    assert listener.finish() == hear(ears, cards)


def test_speech_without_a_pause_is_heard_to_its_end(ears, recordings):
    folder = recordings / "librivox"
    names = sorted(folder.glob("*.wav"))
    voiced = [soundfile.read(name, dtype="float32")[0][2000:-4000] for name in names]
    said = " ".join(name.with_suffix(".txt").read_text() for name in names)
    wrong, total = words.errors(said, hear(ears, np.concatenate(voiced)).text)
    assert wrong / total < 0.15


def test_italian_is_not_english(ears, recordings):
    samples, _ = soundfile.read(recordings / "languages" / "italian.flac", dtype="float32")
    assert hear(ears, samples).language == "und"


def test_a_recogniser_needs_its_folder(pack):
    with pytest.raises(ValueError, match="whisper"):
        Ears.load(vad=pack("vad-silero"), recogniser="whisper")


@pytest.mark.slow
@pytest.mark.parametrize("recogniser", ["moonshine", "whisper"])
def test_words_and_languages_of_the_recordings(pack, recordings, recogniser):
    ears = Ears.load(
        vad=pack("vad-silero"),
        moonshine=pack("hear-moonshine-tiny"),
        whisper=pack("hear-whisper-base"),
        recogniser=recogniser,
    )
    pairs = []
    for name in sorted((recordings / "librivox").glob("*.wav")):
        heard = hear(ears, soundfile.read(name, dtype="float32")[0])
        assert heard.language == "en"
        pairs.append((name.with_suffix(".txt").read_text(), heard.text))
    assert words.rate(pairs) <= 0.1
    for name, code in (("french", "fr"), ("italian", "it"), ("russian", "ru"), ("spanish", "es")):
        samples, _ = soundfile.read(recordings / "languages" / f"{name}.flac", dtype="float32")
        assert hear(ears, samples).language == code
    ears.close()
