from __future__ import annotations

import numpy as np
import soxr

from app.sound.played_tap import PlayedTap
from omni_core.media import HEARING_RATE
from tests.rig.correlation import find

RATE = 48_000


def test_what_was_played_comes_with_its_time_through_an_opening_anew():
    rng = np.random.default_rng(0)
    sound = np.convolve(rng.standard_normal(RATE), np.ones(12) / 12, "same").astype(np.float32)
    tap = PlayedTap()
    for opening in (0.0, 5.0):
        ring = tap.attach(RATE)
        for place in range(0, RATE, 480):
            ring.offer(sound[place : place + 480], 3.0 + opening + place / RATE)
    pieces = tap.take()
    times = [time for time, _ in pieces]
    assert times == sorted(times)
    first = np.concatenate([part for time, part in pieces if time < 7])
    again = np.concatenate([part for time, part in pieces if time > 7])
    assert times[0] == 3.0
    assert np.allclose(first, again)
    assert first.size > 0.95 * HEARING_RATE
    expected = soxr.resample(sound, RATE, HEARING_RATE)[: first.size]
    match = find(expected[200:-200], first)
    assert abs(match.at - 200) <= 1
    assert match.likeness > 0.9999
    assert tap.take() == []
