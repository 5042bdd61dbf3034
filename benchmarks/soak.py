"""Claim: 200 turns in one process leave the memory flat, within 3 % after turn 20.

The resident memory counts the program and its voice process.  Turns are spoken and typed, chat
and skills, with pictures in between.
"""

from __future__ import annotations

import argparse
import itertools
import sys

import numpy as np
import psutil
import soundfile

from app.engines import load_engine
from app.folders import Folders
from app.settings import Settings
from app.voices import RESOURCES
from benchmarks import report
from omni_core.conversation import Cancel, Conversation, Options
from omni_core.media import HEARING_RATE, AudioBlock, Image

TURNS = 200
SETTLED = 20
"""Turns after which nothing may grow any more: caches, arenas and lazy imports are filled."""
LIMIT = 0.03
BLOCK = 320
TYPED = (
    "What is the capital of France?",
    "My name is Anna.",
    "What is seventeen plus twenty-five?",
    "Tell me a short story about a dog.",
    "What do you see?",
    "What is my name?",
)


def resident_mb() -> list[float]:
    """Resident memory of this process and of its voice process, MB."""
    process = psutil.Process()
    family = [process, *process.children(recursive=True)]
    return [member.memory_info().rss / 1e6 for member in family]


def hear(conversation: Conversation, samples: np.ndarray, start: float) -> float:
    """Feed a recording; the time at which the next one may start."""
    for first in range(0, samples.size, BLOCK):
        conversation.hear(AudioBlock(samples[first : first + BLOCK], start + first / HEARING_RATE))
    return start + samples.size / HEARING_RATE + 1.0


def main() -> None:
    """Hold the conversation and print the memory every ten turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS)
    turns = parser.parse_args().turns
    engine = load_engine("starter", Settings(), Folders.from_environment())
    conversation = engine.open(Options(seed=1))
    question, _ = soundfile.read(RESOURCES / "sample" / "question.wav", dtype="float32")
    photo = np.full((360, 640, 3), 90, np.uint8)
    typed = itertools.cycle(TYPED)
    memory, clock = [], 0.0
    for turn in range(1, turns + 1):
        if turn % 4 == 0:
            clock = hear(conversation, question, clock)
        else:
            if turn % 10 == 5:
                conversation.show(Image(photo))
            conversation.read(next(typed))
        for _ in conversation.reply(Cancel()):
            pass
        memory.append(resident_mb())
        if turn % 10 == 0:
            print(f"turn {turn:3}: " + " + ".join(f"{mb:6.1f}" for mb in memory[-1]), flush=True)
    conversation.close()
    engine.close()
    total = [sum(family) for family in memory]
    settled = total[SETTLED - 1]
    growth = max(total[SETTLED:]) / settled - 1
    print(f"after turn {SETTLED}: {settled:.1f} MB; at most {100 * growth:+.2f} % later")
    report.write("soak", {"turns": turns, "resident_mb": memory, "growth": growth})
    if growth > LIMIT:
        sys.exit(f"Memory grew by more than {100 * LIMIT:.0f} %.")


if __name__ == "__main__":
    main()
