"""How fast each voice is here, how soon it is first heard, and how well it is understood.

    python benchmarks/voices.py [--voices joe heart] [--rounds 3]

Writes benchmarks/results/voices.json: for each voice the real-time factor that the choice of a
voice rests on, the time from text to sound for clauses of several lengths, how soon a cancel
returns and how soon the worker is free again, and the share of words that each recogniser hears
wrong.  The models must have been fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soxr
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.folders import Folders  # noqa: E402 - the repository is importable only now
from omni_core.conversation import Cancel  # noqa: E402
from omni_core.media import HEARING_RATE, SPEECH_RATE  # noqa: E402
from omni_core.starter.hearing.moonshine import Moonshine  # noqa: E402
from omni_core.starter.hearing.transcript import Recogniser  # noqa: E402
from omni_core.starter.hearing.whisper import WhisperBase  # noqa: E402
from omni_core.starter.voice.catalogue import VoiceFiles  # noqa: E402
from omni_core.starter.voice.choice import measure  # noqa: E402
from omni_core.starter.voice.clauses import ClauseSplitter  # noqa: E402
from omni_core.starter.voice.polish import at_speech_rate, voiced  # noqa: E402
from omni_core.starter.voice.speaker import Speaker  # noqa: E402
from omni_core.starter.voice.spoken import spoken  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "voices.json"

CLAUSES = (
    "Yes.",
    "Yes, I can help.",
    "The capital of France is Paris.",
    "The capital of France is Paris, and it lies on the river Seine.",
    "The capital of France is Paris, and it lies on the river Seine, which flows north to the sea"
    " and passes many old towns on its way.",
)
SENTENCES = (
    "The capital of France is Paris.",
    "Seventeen plus twenty-five is forty-two.",
    "It is half past nine in the morning.",
    "I can see a cup on a wooden table.",
    "The weather is warm today, so take some water with you.",
    "My favorite color is blue, because the sky is blue.",
    "Your timer is set for five minutes.",
    "A year has twelve months and fifty-two weeks.",
    "Water boils at 100°C, or 212 °F.",
    "She walked 3.5 km to the river, and then she swam.",
    "The train leaves at 5:30 p.m. from the second platform.",
    "Romeo and Juliet was written by William Shakespeare.",
    "I am sorry to hear that; would you like to talk about it?",
    "A dog is barking outside, and a child is laughing.",
    "There are about 8,000,000 people in the city.",
    "Photosynthesis turns light, water and air into sugar.",
    "Please turn left after the bridge and walk for ten minutes.",
    "The book costs $12.50 at the shop on the corner.",
    "I do not know, but I can try to find out.",
    "Good night, and sleep well.",
)


def load_speaker(folder: Path) -> Speaker:
    """Every voice, from the models folder."""
    files = VoiceFiles(
        kokoro_model=folder / "voice-kokoro" / "kokoro-v1.0.int8.onnx",
        kokoro_styles=ROOT / "resources" / "voices" / "kokoro.npz",
        piper_model=folder / "voice-joe" / "en_US-joe-medium.onnx",
    )
    return Speaker.load(
        files,
        [sys.executable, "-m", "voice_worker"],
        environment={"PYTHONPATH": str(ROOT)},
    )


def clause_times(speaker: Speaker, voice: str, rounds: int) -> list[dict[str, float]]:
    """Median seconds from text to polished sound, for each clause."""
    rows: list[dict[str, float]] = []
    for clause in CLAUSES:
        times: list[float] = []
        speech: list[float] = []
        for _ in range(rounds):
            begin = time.perf_counter()
            sound = speaker.synthesise(clause, voice=voice, speed=1.0, cancel=Cancel())
            times.append(time.perf_counter() - begin)
            if sound is not None:
                speech.append(voiced(at_speech_rate(sound.samples, sound.rate)).size / SPEECH_RATE)
        seconds, length = statistics.median(times), statistics.median(speech)
        rows.append(
            {
                "characters": len(clause),
                "speech_seconds": round(length, 2),
                "sound_after_seconds": round(seconds, 3),
                "real_time_factor": round(seconds / length, 3),
            }
        )
    return rows


def cancel_times(speaker: Speaker, voice: str, rounds: int) -> dict[str, float]:
    """Longest milliseconds from a cancel to the return, and to the worker being free."""
    returned: list[float] = []
    free: list[float] = []
    for turn in range(rounds):
        cancel = Cancel()
        set_at: list[float] = []

        def stop(cancel: Cancel = cancel, set_at: list[float] = set_at) -> None:
            set_at.append(time.perf_counter())
            cancel.set()

        threading.Timer(0.1 + 0.03 * turn, stop).start()
        speaker.speak(CLAUSES[-1] * 10, voice=voice, speed=1.0, volume=1.0, cancel=cancel)
        if not set_at:  # the voice was faster than the cancel
            continue
        returned.append(time.perf_counter() - set_at[0])
        speaker.synthesise(" ", voice=voice, speed=1.0, cancel=Cancel())  # answered once free
        free.append(time.perf_counter() - set_at[0])
    if not returned:
        return {}
    return {
        "return_ms": round(1000 * max(returned), 1),
        "worker_free_ms": round(1000 * max(free), 1),
    }


def say(speaker: Speaker, voice: str, text: str) -> NDArray[np.float32]:
    """A sentence as a reply speaks it, clause by clause."""
    splitter = ClauseSplitter()
    clauses = [*splitter.push(text), *splitter.finish()]
    return np.concatenate(
        [
            speaker.speak(clause.text, voice=voice, speed=1.0, volume=1.0, cancel=Cancel())
            for clause in clauses
        ]
    )


def words(text: str) -> list[str]:
    """Plain words, numbers spelled out."""
    return re.sub(r"[^a-z ]", " ", spoken(text).lower()).split()


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Edits that turn one row of words into the other."""
    costs = list(range(len(heard) + 1))
    for row, word in enumerate(said, 1):
        corner, costs[0] = costs[0], row
        for column, other in enumerate(heard, 1):
            fixed = corner + (word != other)
            corner = costs[column]
            costs[column] = min(costs[column] + 1, costs[column - 1] + 1, fixed)
    return costs[-1]


