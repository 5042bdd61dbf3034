"""What every SQLite file of the program has: versions, and sentences for what goes wrong."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UserError
from app.sqlite_file import Layout, SqliteFile, damaged_files

FIRST = Layout("words", ("CREATE TABLE words (word TEXT) STRICT;",), "SELECT word FROM words")
TRIGGER = """
ALTER TABLE words ADD COLUMN length INTEGER;
CREATE TRIGGER measured AFTER INSERT ON words BEGIN
    UPDATE words SET length = length(word) WHERE word = new.word;
    UPDATE words SET word = upper(word) WHERE word = new.word;
END;
UPDATE words SET length = length(word);
"""
SECOND = replace(FIRST, steps=(*FIRST.steps, TRIGGER), probe="SELECT word, length FROM words")

NO_TEA = """
CREATE TABLE others (word TEXT CHECK (word != 'tea')) STRICT;
INSERT INTO others SELECT word FROM words;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "words.sqlite"


def add(path: Path, layout: Layout, word: str) -> list[tuple[object, ...]]:
    file = SqliteFile(path, layout)
    assert file.notice is None
    with file.using() as database:
        database.execute("INSERT INTO words (word) VALUES (?)", (word,))
        rows = database.execute("SELECT * FROM words").fetchall()
    file.close()
    return rows


def test_an_older_file_is_brought_up_to_date(path: Path) -> None:
    add(path, FIRST, "tea")
    assert add(path, SECOND, "milk") == [("tea", 3), ("MILK", 4)]
    assert add(path, SECOND, "x")[-1] == ("X", 1)
    with pytest.raises(UserError, match="kept by a newer version"):
        SqliteFile(path, FIRST)


def test_a_step_that_fails_changes_nothing(path: Path) -> None:
    add(path, FIRST, "tea")
    wrong = replace(SECOND, steps=(*FIRST.steps, NO_TEA))
    with pytest.raises(UserError, match="cannot be read or written"):
        SqliteFile(path, wrong)
    assert damaged_files(path) == []
    assert add(path, FIRST, "x") == [("tea",), ("x",)]


def test_a_full_disk_has_its_own_sentence(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    with file.using() as database:
        database.execute("PRAGMA max_page_count = 3")
    with pytest.raises(UserError, match="the disk is full"), file.using() as database:
        database.execute("INSERT INTO words VALUES (?)", ("x" * 100_000,))
    file.close()


def test_damage_that_is_met_later_has_its_own_sentence(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    with file.using() as database:
        for _ in range(500):
            database.execute("INSERT INTO words VALUES (?)", ("x" * 500,))
    file.close()
    whole = bytearray(path.read_bytes())
    whole[8192:] = b"\xff" * len(whole[8192:])
    path.write_bytes(bytes(whole))
    file = SqliteFile(path, replace(FIRST, probe="SELECT 1"), thorough=False)
    with pytest.raises(UserError, match="the file is damaged"), file.using() as database:
        database.execute("SELECT * FROM words").fetchall()
    file.close()


def test_the_disk_takes_what_another_connection_did_not_wait_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sqlite_file._LONG_LOG", 0)
    writer, other = SqliteFile(path, FIRST), SqliteFile(path, FIRST)
    writer.leave_disk_to_others()
    with writer.using() as database:
        database.execute("INSERT INTO words VALUES ('zanzibarian')")
    assert b"zanzibarian" not in path.read_bytes()
    other.to_disk()
    assert b"zanzibarian" in path.read_bytes()
    writer.close()
    other.close()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away here")
def test_without_a_log_there_is_nothing_for_the_disk_to_take(path: Path) -> None:
    file = SqliteFile(path, FIRST)
    path.with_name(f"{path.name}-wal").unlink()
    file.to_disk()
    file.close()
