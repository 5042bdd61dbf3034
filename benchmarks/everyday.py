"""Claim: at least 16 of 20 everyday questions answered rightly, whoever asks them.

The questions of `everyday.toml` are spoken by espeak-ng and by the starter voice and asked in one
conversation each; an answer is right if it matches the question's pattern.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from benchmarks.spoken_questions import speak
from benchmarks.talk_runs import ROOT, talk

VOICES = ("espeak", "joe")


def arguments(questions: list[dict[str, Any]], files: list[Path]) -> Iterator[str | Path]:
    """`--image` and `--audio` of every question in order."""
    packs = Manifest.load(ROOT / "tests" / "data" / "packs.toml")
    store = ModelStore(Folders.from_environment().models, packs)
    store.pull(["photos"])
    for question, file in zip(questions, files, strict=True):
        if photo := question.get("photo"):
            yield from ("--image", store.path("photos") / photo)
        yield from ("--audio", file)


def main() -> None:
    """Ask, print every answer and how many are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voice", action="append", choices=[*VOICES, "heart", "michael", "emma"])
    voices = parser.parse_args().voice or VOICES
    table = tomllib.loads((Path(__file__).parent / "everyday.toml").read_text(encoding="utf-8"))
    questions = table["question"]
    result: dict[str, Any] = {}
    for voice in voices:
        with tempfile.TemporaryDirectory() as folder:
            files = speak([question["text"] for question in questions], voice, Path(folder))
            turns = talk(*arguments(questions, files))["turns"]
        asked = []
        for question, turn in zip(questions, turns, strict=True):
            right = re.search(question["answer"], turn["reply"], re.IGNORECASE) is not None
            asked.append({**question, "heard": turn["heard"], "reply": turn["reply"], "ok": right})
            print(f"{'right' if right else 'WRONG'}  {turn['heard']} -> {turn['reply']}")
        print(f"{voice}: {sum(a['ok'] for a in asked)} of {len(asked)} right")
        result[voice] = asked
    report.write("everyday", result)


if __name__ == "__main__":
    main()
