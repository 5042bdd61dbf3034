import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.segments import Cutter
from omni_core.starter.hearing.vad import WINDOW, WINDOW_SECONDS, Window

SPEECH, SILENCE, BETWEEN = 0.9, 0.05, 0.4


def sound(*runs):
    """Windows of (probability, seconds) runs, the samples of each holding its number."""
    speech = [p for p, seconds in runs for _ in range(round(seconds / WINDOW_SECONDS))]
    return [Window(np.full(WINDOW, i, np.float32), p) for i, p in enumerate(speech)]


def cut(windows):
    cutter, segments = Cutter(), []
    for window in windows:
        cutter, segment = cutter.take(window)
        if segment is not None:
            segments.append(segment)
    return cutter, segments


def test_a_pause_closes_a_segment_with_a_short_lead_in():
    _, (segment,) = cut(sound((SILENCE, 2), (SPEECH, 1), (SILENCE, 0.4)))
    assert segment.start == pytest.approx(2, abs=WINDOW_SECONDS)
    assert segment.end == pytest.approx(3, abs=WINDOW_SECONDS)
    lead_in = segment.start - segment.samples[0] * WINDOW_SECONDS
    assert 0 < lead_in <= 0.1
    after = segment.samples.size / HEARING_RATE - lead_in - (segment.end - segment.start)
    assert 0.1 < after <= 0.2


def test_a_short_stop_closes_nothing_and_the_rest_is_the_tail():
    cutter, segments = cut(sound((SPEECH, 1), (SILENCE, 0.2), (SPEECH, 1)))
    assert segments == []
    tail = cutter.close(np.ones(100, np.float32))
    assert tail is not None
    assert tail.samples.size == cutter.heard * WINDOW + 100
    assert tail.end == pytest.approx(cutter.heard * WINDOW_SECONDS)


def test_unsure_windows_continue_speech_but_do_not_begin_it():
    cutter, segments = cut(sound((BETWEEN, 2)))
    assert (segments, cutter.close()) == ([], None)
    _, segments = cut(sound((SPEECH, 0.5), (BETWEEN, 1), (SILENCE, 0.4)))
    assert segments[0].end == pytest.approx(1.5, abs=0.05)


def test_a_click_is_nobody_speaking():
    cutter, segments = cut(sound((SILENCE, 1), (SPEECH, 0.064), (SILENCE, 1)))
    assert (segments, cutter.close()) == ([], None)


def test_silence_keeps_no_sound_but_the_lead_in():
    cutter, _ = cut(sound((SILENCE, 60)))
    assert len(cutter.windows) * WINDOW_SECONDS <= 0.1


def test_a_long_run_is_cut_at_its_quietest_window():
    windows = sound((SPEECH, 20))
    rng = np.random.default_rng(1)
    windows = [Window(rng.normal(size=WINDOW).astype(np.float32), w.speech) for w in windows]
    quiet = round(13.5 / WINDOW_SECONDS)
    windows[quiet] = Window(windows[quiet].samples * 0.01, SPEECH)
    cutter, (segment,) = cut(windows)
    assert segment.samples.size == (quiet + 1) * WINDOW
    tail = cutter.close()
    assert tail is not None
    whole = np.concatenate([w.samples for w in windows])
    assert np.array_equal(np.concatenate([segment.samples, tail.samples]), whole)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([SPEECH, SILENCE, BETWEEN]), st.floats(0.04, 20)), max_size=12
    )
)
def test_segments_are_in_order_bounded_and_lose_no_speech(runs):
    windows = sound(*runs)
    cutter, segments = cut(windows)
    tail = cutter.close()
    segments += [] if tail is None else [tail]
    numbers = [int(n) for s in segments for n in s.samples[::WINDOW]]
    assert numbers == sorted(set(numbers))
    assert all(0 <= s.start < s.end for s in segments)
    assert all(s.samples.size <= 15.2 * HEARING_RATE for s in segments)
    long_speech = {
        i
        for i in range(4, len(windows) - 4)
        if all(w.speech == SPEECH for w in windows[i - 4 : i + 5])
    }
    assert long_speech <= set(numbers)


def test_a_cutter_is_a_savepoint():
    windows = sound((SPEECH, 1), (SILENCE, 0.5), (SPEECH, 1))
    middle, _ = cut(windows[:30])
    ends = []
    for _ in range(2):
        cutter = middle
        for window in windows[30:]:
            cutter, _ = cutter.take(window)
        ends.append(cutter)
    assert ends[0] == ends[1]
