"""Claim: first sound at most 0.9 s after the last voiced sample, endpointing left out.

Twenty spoken questions, each a file that ends with its last voiced sample, fed at the speed of
speech (`talk --realtime`) in one conversation; medians and spread of each step.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.spoken_questions import speak, trimmed
from benchmarks.talk_runs import talk

QUESTIONS = [
    "What is the capital of France?",
    "Who wrote Romeo and Juliet?",
    "What is seventeen plus twenty five?",
    "What time is it?",
    "How many days are in a week?",
    "What is the largest ocean?",
    "Tell me a joke.",
    "My name is Anna.",
    "What is my name?",
    "Can you recommend a good book?",
    "How do I make tea?",
    "What colour is a banana?",
    "What is ten miles in kilometers?",
    "Why do people sleep at night?",
    "How far away is the moon?",
    "What day is it today?",
    "What should I cook tonight?",
    "Is it healthy to drink a lot of water?",
    "What is the capital of Italy?",
    "Thank you, good night.",
]
VOICE = "joe"
"""The clearest of the quick voices: what is timed is the program, not how well it guesses."""
STEPS = ("first_text", "first_sound", "done")


def main() -> None:
    """Ask all questions and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        files = [trimmed(path) for path in speak(QUESTIONS, VOICE, Path(folder))]
        turns = talk("--realtime", *(part for file in files for part in ("--audio", file)))["turns"]
    for turn in turns:
        times = "  ".join(f"{step} {turn['timings_ms'][step]:6.0f} ms" for step in STEPS)
        print(f"{times}  {turn['heard']} -> {turn['reply']}")
    summary = {}
    for step in STEPS:
        times = sorted(turn["timings_ms"][step] for turn in turns)
        summary[step] = {
            "median": statistics.median(times),
            "quartiles": statistics.quantiles(times, n=4),
            "worst": times[-1],
        }
        print(f"{step}: median {summary[step]['median']:.0f} ms, worst {times[-1]:.0f} ms")
    report.write("first_sound", {"milliseconds": summary, "turns": turns})


if __name__ == "__main__":
    main()
