"""Claim: killed at 100 random moments, the history opens and lacks at most the sentence spoken.

    python -m benchmarks.history_kills

A program of its own holds scripted conversations into the real recorder, five words a second (a
person's pace is two or three), and says before each sentence that it begins.  It is killed with
SIGKILL, its history opened, and every sentence but the last one looked for.  Of what is missing it
is told whether the computer had let any other thread of the program run since.
"""

from __future__ import annotations

import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median

from benchmarks import report
from tests.app.history.killing import kill_after

KILLS = 100
SEED = 66
SECONDS_A_WORD = 0.2
LONGEST_SECONDS = 9.0
"""Two turns of five words asked and fifteen answered."""

TOGETHER = 4
"""Programs at a time: each waits most of the time."""


def main() -> int:
    """Kill and compare; write the result."""
    from concurrent.futures import ThreadPoolExecutor

    chance = random.Random(SEED)
    moments = [chance.uniform(0.0, LONGEST_SECONDS) for _ in range(KILLS)]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(TOGETHER) as pool:
        folders = [Path(name) / str(number) for number in range(KILLS)]
        losses = list(pool.map(kill_after, folders, moments, [SECONDS_A_WORD] * KILLS))
    result: dict[str, object] = {
        "kills": KILLS,
        "sentences_begun": sum(loss.begun for loss in losses),
        "sentences_begun_a_kill": median(loss.begun for loss in losses),
        "did_not_open_whole": sum(loss.notice is not None for loss in losses),
        "lost_more_than_the_last_sentence": sum(bool(loss.unknown) for loss in losses),
        "kept_but_not_as_heard_to_its_end": sum(loss.unheard > 0 for loss in losses),
    }
    result["what_was_lost"] = [
        {"begun": loss.begun, "missing": [asdict(each) for each in loss.unknown]}
        for loss in losses
        if loss.unknown
    ]
    for what, value in result.items():
        print(f"{what:36} {value}")
    report.write("history_kills", result)
    return 1 if result["did_not_open_whole"] or result["lost_more_than_the_last_sentence"] else 0


if __name__ == "__main__":
    sys.exit(main())
