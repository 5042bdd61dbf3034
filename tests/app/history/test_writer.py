from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.capture.small_picture import WIDTH
from app.history.forgetting import forget_all
from app.history.kinds import Kept
from app.history.layout import FILE_NAME
from app.history.store import HistoryStore
from app.history.writer import MOST_WAITING, HistoryWriter, Plan
from tests.app.history.conftest import NOON, turn

PATIENCE = 20.0
SURELY_STARTED = 0.2


class Tell:
    def __init__(self) -> None:
        self.told: list[str] = []
        self.called = threading.Event()

    def __call__(self, sentence: str) -> None:
        self.told.append(sentence)
        self.called.set()


@pytest.fixture
def tell() -> Tell:
    return Tell()


def kept(folder: Path) -> list[Kept]:
    with closing(HistoryStore(folder)) as store:
        return [k for each in store.conversations(99) for k in store.turns(each.id)]


def test_turns_are_written_on_a_thread_of_their_own(folder: Path, tell: Tell) -> None:
    with HistoryWriter(Plan(folder, "starter"), tell) as writer:
        writer.put(1, turn("One?", "Yes."))
        writer.put(1, turn("One?", "Yes, it is."))
        writer.put(2, turn("Two?", "No."))
        writer.take_back(2)
        writer.put(3, turn("Three?", "Maybe."), np.full((90, 480, 3), 128, np.uint8))
    one, three = kept(folder)
    assert (one.turn.reply, three.turn.reply) == ("Yes, it is.", "Maybe.")
    assert one.conversation == three.conversation
    with closing(HistoryStore(folder)) as store:
        (jpeg,) = store.pictures(three.id)
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (45, WIDTH, 3)
    assert tell.told == []


def test_nobody_is_heard_before_the_file_is_open(
    folder: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, open_it, entered = threading.Event(), threading.Event(), threading.Event()

    def slowly(folder: Path) -> HistoryStore:
        asked.set()
        assert open_it.wait(PATIENCE)
        return HistoryStore(folder)

    monkeypatch.setattr("app.history.writer.HistoryStore", slowly)

    def talk() -> None:
        with HistoryWriter(Plan(folder, "starter"), tell) as writer:
            entered.set()
            writer.put(1, turn("One?", "Yes."))

    talking = threading.Thread(target=talk)
    talking.start()
    assert asked.wait(PATIENCE)
    assert not entered.wait(SURELY_STARTED)
    open_it.set()
    talking.join(PATIENCE)
    assert [k.turn.person for k in kept(folder)] == ["One?"]


def test_a_turn_that_goes_to_the_disk_does_not_keep_the_next_one_waiting(
    folder: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, go_on = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        waiting.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr("app.sqlite_file.os.fsync", slow)
    with HistoryWriter(Plan(folder, "starter"), tell) as writer:
        writer.put(1, turn("One?", "Yes."))
        assert waiting.wait(PATIENCE)
        writer.put(2, turn("Two?", "No."))
        with closing(HistoryStore(folder, thorough=False)) as reader:
            until = time.monotonic() + PATIENCE
            while len(reader.turns(1)) < 2 and time.monotonic() < until:
                pass
            assert [k.turn.person for k in reader.turns(1)] == ["One?", "Two?"]
        go_on.set()
    assert tell.told == []


def test_a_disk_that_refuses_is_told_and_the_words_are_there(
    folder: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.sqlite_file.os.fsync", full)
    with HistoryWriter(Plan(folder, "starter"), tell) as writer:
        for key in (1, 2):
            writer.put(key, turn(f"Question {key}", "Yes."))
            assert tell.called.wait(PATIENCE)
    assert len(tell.told) == 1
    assert len(kept(folder)) == 2


def test_nothing_is_made_before_something_was_said(folder: Path, tell: Tell) -> None:
    with HistoryWriter(Plan(folder, "starter"), tell):
        pass
    assert kept(folder) == []
    with closing(HistoryStore(folder)) as store:
        assert store.conversations(5) == ()


def test_an_old_conversation_goes_on(folder: Path, tell: Tell) -> None:
    for _ in range(2):
        with HistoryWriter(Plan(folder, "starter", conversation=1), tell) as writer:
            writer.put(1, turn("More?", "Yes."))
    assert [each.conversation for each in kept(folder)] == [1, 1]


def test_a_slow_disk_drops_the_oldest(folder: Path, tell: Tell) -> None:
    writer = HistoryWriter(Plan(folder, "starter"), tell)
    for key in range(MOST_WAITING + 3):
        writer.put(key, turn(f"Question {key}", "Yes."))
    writer.close()
    writer.run()
    assert writer.dropped == 3
    written = kept(folder)
    assert (written[0].turn.person, len(written)) == ("Question 3", MOST_WAITING)


def test_what_was_deleted_while_talking_stays_deleted(folder: Path, tell: Tell) -> None:
    writer = HistoryWriter(Plan(folder, "starter"), tell)
    store = HistoryStore(folder)

    def step() -> None:
        assert writer._step(store)

    writer.put(1, turn("Secret", "Oh."))
    step()
    forget_all(store)
    writer.put(1, turn("Secret", "Oh. And more."))
    step()
    assert store.conversations(5) == ()
    writer.put(2, turn("Another thing", "Yes."))
    step()
    store.close()
    assert [k.turn.person for k in kept(folder)] == ["Another thing"]


def test_a_locked_file_is_told_once_and_written_later(
    folder: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    HistoryStore(folder).close()
    monkeypatch.setattr("app.sqlite_file.LOCK_TIMEOUT", 0.0)
    writer = HistoryWriter(Plan(folder, "starter"), tell)
    store = HistoryStore(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        for reply in ("It", "It is", "It is ten"):
            writer.put(1, turn("When?", reply))
            assert writer._step(store)
        other.rollback()
    (told,) = tell.told
    assert "another copy of the program is using them" in told
    writer.put(1, turn("When?", "It is ten."))
    assert writer._step(store)
    store.close()
    assert [k.turn.reply for k in kept(folder)] == ["It is ten."]


def test_a_newer_history_is_told_and_left_alone(folder: Path, tell: Tell) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("PRAGMA user_version = 99")
    before = (folder / FILE_NAME).read_bytes()
    with HistoryWriter(Plan(folder, "starter"), tell) as writer:
        writer.put(1, turn("Hello", "Hi."))
        assert tell.called.wait(PATIENCE)
    (told,) = tell.told
    assert "newer version" in told
    assert (folder / FILE_NAME).read_bytes() == before


def test_what_is_too_old_is_deleted_first(folder: Path, tell: Tell) -> None:
    with closing(HistoryStore(folder)) as store:
        for days in (0, 1, 2, 3):
            number = store.begin(NOON + days * 86400, "starter")
            store.add(number, turn(f"Day {days}", "Yes.", at=NOON + days * 86400))
    now = NOON + 3.5 * 86400
    plan = Plan(folder, days=2, keep=False)
    with HistoryWriter(plan, tell, lambda: now):
        pass
    assert [k.turn.person for k in kept(folder)] == ["Day 3", "Day 2"]
