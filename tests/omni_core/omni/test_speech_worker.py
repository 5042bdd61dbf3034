"""Speech on its thread: the same sound, in order, cancelled within a step, and nothing left."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from omni_core.conversation import Cancel
from omni_core.omni.speech_worker import MOST_WAITING, ReplySpeech, SpeechWorker
from omni_core.priority import MOST, NICENESS
from tests.omni_core.speech.networks import CODES_A_BLOCK, random_codes
from tests.omni_core.speech.speaking import said_at_once, stream

ONE_BLOCK = (1,)
SECONDS = 60
"""Long enough for any machine; nothing waits for it to pass."""


@pytest.fixture
def worker() -> Iterator[SpeechWorker]:
    worker = SpeechWorker()
    yield worker
    worker.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("speech")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's threads have a niceness")
def test_on_a_processor_it_gives_way() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    for gives_way, more in ((False, 0), (True, NICENESS)):
        worker = SpeechWorker(gives_way=gives_way)
        seen = worker.call(lambda: os.getpriority(os.PRIO_PROCESS, 0))
        worker.close()
        assert seen == min(MOST, before + more)


def rest(speech: ReplySpeech) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.float32), *speech.rest()])


def test_codes_one_by_one_sound_as_at_once(worker: SpeechWorker) -> None:
    codes = random_codes(100)
    speech = worker.begin(stream(), Cancel())
    packets = []
    for code in codes:
        speech.push(code)
        packets += speech.ready()
    speech.finish()
    packets += speech.rest()
    sound, whole = np.concatenate(packets), said_at_once(codes)
    assert sound.shape == whole.shape
    assert np.abs(sound - whole).max() <= 0.02  # other chunks
    speech.stop()


def test_other_work_is_done_on_the_same_thread(worker: SpeechWorker) -> None:
    """What is captured for a card belongs to the thread that did it."""
    speech = worker.begin(stream(), Cancel())
    name = worker.call(lambda: threading.current_thread().name)
    assert name.startswith("speech")
    assert name == worker.call(lambda: threading.current_thread().name)
    with pytest.raises(KeyError, match="nobody"):
        worker.call(lambda: {}["nobody"])
    speech.finish()
    assert rest(speech).size == 0


def test_a_reply_without_codes_ends(worker: SpeechWorker) -> None:
    speech = worker.begin(stream(), Cancel())
    speech.finish()
    assert rest(speech).size == 0
    speech.stop()


def test_two_replies_take_turns_on_the_one_thread(worker: SpeechWorker) -> None:
    """Neither waits for the other's codes."""
    first, second = (worker.begin(stream(), Cancel()) for _ in range(2))
    codes = random_codes(40)
    for code in codes[:20]:
        first.push(code)
    for code in codes:
        second.push(code)
    second.finish()
    assert rest(second).size == said_at_once(codes).size
    for code in codes[20:]:
        first.push(code)
    first.finish()
    assert np.array_equal(rest(first), rest_of_whole(codes))
    first.stop()
    second.stop()


def rest_of_whole(codes: list[int]) -> np.ndarray:
    """As `test_two_replies_take_turns` has it: codes in two parts, all decoded when they come."""
    speech = stream()
    speech.push(codes[:20])
    packets = []
    while speech.ready:
        packets.append(speech.next_packet(Cancel()))
    speech.push(codes[20:])
    speech.finish()
    while speech.ready:
        packets.append(speech.next_packet(Cancel()))
    return np.concatenate(packets)


def test_the_thread_rests_while_nobody_takes(worker: SpeechWorker) -> None:
    speech = worker.begin(stream(growth=ONE_BLOCK), Cancel())
    for code in random_codes(20 * CODES_A_BLOCK):
        speech.push(code)
    speech.finish()
    with speech._changed:
        assert speech._changed.wait_for(lambda: not speech._working, SECONDS)
        assert len(speech._packets) == MOST_WAITING
    assert rest(speech).size == 20 * CODES_A_BLOCK * 2 * speech._stream._samples_a_frame
    speech.stop()


def test_what_waits_is_not_handed_out_after_a_cancel(worker: SpeechWorker) -> None:
    """A cut reply falls silent though packets of it were made before the cut."""
    cancel = Cancel()
    speech = worker.begin(stream(growth=ONE_BLOCK), cancel)
    for code in random_codes(20 * CODES_A_BLOCK):
        speech.push(code)
    with speech._changed:
        assert speech._changed.wait_for(lambda: not speech._working, SECONDS)
        assert len(speech._packets) == MOST_WAITING
    waiting = speech.ready()
    assert next(waiting).size
    cancel.set()
    assert list(waiting) == list(speech.ready()) == []
    speech.stop()


def test_codes_wait_for_their_time(worker: SpeechWorker) -> None:
    """No code comes before two packets could use it, and the sound is that of all at once."""
    codes = random_codes(60 * CODES_A_BLOCK)
    speech, most, packets = worker.begin(stream(growth=(1, 2)), Cancel()), 0, []
    for code in codes:
        speech.push(code)
        most = max(most, speech._pushed - CODES_A_BLOCK * speech._stream.cost.blocks)
        packets += speech.in_time()
    assert most <= (2 + 2 + 1) * CODES_A_BLOCK
    speech.finish()
    packets += speech.rest()
    assert np.concatenate(packets).shape == said_at_once(codes).shape
    speech.stop()


def test_a_cancel_ends_the_wait_for_their_time(worker: SpeechWorker) -> None:
    cancel = Cancel()
    speech = worker.begin(stream(growth=ONE_BLOCK), cancel)
    for code in random_codes(30 * CODES_A_BLOCK):
        speech.push(code)
    waits = speech.in_time()
    assert next(waits).size
    cancel.set()
    assert list(waits) == []
    speech.stop()


def test_a_cancel_from_elsewhere_ends_the_wait(worker: SpeechWorker) -> None:
    cancel = Cancel()
    speech = worker.begin(stream(), cancel)
    speech.push(1)  # never enough to speak, never finished
    waiting = threading.Event()

    def set_once_it_waits() -> None:
        waiting.wait(SECONDS)
        cancel.set()

    other = threading.Thread(target=set_once_it_waits)
    other.start()
    waiting.set()
    assert rest(speech).size == 0
    other.join()
    speech.stop()


def test_a_cancelled_reply_leaves_the_thread_to_the_next(worker: SpeechWorker) -> None:
    cancel = Cancel()
    speech = worker.begin(stream(), cancel)
    for code in random_codes(200):
        speech.push(code)
    cancel.set()
    speech.stop()
    assert list(speech.ready()) == []
    codes = random_codes(30)
    after = worker.begin(stream(), Cancel())
    for code in codes:
        after.push(code)
    after.finish()
    assert rest(after).size == said_at_once(codes).size
    after.stop()


def test_what_fails_on_the_thread_is_raised_where_the_reply_is(
    worker: SpeechWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = stream()

    def fail(_cancel: Cancel) -> np.ndarray:
        raise RuntimeError("no sound")

    monkeypatch.setattr(broken, "next_packet", fail)
    speech = worker.begin(broken, Cancel())
    for code in random_codes(24):
        speech.push(code)
    speech.finish()
    with pytest.raises(RuntimeError, match="no sound"):
        rest(speech)
    speech.stop()
