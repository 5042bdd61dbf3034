"""A reply is laid over a record whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.speaker_record import at_speaker, sounded
from tests.rig.coupler import RATE

AHEAD = RATE


@pytest.fixture
def speech() -> np.ndarray:
    """Three seconds of a voice's loudness, 24 kHz."""
    return (0.1 * np.random.default_rng(2).standard_normal(72_000)).astype(np.float32)


def record_of(played: np.ndarray) -> np.ndarray:
    quiet = np.zeros(AHEAD, np.float32)
    return np.concatenate([quiet, played, quiet])


def test_a_whole_reply_has_no_gap(speech):
    there = sounded(speech, record_of(at_speaker(speech)), 0, 6 * RATE)
    assert there is not None
    assert (there.broken, there.lowered, there.has_gap) == (0, 0, False)
    assert there.at == AHEAD


def test_a_lowered_reply_is_lowered_and_has_no_gap(speech):
    played = at_speaker(speech)
    played[RATE : 2 * RATE] *= 0.25
    there = sounded(speech, record_of(played), 0, 6 * RATE)
    assert there is not None
    assert there.lowered == pytest.approx(100, abs=2)
    assert not there.has_gap


@pytest.mark.parametrize("missing", [0.02, 0.3])
def test_silence_within_it_or_missing_sound_is_a_gap(speech, missing):
    played = at_speaker(speech)
    silent, late = played.copy(), round(missing * RATE)
    silent[RATE : RATE + late] = 0
    delayed = np.concatenate([played[:RATE], np.zeros(late, np.float32), played[RATE:]])
    skipped = np.concatenate([played[:RATE], played[RATE + late :], np.zeros(late, np.float32)])
    for broken in (silent, delayed, skipped):
        there = sounded(speech, record_of(broken), 0, 6 * RATE)
        assert there is not None
        assert there.has_gap
