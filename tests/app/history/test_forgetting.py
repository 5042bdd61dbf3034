"""After a deletion nothing can be read in the files: looked for byte by byte."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import UserError
from app.history.forgetting import forget, forget_all, forget_before, sweep
from app.history.layout import FILE_NAME
from app.history.store import HistoryStore, Place
from tests.app.history.conftest import NOON

Talk = Callable[..., int]
SECRET = "zanzibarian marmalade 秘密计划"
TRACES = [b"zanzibarian", b"marmalade", b"anzib", "秘密".encode(), "秘".encode(), b"SECRETJPEG"]


def traces(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (path.name, trace)
        for path in sorted(folder.iterdir())
        for trace in TRACES
        if trace in path.read_bytes()
    ]


@pytest.fixture
def secret(store: HistoryStore, talk: Talk) -> int:
    for n in range(40):
        talk((f"Ordinary question {n}", "An ordinary answer " * 20))
    number = talk(("Tell me", SECRET), (SECRET, "I see " * 300))
    store.picture(Place(number, store.turns(number)[0].id), b"SECRETJPEG" * 900)
    for n in range(40):
        talk((f"Later question {n}", "A later answer " * 20))
    return number


def test_nothing_of_one_can_be_read(folder: Path, store: HistoryStore, secret: int) -> None:
    assert traces(folder)
    forget(store, [secret])
    assert traces(folder) == []
    assert store.search("marmalade", 5) == ()
    assert len(store.search("ordinary", 99)) == 40
    assert len(store.conversations(99)) == 80
    store.close()
    assert traces(folder) == []


def test_nothing_at_all_can_be_read(folder: Path, store: HistoryStore, secret: int) -> None:
    (folder / f"{FILE_NAME}.damaged-1").write_text(SECRET)
    (folder / f"{FILE_NAME}.damaged-1-wal").write_text(SECRET)
    forget_all(store)
    assert traces(folder) == []
    assert store.conversations(5) == ()
    assert not any(b"rdinary" in path.read_bytes() for path in folder.iterdir())
    assert not list(folder.glob("*.damaged-*"))


def test_nothing_can_be_read_while_another_window_is_open(
    folder: Path, store: HistoryStore, secret: int
) -> None:
    other = HistoryStore(folder)
    assert other.turns(secret)
    forget(store, [secret])
    assert traces(folder) == []
    assert other.turns(secret) == ()
    other.close()


def test_who_still_reads_is_told_and_the_rest_is_swept_later(
    folder: Path, store: HistoryStore, secret: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sqlite_file.LOCK_TIMEOUT", 0.0)
    impatient, reader = HistoryStore(folder), HistoryStore(folder)
    with reader.file.using() as database:
        database.execute("BEGIN")
        database.execute("SELECT person FROM turns").fetchone()
        with pytest.raises(UserError, match="another copy of the program still reads"):
            forget(impatient, [secret])
        assert impatient.turns(secret) == ()
    sweep(impatient)
    assert traces(folder) == []
    impatient.close()
    reader.close()


def test_a_deletion_that_was_killed_is_finished(
    folder: Path, store: HistoryStore, secret: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.history.forgetting._sweep", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(store, [secret])
    assert traces(folder)
    sweep(store)
    assert traces(folder) == []


def test_what_is_too_old_goes(store: HistoryStore, talk: Talk) -> None:
    old, new = talk(("Old", "Yes."), at=NOON), talk(("New", "Yes."), at=NOON + 100)
    forget_before(store, NOON + 3)
    assert store.has(old)
    forget_before(store, NOON + 50)
    assert not store.has(old)
    assert store.has(new)


def test_a_deletion_reads_and_writes_no_other_text(
    folder: Path, store: HistoryStore, secret: int
) -> None:
    asked: list[str] = []
    with store.file.using() as database:
        database.set_trace_callback(asked.append)
    forget(store, [secret])
    assert not any("rebuild" in statement for statement in asked)
    assert traces(folder) == []


def test_any_number_of_deletions_leaves_a_sound_index(store: HistoryStore, talk: Talk) -> None:
    numbers = [talk((f"Question {n}", "An answer.")) for n in range(50)]
    for number in numbers[:45]:
        forget(store, [number])
    with store.file.using() as database:
        database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        (deep,) = database.execute("SELECT number FROM merges").fetchone()
    assert deep < 45
    assert len(store.search("question", 99)) == 5


def test_a_conversation_is_written_between_the_steps_of_a_deletion(
    folder: Path, store: HistoryStore, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is merged in transactions of their own; another connection gets its turn."""
    monkeypatch.setattr("app.history.forgetting._PAGES_AT_A_TIME", 1)
    for n in range(60):
        talk((f"Question {n}", " ".join(f"word{n}x{k}" for k in range(200))))
    commits: list[str] = []
    with store.file.using() as database:
        database.set_trace_callback(commits.append)
    forget(store, [3])
    merges = [n for n, what in enumerate(commits) if "'merge'" in what]
    assert len(merges) > 3
    assert all("COMMIT" in commits[a:b] for a, b in itertools.pairwise(merges))
