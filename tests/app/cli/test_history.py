"""`visavis history`, as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from app.history.store import HistoryStore
from tests.app.history.conftest import NOON, turn

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kept(home: Path) -> Path:
    store = HistoryStore(home / "data")
    for n, (person, reply, heard) in enumerate(
        [("What time is it?", "It is ten. And sunny.", 10), ("我们去北京吧", "Let us go.", 10)]
    ):
        number = store.begin(NOON + 100 * n, "starter")
        store.add(number, turn(person, reply, NOON + 100 * n, heard))
    store.close()
    return home


@pytest.mark.parametrize("words", [["list"], ["delete", "--all"], ["search", "x"], ["show", "1"]])
def test_without_a_history_nothing_is_made(home: Path, capsys: Capture, words: list[str]) -> None:
    assert main(["history", *words]) == (0 if words[0] in ("list", "delete") else 1)
    told = capsys.readouterr()
    assert told.out == ""
    assert "No conversation is kept; `visavis settings history.keep true`" in told.err
    assert not (home / "data").exists()


def test_list_and_show(kept: Path, capsys: Capture) -> None:
    assert main(["history", "list"]) == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert newest.split()[0] == "2"
    assert newest.endswith("1 turn  我们去北京吧")
    assert oldest.endswith("What time is it?")
    assert main(["history", "list", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["history", "show", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "you: What time is it?",
        "visavis: It is ten. [not heard: And sunny.]",
    ]


def test_search(kept: Path, capsys: Capture) -> None:
    assert main(["history", "search", "北京"]) == 0
    assert "我们去北京吧" in capsys.readouterr().out
    assert main(["history", "search", "it", "sun", "--limit", "1"]) == 0
    told = capsys.readouterr()
    assert "What time is it?" in told.out
    assert "--limit shows more" in told.err
    assert main(["history", "search", "nowhere"]) == 1
    assert "Nothing of what is kept" in capsys.readouterr().err


def test_export(kept: Path, capsys: Capture, tmp_path: Path) -> None:
    assert main(["history", "export", "--format", "json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in read["conversations"]] == [1, 2]
    file = tmp_path / "talk.md"
    assert main(["history", "export", "1", "--out", str(file)]) == 0
    assert "**Visavis**: It is ten. ~~And sunny.~~" in file.read_text(encoding="utf-8")
    assert main(["history", "export", "2", "--format", "srt"]) == 0
    assert capsys.readouterr().out.startswith("1\n00:00:00,000 --> ")


def test_delete(kept: Path, capsys: Capture) -> None:
    assert main(["history", "delete", "1"]) == 0
    assert main(["history", "show", "1"]) == 2
    assert "There is no conversation 1" in capsys.readouterr().err
    assert main(["history", "delete", "--all"]) == 2
    assert "Nothing is deleted" in capsys.readouterr().err
    assert main(["history", "delete", "--all", "--yes"]) == 0
    assert main(["history", "list"]) == 0
    assert capsys.readouterr() == (
        "",
        "Every conversation is deleted.\nNo conversation is kept.\n",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["delete"], "or --all of them"),
        (["delete", "1", "--all"], "or --all of them"),
        (["export", "--format", "srt"], "name one conversation"),
        (["export", "9"], "There is no conversation 9"),
        (["export", "1", "--out", "/nowhere/at/all.md"], "could not be written"),
        (["list", "--limit", "0"], "must be 1 or more"),
    ],
)
def test_refusals(kept: Path, capsys: Capture, words: list[str], sentence: str) -> None:
    assert main(["history", *words]) == 2
    assert sentence in capsys.readouterr().err
