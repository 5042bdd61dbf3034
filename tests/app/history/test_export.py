"""Each format, read again by a parser of its own."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.history.export import Exported, as_json, as_markdown, as_srt
from app.history.kinds import Kept, Summary, Turn
from tests.app.history.conftest import NOON, turn

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=60)


def conversation(*turns: Turn) -> Exported:
    began = turns[0].began if turns else NOON
    kept = tuple(Kept(n, 7, each) for n, each in enumerate(turns, 1))
    return Exported(Summary(7, began, began, "starter", len(turns), ""), kept)


def spaced(text: str) -> str:
    return " ".join(text.split())


def paragraphs(markdown: str) -> list[tuple[str, str, str]]:
    """(who, plain text, struck text) of each paragraph, read by a CommonMark parser."""
    found: list[tuple[str, str, str]] = []
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(markdown)
    for before, token in pairwise(tokens):
        if before.type != "paragraph_open":
            continue
        parts = {"strong": "", "plain": "", "s": ""}
        where = "plain"
        for child in token.children or []:
            kind, _, action = child.type.rpartition("_")
            if kind in parts and action in ("open", "close"):
                where = kind if action == "open" else "plain"
            else:
                assert child.type == "text", child
                parts[where] += child.content
        found.append((parts["strong"], spaced(parts["plain"]), spaced(parts["s"])))
    return found


def test_json_has_everything() -> None:
    cut = turn("What\nnow?", "It is ten. And 晴.", heard=10)
    read = json.loads(as_json([conversation(cut, Turn(NOON + 9, NOON + 9, "And?"))]))
    assert read["visavis_history"] == 1
    (only,) = read["conversations"]
    first, second = only["turns"]
    assert (first["person"], first["heard"], first["unheard"]) == (
        "What\nnow?",
        "It is ten.",
        " And 晴.",
    )
    assert datetime.fromisoformat(first["began"]).timestamp() == NOON
    assert first["waited_seconds"]["first_sound"] == 1.0
    assert (second["sounded"], second["waited_seconds"]) == (None, None)


@given(person=TEXTS, heard=TEXTS, unheard=TEXTS)
def test_markdown_reads_as_what_was_said(person: str, heard: str, unheard: str) -> None:
    text = as_markdown([conversation(turn(person, heard + unheard, heard=len(heard)))])
    read = paragraphs(text)
    expected = []
    if spaced(person):
        expected.append(("You", spaced(f"(TIME): {person}"), ""))
    if spaced(heard + unheard):
        expected.append(("Visavis", spaced(f": {heard}"), spaced(unheard)))
    assert [(who, re.sub(r"^\(\d\d:\d\d:\d\d\)", "(TIME)", a), b) for who, a, b in read] == expected


def test_markdown_of_two_conversations() -> None:
    one, two = conversation(turn("# Hi", "*Oh*")), conversation(turn("1. x", "- y"))
    tokens = MarkdownIt("commonmark").parse(as_markdown([one, two]))
    assert [t.type for t in tokens].count("heading_open") == 2
    assert {t.type for t in tokens} <= {
        f"{kind}_{end}" for kind in ("heading", "paragraph") for end in ("open", "close")
    } | {"inline"}


CUE = re.compile(r"(\d+)\n(\d+):(\d\d):(\d\d),(\d{3}) --> (\d+):(\d\d):(\d\d),(\d{3})\n(.+)\n")


def cues(srt: str) -> list[tuple[float, float, str]]:
    """From, until and text of each subtitle; every line must belong to one."""
    found: list[tuple[float, float, str]] = []
    for number, block in enumerate(srt.split("\n\n") if srt else [], 1):
        match = CUE.fullmatch(block if block.endswith("\n") else block + "\n")
        assert match is not None, block
        assert int(match[1]) == number
        h, m, s, ms, h2, m2, s2, ms2 = (int(match[n]) for n in range(2, 10))
        first, last = (3600 * h + 60 * m + s + ms / 1e3, 3600 * h2 + 60 * m2 + s2 + ms2 / 1e3)
        found.append((first, last, match[10]))
    return found


def test_subtitles_follow_what_sounded() -> None:
    cut = turn("What time is it?", "It is ten. It is sunny. Never heard.", heard=23)
    late = turn("Good\nmorning", "早上好。今天天气很好。", at=NOON + 90_000)
    read = cues(as_srt([conversation(cut, late)]))
    assert [text for _, _, text in read] == [
        "You: What time is it?",
        "Visavis: It is ten.",
        "Visavis: It is sunny.",
        "You: Good morning",
        "Visavis: 早上好。",
        "Visavis: 今天天气很好。",
    ]
    assert read[0][:2] == (0.0, 1.0)
    assert read[1][0] == 2.0
    assert 2.5 < read[2][0] < 3.5
    assert read[3][0] == 64.0  # the night between is cut to a minute
    assert all(first < last for first, last, _ in read)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_subtitles_of_anything_are_subtitles(pairs: list[tuple[str, str]]) -> None:
    turns = [turn(person, reply, NOON + 10 * n) for n, (person, reply) in enumerate(pairs)]
    read = cues(as_srt([conversation(*turns)]))
    said = "".join(text.partition(": ")[2] for _, _, text in read if text.startswith("Vis"))
    assert said.replace(" ", "") == "".join("".join(r.split()) for _, r in pairs)


def test_subtitles_are_read_by_ffmpeg(tmp_path: Path) -> None:
    ffmpeg = pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe()
    file = tmp_path / "talk.srt"
    exported = conversation(turn("What time is it?", "It is ten. 现在十点。"))
    file.write_text(as_srt([exported]), encoding="utf-8")
    command = [ffmpeg, "-v", "error", "-i", str(file), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert cues(done.stdout.decode().strip() + "\n") == cues(as_srt([exported]))


def test_subtitles_have_one_time_line() -> None:
    with pytest.raises(ValueError, match="expected 1"):
        as_srt([conversation(), conversation()])
    assert as_srt([conversation()]) == ""
