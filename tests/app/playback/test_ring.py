import threading

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.playback.ring import SampleRing

CAPACITY = 16


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 24)), max_size=60))
def test_what_goes_in_comes_out_in_order(calls):
    ring = SampleRing(CAPACITY)
    waiting: list[float] = []
    next_sample = 1.0
    for write, count in calls:
        if write:
            samples = np.arange(next_sample, next_sample + count, dtype=np.float32)
            taken = ring.offer(samples)
            assert taken == min(count, CAPACITY - len(waiting))
            waiting += samples[:taken].tolist()
            next_sample += taken
        else:
            out = np.full(count, np.nan, np.float32)
            got = ring.take(out)
            assert got == min(count, len(waiting))
            assert out.tolist() == waiting[:got] + [0.0] * (count - got)
            del waiting[:got]
        assert len(ring) == len(waiting)


def test_two_threads_lose_nothing():
    ring = SampleRing(1000)
    sent = np.arange(1, 200_001, dtype=np.float32)
    received: list[np.ndarray] = []
    count = 0

    def read() -> None:
        nonlocal count
        while count < sent.size:
            out = np.empty(173, np.float32)
            got = ring.take(out)
            received.append(out[:got])
            count += got

    reader = threading.Thread(target=read)
    reader.start()
    left = sent
    while left.size:
        left = left[ring.offer(left[:311]) :]
        if len(ring) == 1000:
            assert ring.wait_for_reader(10)
    reader.join()
    assert np.array_equal(np.concatenate(received), sent)


def test_a_reader_that_is_gone_is_noticed():
    assert not SampleRing(4).wait_for_reader(0.01)
