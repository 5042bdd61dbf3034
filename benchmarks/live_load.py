"""Claim: hearing takes under 8 % of one core, and ten minutes of conversation leave memory flat.

The running program holds a conversation in the rig's room, as in `benchmarks.hands_free`, and
weighs itself every second: the processor time of every thread, and the resident memory of the
program and its voice process.  Hearing is the microphone's callback, the capture thread
(resampling, echo canceller) and the voice detector; what else runs all the time stands beside it.

    python -m benchmarks.live_load [--minutes 10]

The result goes to benchmarks/results/live_load.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.hands_free import QUESTIONS, converse, questions
from tests.rig.conversation import Program
from tests.rig.room import Room
from tests.rig.sound import VirtualSound
from tests.rig.weighed_program import SESSION, VAD

MINUTES = 10.0
SETTLED_SECONDS = 120.0
"""After which caches, arenas and lazy imports are filled, as in `benchmarks.soak`."""

QUIET_SECONDS = 20.0
"""In which nobody speaks, before the conversation."""

HEARING = ("microphone callback", "capture", VAD)
BESIDE = ("speaker callback", "threaded-ml", "devices", "device watch")
"""What else runs all the time; `threaded-ml` is the sound server's client library."""

ENDING_SECONDS = 5.0
"""At the end, in which the program takes itself down."""

LIMIT = 0.08
GROWTH_LIMIT = 0.03

Weighed = list[dict[str, Any]]


def shares(weighed: Weighed, begin: float, end: float) -> dict[str, float]:
    """Of one core, by part, between two moments."""
    first = min(weighed, key=lambda line: abs(line["at"] - begin))
    last = min(weighed, key=lambda line: abs(line["at"] - end))
    seconds = last["at"] - first["at"]
    return {
        name: (spent - first["processor"].get(name, 0.0)) / seconds
        for name, spent in last["processor"].items()
    }


def parts(shares: dict[str, float]) -> dict[str, float]:
    """The parts of hearing and their sum, what runs beside it, and the session's own thread."""
    heard = {name: round(shares.get(name, 0.0), 4) for name in HEARING}
    beside = {name: round(shares.get(name, 0.0), 4) for name in BESIDE}
    rest = round(shares[SESSION] - shares[VAD], 4)
    return {**heard, "hearing": round(sum(heard.values()), 4), **beside, "session": rest}


def run(folder: Path, minutes: float) -> dict[str, Any]:
    """One conversation; its result, which is written too.  folder: a new one."""
    asked = questions(tomllib.loads(QUESTIONS.read_text())["question"])
    with (
        VirtualSound(Room(), coupled=True) as rig,
        Program(folder, module="tests.rig.weighed_program") as program,
    ):
        program.await_ready()
        begun = len((folder / "weighed.json").read_text().splitlines())
        time.sleep(QUIET_SECONDS)  # nobody speaks
        script = converse(rig, program, asked, 60 * minutes)
    lines = (folder / "weighed.json").read_text().splitlines()
    weighed: Weighed = [json.loads(line) for line in lines]
    quiet_from = weighed[begun - 1]["at"] if begun else weighed[0]["at"]
    talk_from, end = quiet_from + QUIET_SECONDS, weighed[-1]["at"]
    talking = shares(weighed, talk_from, end - ENDING_SECONDS)
    memory = [sum(line["memory"]) / 1e6 for line in weighed]
    settled_from = talk_from + min(SETTLED_SECONDS, 30 * minutes)
    settled = [
        mb
        for line, mb in zip(weighed, memory, strict=True)
        if settled_from <= line["at"] < end - ENDING_SECONDS
    ]
    half = len(settled) // 2
    early, late = sorted(settled[:half])[half // 2], sorted(settled[half:])[half // 2]
    result = {
        "minutes": minutes,
        "turns": len(script),
        "quiet": parts(shares(weighed, quiet_from, talk_from)),
        "talking": parts(talking),
        "all_threads_talking": {k: round(v, 4) for k, v in sorted(talking.items())},
        "memory_settled_mb": round(settled[0], 1),
        "memory_end_mb": round(settled[-1], 1),
        "memory_most_mb": round(max(settled), 1),
        "growth_of_medians": round(late / early - 1, 4),
        "growth_to_most": round(max(settled) / settled[0] - 1, 4),
        "memory_mb": [round(mb, 1) for mb in memory[::10]],
    }
    report.write("live_load", result)
    print({key: value for key, value in result.items() if key != "memory_mb"})
    return result


def main() -> None:
    """Hold the conversation and write what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=MINUTES)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as folder:
        run(Path(folder) / "program", minutes)


if __name__ == "__main__":
    main()
