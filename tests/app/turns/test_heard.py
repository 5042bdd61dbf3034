import numpy as np
import pytest
import soundfile
import soxr
from hypothesis import given
from hypothesis import strategies as st

from app.turns.heard import Reach, heard_chars, word_start, words_heard
from app.turns.words import plain_words
from omni_core.media import HEARING_RATE, SPEECH_RATE
from omni_core.starter.hearing.moonshine import Moonshine

REPLY = (
    "It is 10:45. The capital of France is Paris, and the capital of Italy is Rome; both "
    "are large, but Paris has more than two million people. Shall I tell you more about it?"
)
WORD = st.sampled_from(sorted(set(plain_words(REPLY)) - {"10", "45"}))
TEXT = st.lists(WORD, min_size=1, max_size=25)
"""The same few words again and again: the hard case for an alignment."""


def whole(text: str, estimate: int | None = None) -> Reach:
    return Reach(0, len(text), len(text) if estimate is None else estimate)


def end_of(words: list[str], count: int) -> int:
    return len(" ".join(words[:count]))


@given(words=TEXT, share=st.floats(0, 1))
def test_what_was_recognised_exactly_is_what_was_heard(words, share):
    count = max(1, round(share * len(words)))
    text, heard = " ".join(words), " ".join(words[:count])
    assert heard_chars(text, heard, whole(text)) == end_of(words, count)


@given(words=TEXT, share=st.floats(0, 1), place=st.integers(0, 24), other=WORD)
def test_one_word_heard_wrongly_moves_the_end_by_one_word_at_most(words, share, place, other):
    count = max(1, round(share * len(words)))
    heard = list(words[:count])
    heard[min(place, count - 1)] = other
    text = " ".join(words)
    # The estimate tells apart what sounds alike; it is off by a word itself.
    for off in (-1, 0, 1):
        estimate = end_of(words, min(max(count + off, 0), len(words)))
        found = heard_chars(text, " ".join(heard), whole(text, estimate))
        assert end_of(words, max(count - 1, 0)) <= found <= end_of(words, count + 1)


@given(
    words=TEXT,
    heard=st.text(max_size=80),
    bounds=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
    from_start=st.booleans(),
)
def test_nothing_beyond_what_sounded_counts_whatever_was_recognised(
    words, heard, bounds, from_start
):
    text = ", ".join(words)
    surely, estimate, at_most = (round(share * len(text)) for share in sorted(bounds))
    found = heard_chars(text, heard, Reach(surely, at_most, estimate), from_start=from_start)
    assert surely <= found <= at_most
    ends = {0, surely, *(i for i in range(len(text) + 1) if text[i : i + 1] in ("", " "))}
    assert found in ends


@given(text=st.text(max_size=60), heard=st.text(max_size=60))
def test_any_text_at_all_has_an_answer_within_it(text, heard):
    assert 0 <= heard_chars(text, heard, whole(text)) <= len(text)


def test_numbers_are_compared_as_they_are_spoken():
    found = heard_chars(REPLY, "It is ten forty five. The capital", whole(REPLY))
    assert REPLY[:found].endswith("The capital")


def test_the_end_alone_is_found_again():
    found = heard_chars(REPLY, "of Italy is Rome both are", whole(REPLY, 80), from_start=False)
    assert REPLY[:found].endswith("both are")


def test_without_words_the_estimate_is_believed():
    assert heard_chars(REPLY, "", Reach(0, len(REPLY), 0)) == 0
    found = heard_chars(REPLY, "...", Reach(0, len(REPLY), 20))
    assert REPLY[:found] == "It is 10:45. The"


def test_nothing_sounded_nothing_was_heard():
    assert heard_chars(REPLY, "It is ten", Reach(0, 0, 0)) == 0
    assert heard_chars("", "It is ten", Reach(0, 0, 0)) == 0


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.65, 0.8, 1.0])
def test_a_real_recording_cut_anywhere_is_found_to_a_word(pack, recordings, share):
    """The reader's own pace gives the true end: what whole words lie before the cut."""
    recogniser = Moonshine(pack("hear-moonshine-tiny"))
    folder = recordings / "librivox"
    path = next(iter(sorted(folder.glob("*0890.wav"))))
    text = path.with_suffix(".txt").read_text().strip()
    samples, rate = soundfile.read(path, dtype="float32")
    speech = soxr.resample(samples, rate, SPEECH_RATE).astype(np.float32)
    played = speech[: round(share * speech.size)]

    def write(sound: np.ndarray) -> str:
        return recogniser.transcribe(sound, None).text

    found = words_heard(write, played, text, whole(text, round(share * len(text))))
    heard = write(soxr.resample(played, SPEECH_RATE, HEARING_RATE).astype(np.float32))
    ours, theirs = len(plain_words(text[:found])), len(plain_words(heard))
    assert abs(ours - theirs) <= 1


def word(seconds: float) -> np.ndarray:
    """Something as loud all the time."""
    noise = np.random.default_rng(1).normal(0, 0.2, round(seconds * SPEECH_RATE))
    return noise.astype(np.float32)


def test_a_stop_in_a_word_goes_back_to_its_start():
    gap = np.zeros(round(0.08 * SPEECH_RATE), np.float32)
    played = np.concatenate([word(0.4), gap, word(0.5), gap, word(0.3)])
    assert abs(word_start(played) - (played.size - word(0.3).size)) <= SPEECH_RATE // 100
    assert word_start(np.concatenate([word(0.4), gap])) == word(0.4).size + gap.size
    assert word_start(np.zeros(0, np.float32)) == 0
    assert word_start(word(0.02)) == 0


def test_where_words_run_together_the_faintest_moment_is_gone_back_to():
    faint = np.float32(0.3) * word(0.06)
    played = np.concatenate([word(2.0), faint, word(0.25)])
    assert abs(word_start(played) - (played.size - 0.28 * SPEECH_RATE)) <= 0.02 * SPEECH_RATE
    # A gap further back than a word is long parts other words.
    gap = np.zeros(round(0.1 * SPEECH_RATE), np.float32)
    played = np.concatenate([word(2.0), gap, word(0.9)])
    assert played.size - 0.46 * SPEECH_RATE <= word_start(played) <= played.size - 0.1 * SPEECH_RATE
