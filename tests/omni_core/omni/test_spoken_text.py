"""How much of a reply was spoken: never beyond the text, never back, all of it at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.media import SPEECH_RATE
from omni_core.omni.spoken_text import USUAL_PACE, Pace, SpokenText, letters


def test_before_the_length_is_known_the_usual_pace_counts():
    spoken = SpokenText(Pace())
    spoken.write("x" * 100)
    assert spoken.speak(SPEECH_RATE, None) == int(USUAL_PACE)
    assert spoken.speak(SPEECH_RATE, None) == 2 * int(USUAL_PACE)


def test_text_that_is_not_written_yet_is_not_spoken():
    spoken = SpokenText(Pace())
    spoken.write("Hello")
    assert spoken.speak(10 * SPEECH_RATE, None) == 5
    spoken.write(" there")
    assert spoken.speak(1, None) == 11


def test_once_the_length_is_known_the_text_is_spread_over_it():
    spoken = SpokenText(Pace())
    spoken.write("0123456789")
    assert spoken.speak(250, 1000) == 2
    assert spoken.speak(750, 1000) == 10


def test_a_reply_longer_than_thought_does_not_take_text_back():
    spoken = SpokenText(Pace())
    spoken.write("x" * 60)
    before = spoken.speak(2 * SPEECH_RATE, None)
    assert spoken.speak(1, 100 * SPEECH_RATE) == before


def test_a_wide_character_takes_longer():
    assert letters("你好") > 2 * letters("no")
    spoken = SpokenText(Pace())
    spoken.write("你好吗朋友们今天天气怎么样")
    assert 3 <= spoken.speak(SPEECH_RATE, None) <= 5


def test_the_voice_s_own_pace_is_learnt():
    spoken = SpokenText(Pace())
    spoken.write("x" * 60)
    spoken.speak(10 * SPEECH_RATE, 10 * SPEECH_RATE)  # six letters a second
    slower = spoken.pace().letters_a_second
    assert 6 < slower < USUAL_PACE
    assert Pace().after("", 100) == Pace().after("x", 0) == Pace()


@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.integers(0, 3 * SPEECH_RATE)), min_size=1, max_size=12
    ),
    st.booleans(),
)
def test_it_only_goes_forward_and_ends_with_the_text(turns, known):
    spoken = SpokenText(Pace())
    total, written, last = sum(samples for _, samples in turns), 0, 0
    for number, (piece, samples) in enumerate(turns):
        spoken.write(piece)
        written += len(piece)
        ended = number == len(turns) - 1
        end = spoken.speak(samples, total if known or ended else None)
        assert last <= end <= written
        last = end
    assert last == written


def test_a_pace_is_letters_a_second():
    assert Pace().after("x" * 30, SPEECH_RATE).letters_a_second == pytest.approx(22.5)