def heard_back(
    speaker: Speaker, voice: str, recognisers: dict[str, Recogniser]
) -> dict[str, dict[str, Any]]:
    """Share of words each recogniser hears wrong, and the sentences it got wrong."""
    sounds = [
        soxr.resample(say(speaker, voice, text), SPEECH_RATE, HEARING_RATE) for text in SENTENCES
    ]
    total = sum(len(words(text)) for text in SENTENCES)
    result: dict[str, dict[str, Any]] = {}
    for name, recogniser in recognisers.items():
        heard = [recogniser.transcribe(sound, None).text for sound in sounds]
        errors = [
            word_errors(words(text), words(back))
            for text, back in zip(SENTENCES, heard, strict=True)
        ]
        result[name] = {
            "word_error_rate": round(sum(errors) / total, 4),
            "wrong": [
                {"said": text, "heard": back}
                for text, back, wrong in zip(SENTENCES, heard, errors, strict=True)
                if wrong
            ],
        }
    return result


def main() -> None:
    """Measure every voice asked for and write the result."""
    parser = argparse.ArgumentParser(description="Measure the voices.")
    parser.add_argument("--voices", nargs="*", help="default: all")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    models = Folders.from_environment().models
    speaker = load_speaker(models)
    recognisers: dict[str, Recogniser] = {
        "moonshine-tiny": Moonshine(models / "hear-moonshine-tiny"),
        "whisper-base": WhisperBase(models / "hear-whisper-base"),
    }
    voices: dict[str, Any] = {}
    for voice in options.voices or speaker.voices:
        voices[voice] = {
            "real_time_factor": round(measure(speaker, voice), 3),
            "clauses": clause_times(speaker, voice, options.rounds),
            "cancel": cancel_times(speaker, voice, options.rounds),
            "heard_back": heard_back(speaker, voice, recognisers),
        }
        print(voice, json.dumps(voices[voice], indent=1), flush=True)
    speaker.close()
    result = {
        "cores": psutil.cpu_count(logical=False),
        "load": [round(load, 2) for load in os.getloadavg()],
        "sentences": len(SENTENCES),
        "voices": voices,
    }
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
