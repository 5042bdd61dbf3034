import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.talk.first_sound import Arrival, first_sound
from omni_core.media import SPEECH_RATE
from tests.app.talk.scripted import tone

SECOND = tone(1.0)
SILENCE = np.zeros(SPEECH_RATE // 4, np.float32)


def test_nothing_came():
    assert first_sound([]) is None
    assert first_sound([Arrival(SILENCE, 1.0)]) is None


def test_one_piece_is_heard_when_it_comes():
    assert first_sound([Arrival(SECOND, 0.4)]) == pytest.approx(0.4)


def test_leading_silence_is_waiting():
    assert first_sound([Arrival(SILENCE, 0.4), Arrival(SECOND, 0.5)]) == pytest.approx(0.65)
    within = np.concatenate([SILENCE, SECOND])
    assert first_sound([Arrival(within, 0.4)]) == pytest.approx(0.65)


def test_pieces_in_time_do_not_delay_the_beginning():
    assert first_sound([Arrival(SECOND, 0.4), Arrival(SECOND, 1.4)]) == pytest.approx(0.4)


def test_a_late_piece_delays_the_beginning_by_the_break_it_would_leave():
    assert first_sound([Arrival(SECOND, 0.4), Arrival(SECOND, 1.7)]) == pytest.approx(0.7)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 0.5), st.floats(0, 0.6)), min_size=1, max_size=8))
def test_playing_from_there_never_runs_dry_and_no_earlier_start_would_do(pieces):
    moment = 0.0
    arrivals = []
    for seconds, wait in pieces:
        moment += wait
        arrivals.append(Arrival(tone(seconds), moment))
    start = first_sound(arrivals)
    assert start is not None
    due = start
    spare = []
    for arrival in arrivals:
        spare.append(due - arrival.moment)
        due += arrival.samples.size / SPEECH_RATE
    assert min(spare) == pytest.approx(0, abs=1e-9)
