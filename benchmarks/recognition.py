"""Claim: at most 10 % of the words of the test recordings are heard wrong, with either recogniser.

Also measured: the share of real time that hearing takes, what is left to compute after the last
voiced sample of short and long turns, and whether any of the English recordings is taken for
another language or the others for English.  Sound is fed in blocks of 20 ms.

    python -m benchmarks.recognition
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report, words
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.listener import Ears, Heard, Listener, RecogniserName

DATA = Path(__file__).parent.parent / "tests" / "data"
RECORDINGS = DATA / "recordings"
BLOCK = HEARING_RATE // 50
TURNS = (2, 8, 30, 44)
"""Seconds of speech after which the rest of the work is timed."""

REPEATS = 5

TWO_CITIES = """It was the best of times, it was the worst of times, it was the age of wisdom, it
was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it was
the season of Light, it was the season of Darkness, it was the spring of hope, it was the winter
of despair, we had everything before us, we had nothing before us, we were all going direct to
Heaven, we were all going direct the other way, in short, the period was so far like the present
period, that some of its noisiest authorities insisted on its being received, for good or for
evil, in the superlative degree of comparison only."""
"""The first sentence of Charles Dickens's novel: what the recording reads."""


@dataclass(frozen=True)
class Clip:
    """A recording and what is said in it."""

    name: str
    samples: NDArray[np.float32]
    said: str


def load(path: Path) -> NDArray[np.float32]:
    """The recording as mono, 16 kHz."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return soxr.resample(mono, rate, HEARING_RATE).astype(np.float32)


def clips(two_cities: Path) -> Iterator[Clip]:
    """The recordings of English that have a transcription."""
    for folder, listing in (("cards", "cards.transcription"), ("librivox", "transcription")):
        for line in (RECORDINGS / folder / listing).read_text().splitlines():
            said, name = re.fullmatch(r"<s> (.*?) *</s> \((.*)\)", line.strip()).groups()  # pyright: ignore[reportOptionalMemberAccess]: a changed listing must fail
            yield Clip(f"{folder}/{name}", load(RECORDINGS / folder / f"{name}.wav"), said)
    yield Clip("what_time_is_it", load(RECORDINGS / "what_time_is_it.wav"), "What time is it?")
    yield Clip(
        "grapefruit",
        load(RECORDINGS / "grapefruit.wav"),
        "How do you say grapefruit in French?",
    )
    yield Clip("two_cities", load(two_cities), TWO_CITIES)


def hear(ears: Ears, samples: NDArray[np.float32]) -> tuple[Heard, float, float]:
    """What is heard, the seconds it took in all, and those of them after the last sample."""
    listener = Listener(ears)
    begun = time.perf_counter()
    for start in range(0, samples.size, BLOCK):
        listener.push(samples[start : start + BLOCK])
    ended = time.perf_counter()
    heard = listener.finish()
    done = time.perf_counter()
    return heard, done - begun, done - ended


def left_at_end(ears: Ears, reading: NDArray[np.float32]) -> dict[str, dict[str, float]]:
    """Seconds of work after the last sample of turns cut off right behind their last word."""
    rows: dict[str, dict[str, float]] = {}
    for seconds in TURNS:
        heard, _, _ = hear(ears, reading[: seconds * HEARING_RATE])
        end = heard.last_voiced
        if end is None:
            raise ValueError("Nothing was heard in the reading.")
        turn = reading[: int(end * HEARING_RATE)]
        left = [hear(ears, turn)[2] for _ in range(REPEATS)]
        rows[str(seconds)] = {"median": float(np.median(left)), "worst": max(left)}
    return rows


def main() -> None:
    """Measure both recognisers and write the result."""
    folder = Folders.from_environment().models
    program = ModelStore(folder, Manifest.of_program())
    data = ModelStore(folder, Manifest.load(DATA / "packs.toml"))
    program.pull(["vad-silero", "hear-moonshine-tiny", "hear-whisper-base"])
    data.pull(["two-cities"])
    recordings = list(clips(data.path("two-cities") / "two_cities.wav"))
    foreign = {path.stem: load(path) for path in sorted((RECORDINGS / "languages").glob("*.flac"))}
    result: dict[str, Any] = {}
    for recogniser in get_args(RecogniserName):
        begun = time.perf_counter()
        ears = Ears.load(
            vad=program.path("vad-silero"),
            moonshine=program.path("hear-moonshine-tiny"),
            whisper=program.path("hear-whisper-base"),
            recogniser=recogniser,
        )
        loaded = time.perf_counter() - begun
        result[recogniser] = {"load_seconds": loaded, **measure(ears, recordings, foreign)}
        ears.close()
    report.write("recognition", result)


def measure(
    ears: Ears, recordings: list[Clip], foreign: dict[str, NDArray[np.float32]]
) -> dict[str, Any]:
    """Everything that is measured of one recogniser."""
    rows: list[dict[str, Any]] = []
    for clip in recordings:
        heard, took, _ = hear(ears, clip.samples)
        wrong, total = words.errors(clip.said, heard.text)
        rows.append(
            {
                "clip": clip.name,
                "wrong": wrong,
                "words": total,
                "heard": heard.text,
                "language": heard.language,
                "confidence": round(heard.confidence, 3),
                "real_time_factor": round(took * HEARING_RATE / clip.samples.size, 3),
            }
        )
        print(rows[-1])
    seconds = sum(clip.samples.size for clip in recordings) / HEARING_RATE
    spent = sum(
        row["real_time_factor"] * clip.samples.size / HEARING_RATE
        for row, clip in zip(rows, recordings, strict=True)
    )
    languages = {name: hear(ears, sound)[0].language for name, sound in foreign.items()}
    summary = {
        "word_error_rate": sum(r["wrong"] for r in rows) / sum(r["words"] for r in rows),
        "real_time_factor": spent / seconds,
        "left_after_last_voiced_seconds": left_at_end(ears, recordings[-1].samples),
        "english_taken_for_another": [r["clip"] for r in rows if r["language"] != "en"],
        "languages": languages,
    }
    print(summary)
    return {**summary, "clips": rows}


if __name__ == "__main__":
    main()
