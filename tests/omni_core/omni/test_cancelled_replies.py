"""A hundred replies cut off at random moments leave no trace, in what follows or in memory."""

from __future__ import annotations

import gc
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from omni_core.conversation import Cancel, Options, ReplyDone
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.engine import OmniEngine
from omni_core.omni.speech_worker import ReplySpeech
from tests.omni_core.speech.speaking import speech_of
from tests.oracle.reference import Dump

TURNS = ("Tell me.", "And then?", "Why?", "Who said so?", "Go on.")
CUT_A_TURN = 20
CODES = 80
"""Seven blocks, so that sound is made while codes still come."""

OPTIONS = Options(seed=3, max_reply_tokens=12)
HARDLY_ANYTHING = 50_000
"""Bytes of tensors that may come and go: replies that each left one would be megabytes."""


@pytest.fixture(scope="module")
def engine(made_up_checkpoint: Callable[..., Path]) -> Iterator[OmniEngine]:
    """Chunks of one block, so that the sound does not depend on how fast codes come."""
    folder = made_up_checkpoint("tiny")
    engine = OmniEngine.load(
        folder, device="cpu", dtype="float32", keeps_inputs=True, speech=speech_of(folder)
    )
    talking = engine.talking
    assert talking is not None
    settings = replace(talking.settings, longest=CODES)
    synthesis = replace(talking.synthesis, growth=(1,))
    engine.talking = replace(talking, settings=settings, synthesis=synthesis)
    yield engine
    engine.close()


def heard_to_the_end(conversation: OmniConversation) -> tuple[Dump, int]:
    """A whole reply; what it was made of, and its events."""
    events = list(conversation.reply(Cancel()))
    done = events[-1]
    assert isinstance(done, ReplyDone)
    assert done.reason != "cancelled"
    return conversation.dump(), len(events)


def cut(conversation: OmniConversation, moment: random.Random, events: int, seconds: float) -> str:
    """Cut a reply off: from another thread, between two events, or by dropping it; how.

    A cancel from elsewhere may come too late; then the whole reply is taken back.
    """
    mark, cancel = conversation.mark(), Cancel()
    way = moment.choice(("from elsewhere", "between events", "dropped"))
    reply, ended = conversation.reply(cancel), False
    last = moment.randrange(events)
    other = threading.Timer(moment.uniform(0.0, seconds), cancel.set)
    if way == "from elsewhere":
        other.start()
    for seen, event in enumerate(reply):
        ended = isinstance(event, ReplyDone) and event.reason != "cancelled"
        if seen >= last and way == "between events":
            cancel.set()
        if seen >= last and way == "dropped":
            break
    if not ended:
        reply.close()  # pyright: ignore[reportAttributeAccessIssue] - a generator
    if way == "from elsewhere":
        other.cancel()
        other.join()
    if ended:  # the cancel came too late
        conversation.keep_heard(0)
    else:
        conversation.rewind(mark)
    return way


def bytes_of_tensors() -> int:
    """Of all that is alive."""
    gc.collect()
    alive = [each for each in gc.get_objects() if issubclass(type(each), torch.Tensor)]
    return sum(each.numel() * each.element_size() for each in alive if not each.is_meta)


@pytest.mark.slow
@pytest.mark.timeout(1200)  # a minute of work, on a machine that does other work too
def test_a_hundred_cut_replies_leave_nothing(engine: OmniEngine) -> None:
    undisturbed, disturbed = engine.open(OPTIONS), engine.open(OPTIONS)
    moment, ways = random.Random(4), list[str]()
    threads, bytes_before = set[threading.Thread](), 0
    for number, words in enumerate(TURNS):
        undisturbed.read(words)
        expected, events = heard_to_the_end(undisturbed)
        disturbed.read(words)
        if number == 1:  # everything has been used once by now
            threads, bytes_before = set(threading.enumerate()), bytes_of_tensors()
        ways += [cut(disturbed, moment, events, seconds_of(undisturbed)) for _ in range(CUT_A_TURN)]
        if number == 1:
            assert abs(bytes_of_tensors() - bytes_before) <= HARDLY_ANYTHING
        found, _ = heard_to_the_end(disturbed)
        assert found.keys() == expected.keys()
        for name, value in expected.items():
            np.testing.assert_array_equal(found[name], value, err_msg=name)
    assert len(ways) == len(TURNS) * CUT_A_TURN
    assert min(ways.count(way) for way in ("from elsewhere", "between events", "dropped")) >= 15
    assert set(threading.enumerate()) == threads
    assert engine.talking is not None
    assert engine.talking.worker._thread._work_queue.empty()
    gc.collect()
    assert not [each for each in gc.get_objects() if type(each) is ReplySpeech]
    undisturbed.close()
    disturbed.close()


def seconds_of(conversation: OmniConversation) -> float:
    """How long the last reply took."""
    assert conversation._last is not None
    return conversation._last.reply.stats["codes_s"]
