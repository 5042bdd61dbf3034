"""What is read off a record whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.talked_over_record import ducked_after, first_silence, going_on
from tests.rig.coupler import RATE

NOISE = RATE // 4


def speech(seconds: float) -> np.ndarray:
    """Noise as loud as speech, which is like itself at one place only."""
    return (0.1 * np.random.default_rng(3).standard_normal(round(seconds * RATE))).astype(
        np.float32
    )


def record(said: np.ndarray, *, stopped: float, held: float, back: float) -> np.ndarray:
    """Of a reply held at `stopped` for `held` seconds that goes on `back` seconds earlier."""
    stop, again = round(stopped * RATE), round((stopped - back) * RATE)
    return np.concatenate([said[:stop], np.zeros(round(held * RATE), np.float32), said[again:]])


@pytest.mark.parametrize("back", [0.0, 0.3, -0.2])
def test_a_held_reply_repeats_or_loses_what_lies_between_the_two_places(back):
    said, onset = speech(6), 2 * RATE
    told = going_on(NOISE, said, record(said, stopped=2.5, held=0.6, back=back), onset, onset)
    assert told["went_on"]
    assert told["held_seconds"] == pytest.approx(0.6, abs=0.01)
    assert told["repeated_seconds"] == pytest.approx(back, abs=0.01)
    assert told["full_after_end"] == pytest.approx(0.5 + 0.6 - 0.25, abs=0.3)


def test_a_reply_that_never_stopped_repeats_nothing():
    said = speech(6)
    told = going_on(NOISE, said, said, 2 * RATE, 2 * RATE)
    assert told == {"went_on": True, "full_after_end": 0.0, "repeated_seconds": 0.0}


def test_a_pause_of_the_reply_itself_is_nothing_lost():
    said, onset = speech(6), 2 * RATE
    said[round(2.5 * RATE) : 3 * RATE] = 0
    told = going_on(NOISE, said, said, onset, onset)
    assert told["held_seconds"] == pytest.approx(0.5, abs=0.01)
    assert told["repeated_seconds"] == 0.0


def test_a_reply_that_was_lowered_before_it_was_held_is_found_all_the_same():
    said, onset = speech(6), 2 * RATE
    heard = record(said, stopped=2.5, held=0.6, back=0.3)
    heard[round(2.25 * RATE) : round(2.5 * RATE)] *= 0.25
    told = going_on(NOISE, said, heard, onset, onset)
    assert told["repeated_seconds"] == pytest.approx(0.3, abs=0.01)


def test_silence_afterwards_is_no_going_on():
    said = speech(6)
    cut = np.where(np.arange(said.size) < 2 * RATE, said, 0).astype(np.float32)
    assert going_on(NOISE, said, cut, RATE, RATE) == {"went_on": False}


def test_lowered_and_silent_are_found_where_they_begin():
    gain = np.array([1, 1, np.nan, 0.9, 0.25, 0.25, np.nan, 0.2, 0.25, 0.25, 0.25, 0.25])
    assert ducked_after(gain) == pytest.approx(0.04)
    assert ducked_after(np.ones(20)) is None
    loud = np.abs(speech(2))
    loud[RATE:] = 0
    assert first_silence(loud) == pytest.approx(RATE, abs=RATE // 100)
    assert first_silence(np.zeros(RATE, np.float32)) == 0
