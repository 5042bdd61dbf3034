"""A room whose echo moves is found out, and one that stays as it is is not accused."""

from __future__ import annotations

import numpy as np

from benchmarks.echo_record import by_turn, echo_moves
from tests.rig.coupler import RATE
from tests.rig.room import Room

RNG = np.random.default_rng(6)
PLAYED = np.convolve(RNG.standard_normal(12 * RATE) / 10, np.ones(9) / 9, "same").astype(np.float32)


def heard(played: np.ndarray, delay: float) -> np.ndarray:
    path = Room(3, delay=delay).impulse_response(RATE)
    size = 1 << (played.size + path.size).bit_length()
    echo = np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(path, size), size)
    return echo[: played.size].astype(np.float32)


def test_an_echo_that_keeps_its_distance_has_not_moved():
    assert echo_moves(PLAYED, heard(PLAYED, 0.06)) == []


def test_an_echo_that_comes_sooner_or_later_has():
    lost = RATE * 16 // 3000
    microphone = heard(PLAYED, 0.06)
    at = 4 * RATE
    microphone = np.concatenate([microphone[:at], microphone[at + lost :], np.zeros(lost)])
    at = 8 * RATE
    microphone = np.concatenate([microphone[:at], np.zeros(2 * lost), microphone[at:]])
    moves = echo_moves(PLAYED, microphone[: PLAYED.size].astype(np.float32))
    assert [moved for _, moved in moves] == [-5.3, 10.7]
    assert np.allclose([at / RATE for at, _ in moves], [4, 8], atol=1)


def test_silence_and_a_microphone_that_hears_another_tell_nothing():
    silence = np.zeros_like(PLAYED)
    assert echo_moves(silence, heard(PLAYED, 0.06)) == []
    assert echo_moves(PLAYED, np.roll(PLAYED, 5 * RATE)) == []


def test_moves_belong_to_the_turn_they_are_in():
    assert by_turn([(5, -5.3), (20, 1.0), (29, 2.0)], [10, 20, 30]) == {1: [1.0, 2.0]}
