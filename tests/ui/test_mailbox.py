from __future__ import annotations

import threading

from app.live.events import Caption, Level, Told
from ui.bridge.mailbox import Mailbox


def drain(mailbox: Mailbox) -> list[object]:
    return list(iter(mailbox.take, None))


def test_the_reader_is_woken_once_until_it_has_read_everything() -> None:
    wakes: list[None] = []
    mailbox = Mailbox(lambda: wakes.append(None))
    mailbox.put(Told("a"))
    mailbox.put(Told("b"))
    assert len(wakes) == 1
    assert drain(mailbox) == [Told("a"), Told("b")]
    mailbox.put(Told("c"))
    assert len(wakes) == 2


def test_a_reader_that_stops_early_is_woken_again_by_itself_alone() -> None:
    wakes: list[None] = []
    mailbox = Mailbox(lambda: wakes.append(None))
    mailbox.put(Told("a"))
    mailbox.put(Told("b"))
    mailbox.take()
    mailbox.put(Told("c"))
    assert len(wakes) == 1
    mailbox.wake_again()
    assert len(wakes) == 2


def test_of_levels_and_captions_the_newest_counts() -> None:
    mailbox = Mailbox(lambda: None)
    for event in (Level(-30, 0), Level(-20, 1), Caption(1, 3), Caption(1, 9), Caption(2, 1)):
        mailbox.put(event)
    assert drain(mailbox) == [Level(-20, 1), Caption(1, 9), Caption(2, 1)]


def test_a_reader_that_never_comes_costs_no_memory() -> None:
    mailbox = Mailbox(lambda: None, most=10)
    for number in range(25):
        mailbox.put(Told(str(number)))
    assert mailbox.dropped == 15
    assert drain(mailbox) == [Told(str(number)) for number in range(15, 25)]


def test_nothing_is_lost_between_threads() -> None:
    woken = threading.Event()
    mailbox = Mailbox(woken.set, most=10_000)
    count, threads = 500, 4
    writers = [
        threading.Thread(target=lambda: [mailbox.put(Told("x")) for _ in range(count)])
        for _ in range(threads)
    ]
    for writer in writers:
        writer.start()
    read = 0
    while read < count * threads:
        assert woken.wait(10)
        woken.clear()
        read += len(drain(mailbox))
    for writer in writers:
        writer.join()
    assert read == count * threads
