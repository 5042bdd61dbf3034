"""The reference's pace: which times it follows, and which it takes for the clocks' own errors."""

from __future__ import annotations

import numpy as np

from app.capture.reference import AHEAD_SECONDS, Reference
from app.sound.run_ring import RunRing
from app.sound.timed_stream import BLOCK
from tests.app.capture.room import PERIOD

RATE = 16_000
COUNT = np.arange(1, 40 * RATE, dtype=np.float32)


class Speaker:
    """Offers numbered samples, 10 ms at a time; `late`: seconds by which they sound later."""

    def __init__(self, reference: Reference) -> None:
        self.ring: RunRing = reference.attach(RATE)
        self.given = 0
        self.late = 0.0

    def offer(self) -> None:
        begin = BLOCK * self.given
        self.ring.offer(COUNT[begin : begin + BLOCK], 7 + begin / RATE + self.late)
        self.given += 1


def blocks(reference: Reference, speaker: Speaker, first: int, count: int) -> np.ndarray:
    """The reference's blocks number `first` and on, one for each that the speaker is given."""
    got: list[np.ndarray] = []
    for place in range(first, first + count):
        speaker.offer()
        block = reference.block(7 + place / 100)
        assert block is not None
        got.append(block)
    return np.concatenate(got)


def even(samples: np.ndarray) -> bool:
    return bool(np.array_equal(np.diff(samples), np.ones(samples.size - 1)))


def playing(lead: float = 0.02) -> tuple[Reference, Speaker]:
    """One that keeps pace, in its fourth second."""
    reference = Reference(lead=lead)
    speaker = Speaker(reference)
    for _ in range(10):
        speaker.offer()
    assert even(blocks(reference, speaker, 0, 300))
    return reference, speaker


def test_the_reference_runs_ahead_by_its_lead_and_keeps_pace():
    reference = Reference(lead=0.02)
    ring = reference.attach(16_000)
    count = np.arange(16_000, dtype=np.float32)
    for begin in range(0, 16_000, 160):
        ring.offer(count[begin : begin + 160], 7 + begin / 16_000)
    got = [reference.block(7 + block / 100) for block in range(90)]
    flat = np.concatenate([block for block in got if block is not None])
    assert even(flat)
    assert flat[0] == 320
    assert reference.jumps == 0


def test_the_reference_is_silence_before_the_speaker_and_without_one():
    reference = Reference(lead=0.0)
    early = reference.block(3.0)
    assert early is not None
    assert not early.any()
    ring = reference.attach(16_000)
    assert reference.block(3.0) is None  # it may still come
    ring.offer(np.ones(PERIOD, np.float32), 9.0)
    before = reference.block(8.0)
    assert before is not None
    assert not before.any()
    then = reference.block(9.0)
    assert then is not None
    assert then.all()
    assert (reference.jumps, reference.waits) == (0, 0)


def test_stamps_that_jitter_and_wander_do_not_change_its_pace():
    reference, speaker = playing()
    rng = np.random.default_rng(4)
    got: list[np.ndarray] = []
    for place in range(300, 1_800):
        speaker.late = 0.012 * np.sin(place / 200) + float(rng.uniform(-0.01, 0.01))
        got.append(blocks(reference, speaker, place, 1))
    assert even(np.concatenate(got))
    assert reference.jumps == 0


def test_a_short_pause_of_the_speaker_is_not_made_up_for():
    reference, speaker = playing()
    speaker.late = 0.04
    assert even(blocks(reference, speaker, 300, 1_500))
    assert (reference.jumps, reference.waits) == (0, 0)


def test_pauses_that_add_up_are_one_wait():
    reference, speaker = playing()
    late = 0.0
    got: list[np.ndarray] = []
    for pause in range(5):
        late += 0.015
        speaker.late = late
        got.append(blocks(reference, speaker, 300 + 300 * pause, 300))
    flat = np.concatenate(got)
    waited = np.flatnonzero(flat == 0)
    assert (reference.jumps, reference.waits) == (1, 1)
    assert np.array_equal(np.diff(waited), np.ones(waited.size - 1)), "all of it at once"
    assert abs(waited.size / RATE - AHEAD_SECONDS) < 0.015
    rest = flat[waited[-1] + 1 :]
    assert even(rest)
    ahead = rest[-1] - (speaker.given - 10) * BLOCK - (0.02 - late) * RATE
    assert 0 <= ahead <= 0.015 * RATE, "all but the last pause, of which little was known yet"


def test_what_the_microphone_lost_is_left_out_before_an_echo_comes_too_soon():
    reference, speaker = playing()
    speaker.offer()
    speaker.offer()
    got = blocks(reference, speaker, 302, 100)
    assert even(got)
    assert got[0] == 300 * BLOCK + 0.02 * RATE + 1 + 2 * BLOCK
    assert (reference.jumps, reference.waits) == (1, 0)


def test_what_the_capture_thread_missed_is_made_up_for():
    reference, speaker = playing()
    for _ in range(300):  # more than the ring holds
        speaker.offer()
    got = blocks(reference, speaker, 600, 100)
    assert even(got)
    assert got[0] == 600 * BLOCK + 0.02 * RATE + 1
    assert reference.jumps == 1


def test_it_is_exact_again_where_the_canceller_begins_anew():
    reference, speaker = playing()
    speaker.late = 0.03
    blocks(reference, speaker, 300, 500)
    reference.begin_anew(0.05)
    got = blocks(reference, speaker, 800, 100)
    first = got[np.flatnonzero(got)[0] :]
    assert even(first)
    at = 800 * BLOCK + np.flatnonzero(got)[0] + (0.05 - 0.03) * RATE
    assert abs(first[0] - at) < 0.002 * RATE
    assert (reference.jumps, reference.waits) == (0, 0)
