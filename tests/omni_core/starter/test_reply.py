from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omni_core.conversation import Cancel, EngineError, SpeechDelta, TextDelta
from omni_core.starter.reply import (
    CLAUSES_AHEAD,
    ReplyCancelledError,
    await_unless_cancelled,
    speak_along,
)

STORY = (
    "Once upon a time there was a dog. It lived by the sea, and it liked to swim. "
    "One day it met a cat who could not swim at all. They became friends, and that was that."
)


@pytest.fixture(scope="module")
def workers():
    with ThreadPoolExecutor(4) as executor:
        yield executor


def written(pieces, reason="end"):
    yield from pieces
    return reason


def sound(text: str) -> np.ndarray:
    return np.full(len(text), 0.1, np.float32)


def collect(reply):
    events = []
    while True:
        try:
            events.append(next(reply))
        except StopIteration as end:
            return events, end.value


@given(cuts=st.lists(st.integers(1, len(STORY) - 1), max_size=12))
def test_all_text_is_written_and_spoken_however_it_is_cut(workers, cuts):
    edges = [0, *sorted(set(cuts)), len(STORY)]
    pieces = [STORY[a:b] for a, b in itertools.pairwise(edges)]
    events, reason = collect(speak_along(written(pieces), sound, workers, Cancel()))
    assert reason == "end"
    assert "".join(e.text for e in events if isinstance(e, TextDelta)) == STORY
    ends = [e.text_end for e in events if isinstance(e, SpeechDelta)]
    assert ends == sorted(set(ends))
    assert ends[-1] == len(STORY)


def test_speech_starts_before_the_text_is_finished(workers):
    spoken = threading.Event()

    def text():
        yield STORY[:80]
        assert spoken.wait(10)
        yield STORY[80:]
        return "end"

    def say(clause: str):
        spoken.set()
        return sound(clause)

    events, reason = collect(speak_along(text(), say, workers, Cancel()))
    assert reason == "end"
    assert any(isinstance(event, SpeechDelta) for event in events)


def test_speech_runs_only_so_far_ahead(workers):
    spoken = []
    ahead = threading.Event()

    def say(clause: str):
        spoken.append(clause)
        if len(spoken) > CLAUSES_AHEAD:
            ahead.set()
        return sound(clause)

    reply = speak_along(written([STORY * 4]), say, workers, Cancel())
    next(reply)
    assert not ahead.wait(0.3)
    assert len(spoken) == CLAUSES_AHEAD
    events, _ = collect(reply)
    assert sum(isinstance(event, SpeechDelta) for event in events) == len(spoken)


@pytest.mark.parametrize("reason", ["end", "length"])
def test_the_texts_own_reason_is_returned(workers, reason):
    _, given_reason = collect(speak_along(written(["Hi."], reason), None, workers, Cancel()))
    assert given_reason == reason


@pytest.mark.parametrize("error", [EngineError("model", "It broke."), ZeroDivisionError()])
@pytest.mark.parametrize("where", ["text", "speech"])
def test_what_the_threads_raise_is_raised_here(workers, error, where):
    def failing(*_args):
        raise error
        yield

    def say(_clause: str):
        raise error

    reply = (
        speak_along(failing(), sound, workers, Cancel())
        if where == "text"
        else speak_along(written([STORY]), say, workers, Cancel())
    )
    with pytest.raises(type(error)):
        collect(reply)


@pytest.mark.parametrize("how", ["cancel", "close"])
def test_stopping_ends_both_threads(workers, how):
    release = threading.Event()
    closed = threading.Event()

    def text():
        try:
            yield STORY
            assert release.wait(10)
            yield STORY
        finally:
            closed.set()
        return "end"

    cancel = Cancel()
    reply = speak_along(text(), sound, workers, cancel)
    next(reply)
    stop: Callable[[], object] = cancel.set if how == "cancel" else reply.close
    stop()
    if how == "cancel":
        assert collect(reply)[1] == "cancelled"
    release.set()
    assert closed.wait(10)


def test_waiting_ends_with_the_work_or_with_the_cancel(workers):
    assert await_unless_cancelled(workers, lambda: 42, Cancel()) == 42
    with pytest.raises(ZeroDivisionError):
        await_unless_cancelled(workers, lambda: 1 // 0, Cancel())
    cancel, begun, release = Cancel(), threading.Event(), threading.Event()

    def slow():
        begun.set()
        cancel.set()
        assert release.wait(10)

    with pytest.raises(ReplyCancelledError):
        await_unless_cancelled(workers, slow, cancel)
    assert begun.is_set()
    release.set()


@pytest.mark.parametrize("how", ["cancel", "close"])
def test_nothing_that_is_queued_is_said_after_a_cancel(workers, how):
    spoken = threading.Semaphore(0)

    def say(clause: str):
        spoken.release()
        return sound(clause)

    cancel = Cancel()
    reply = speak_along(written([STORY, STORY]), say, workers, cancel)
    assert isinstance(next(reply), TextDelta)
    for _ in range(CLAUSES_AHEAD):
        assert spoken.acquire(timeout=10)
    if how == "cancel":
        cancel.set()
        assert collect(reply) == ([], "cancelled")
    else:
        reply.close()
        assert collect(reply) == ([], None)
