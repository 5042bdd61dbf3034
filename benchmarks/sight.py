"""Claim: a picture is described in under 0.3 s, and no surer than what is seen.

The four photos of the tests, and any others in a folder that is named: what is said of each, how
long each search took (one thread, first look at the picture), and what the labeller thought.

    python -m benchmarks.sight [FOLDER]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from omni_core.starter.sight import describe
from omni_core.starter.sight.eyes import Eyes, Look

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {".png", ".jpg", ".jpeg"}
SEARCHES: dict[str, Callable[[Look], object]] = {
    "labels": lambda look: look.labels,
    "faces": lambda look: look.faces,
    "colours": lambda look: look.colours,
    "brightness": lambda look: look.brightness,
    "text": lambda look: look.text(),
}
SAID: dict[str, Callable[[Look], str]] = {
    "What do you see?": describe.scene,
    "What is this?": describe.thing,
    "Can you see me?": describe.me,
    "What colour is it?": describe.colours,
    "Read this.": describe.writing,
}
LABELS_SHOWN = 5


def main() -> None:
    """Look at every photo and print what is said."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, help="more photos")
    more: Path | None = parser.parse_args().folder
    store = ModelStore(
        Folders.from_environment().models, Manifest.load(ROOT / "tests/data/packs.toml")
    )
    store.pull(["photos"])
    folders = [store.path("photos"), *([more] if more else [])]
    eyes = Eyes.load(ROOT / "resources" / "sight")
    eyes.look(np.zeros((64, 64, 3), np.uint8)).text()  # the networks for reading are loaded now
    photos = [
        _looked_at(eyes, path)
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in PICTURES
    ]
    times = {search: [photo["milliseconds"][search] for photo in photos] for search in SEARCHES}
    summary = {
        search: {"median": statistics.median(found), "worst": max(found)}
        for search, found in times.items()
    }
    for search, found in summary.items():
        print(f"{search}: median {found['median']:.0f} ms, worst {found['worst']:.0f} ms")
    report.write("sight", {"milliseconds": summary, "photos": photos})


def _looked_at(eyes: Eyes, path: Path) -> dict[str, Any]:
    with Image.open(path) as picture:
        look = eyes.look(np.asarray(picture.convert("RGB")))
    milliseconds: dict[str, float] = {}
    for name, search in SEARCHES.items():
        begun = time.perf_counter()
        search(look)
        milliseconds[name] = round(1000 * (time.perf_counter() - begun), 1)
    said = {question: answer(look) for question, answer in SAID.items()}
    print(path.name, *(f"\n    {question} {answer}" for question, answer in said.items()))
    return {
        "photo": path.name,
        "said": said,
        "labels": {label.name: round(label.score, 3) for label in look.labels[:LABELS_SHOWN]},
        "faces": [round(face.score, 3) for face in look.faces],
        "milliseconds": milliseconds,
    }


if __name__ == "__main__":
    main()
