import math

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from app.turns.events import Voice
from app.turns.voice_activity import Activity, VoiceSensor, level
from app.turns_settings import TurnsGroup
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import WINDOW, WINDOW_SECONDS, SileroVad

RULES = TurnsGroup()


def heard(probabilities, rules: TurnsGroup = RULES) -> list[Activity]:
    activity, all_of_them = Activity(), []
    for place, probability in enumerate(probabilities, 1):
        activity = activity.take(Voice(place * WINDOW_SECONDS, probability, -30.0), rules)
        all_of_them.append(activity)
    return all_of_them


@pytest.fixture(scope="module")
def vad(pack) -> SileroVad:
    return SileroVad(pack("vad-silero"))


@pytest.mark.parametrize("block", [160, 512, 1000, 16_000])
def test_the_windows_and_their_times_do_not_depend_on_the_blocks(vad, recordings, block):
    sound, _ = soundfile.read(recordings / "what_time_is_it.wav", dtype="float32")
    samples = np.asarray(sound, np.float32)
    sensor = VoiceSensor(vad)
    windows = [
        window
        for first in range(0, samples.size, block)
        for window in sensor.step(samples[first : first + block], 50.0 + first / HEARING_RATE)
    ]
    whole, _ = vad.listen(vad.begin(), samples)
    assert [window.probability for window in windows] == [window.speech for window in whole]
    for place, window in enumerate(windows, 1):
        assert window.end == pytest.approx(50.0 + place * WINDOW / HEARING_RATE)


def test_after_a_gap_in_the_sound_it_begins_anew(vad):
    sensor = VoiceSensor(vad)
    sensor.step(np.zeros(500, np.float32), 10.0)
    assert sensor.step(np.zeros(500, np.float32), 11.0) == []
    (window,) = sensor.step(np.zeros(12, np.float32), 11.0 + 500 / HEARING_RATE)
    assert window.end == pytest.approx(11.0 + WINDOW_SECONDS)


def test_levels():
    assert level(np.zeros(WINDOW, np.float32)) == -100.0
    assert level(np.full(WINDOW, 0.1, np.float32)) == pytest.approx(-20.0, abs=0.01)


def test_speech_begins_with_two_windows_and_its_end_is_known_to_the_window():
    activities = heard([0.02] * 5 + [0.95] * 20 + [0.02] * 20)
    began = [place for place, activity in enumerate(activities) if activity.began]
    ended = [place for place, activity in enumerate(activities) if activity.ended]
    assert began == [6]
    assert len(ended) == 1
    assert 24 < ended[0] <= 24 + 9
    last = activities[ended[0]]
    assert last.stretch is not None
    assert last.stretch.onset == pytest.approx(5 * WINDOW_SECONDS)
    assert last.last_voiced == last.stretch.last == pytest.approx(25 * WINDOW_SECONDS)
    assert last.stretch.lasting == pytest.approx(20 * WINDOW_SECONDS)
    assert activities[-1].silence == pytest.approx(20 * WINDOW_SECONDS)
    assert activities[-1].stretch is None


@pytest.mark.parametrize("share", [0.5, 0.34])
def test_thinned_speech_is_one_stretch(share):
    step = round(1 / share)
    activities = heard([0.9 if place % step == 0 else 0.1 for place in range(60)])
    assert sum(activity.began for activity in activities) == 1
    assert sum(activity.ended for activity in activities) == 0


@given(
    probabilities=st.lists(st.floats(0, 1), max_size=80),
    attack=st.floats(0, 0.5),
    release=st.floats(0, 1),
    hold=st.floats(0.05, 0.9),
)
def test_what_always_holds(probabilities, attack, release, hold):
    rules = TurnsGroup(voice_attack=attack, voice_release=release, voice_hold=hold)
    before = Activity()
    for activity in heard(probabilities, rules):
        assert 0.0 <= activity.smoothed <= 1.0
        assert activity.began == (activity.speaking and not before.speaking)
        assert activity.ended == (before.speaking and not activity.speaking)
        assert activity.voiced >= before.voiced
        assert activity.silence >= 0.0
        if activity.began:
            assert activity.stretch is not None
        if activity.stretch is not None:
            assert activity.stretch.onset < activity.stretch.last <= activity.heard_until
            assert activity.stretch.voiced <= activity.stretch.lasting + 1e-9
        before = activity


def test_breaking_off_forgets_the_stretch_but_not_what_was_counted():
    spoken = heard([0.95] * 10)[-1]
    broken = spoken.broken_off()
    assert (broken.speaking, broken.stretch, broken.voiced) == (False, None, spoken.voiced)
    assert Activity().silence == math.inf
