import os
import sys
import threading

import pytest

from omni_core.priority import MOST, NICENESS, give_way

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux's threads have a niceness")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


def in_a_thread(*steps) -> list[int]:
    """The niceness after each step, on a thread of their own."""
    seen: list[int] = []

    def run() -> None:
        for step in steps:
            step()
            seen.append(niceness())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return seen


@LINUX
def test_a_thread_gives_way_and_others_do_not():
    before = niceness()
    assert in_a_thread(give_way) == [min(MOST, before + NICENESS)]
    assert niceness() == before


@LINUX
def test_the_threads_that_it_begins_give_way_too():
    inner: list[int] = []
    in_a_thread(give_way, lambda: inner.extend(in_a_thread(lambda: None)))
    assert inner == [min(MOST, niceness() + NICENESS)]


@LINUX
def test_there_is_an_end_to_it():
    assert in_a_thread(give_way, give_way, give_way)[-1] == MOST
