"""Claim: who stops to think is let finish, by the running program, and a trial leaves no trace.

In the rig's room sentences are said with a pause of 0.3 to 1.5 s in them, as in
`benchmarks.pauses`, and among them requests for a timer that are mended after the pause.  From the
record of both devices: whether the reply sounded before the person had said all, and how long they
waited afterwards.  Of the timers only those of replies that were heard may have been set.

    python -m benchmarks.hands_free_pauses [--sentences 20]

The result goes to benchmarks/results/hands_free_pauses.json.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from benchmarks import report
from benchmarks.cast import PEOPLE, Cast
from benchmarks.hands_free import LEVEL, LONGEST_REPLY, PATIENCE, over, percentiles
from benchmarks.pauses import LONGEST, SHORTEST
from benchmarks.pausing import halves
from benchmarks.speaker_record import place, voiced_begin, voiced_end
from omni_core.media import HEARING_RATE
from tests.rig.conversation import Program
from tests.rig.coupler import RATE
from tests.rig.room import Room
from tests.rig.sound import VirtualSound

SENTENCES = 20
SEED = 11
BETWEEN = 0.8, 1.5
"""Seconds from a reply's end to the next sentence, drawn evenly."""

MENDED = (
    "Set a timer for five minutes, | no, for twenty minutes.",
    "Set a timer for three minutes. | Sorry, for thirty minutes.",
    "Set a timer for two minutes, | I mean for forty minutes.",
    "Set a timer for ten minutes | and fifteen seconds.",
)
MENDED_SOON = 0.3, 0.5
"""Seconds of their pause: what stands before it is a whole request, which is answered on trial and
must be taken back."""


TOLD = re.compile(r"timer .*set|remind you", re.IGNORECASE)
"""How the starter engine tells what it has done."""

_WRITTEN = Path(__file__).with_name("pauses.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """text: with its mark.  pause: seconds.  samples: float32 [n], 48 kHz.

    mended: its first half is a whole request.
    """

    text: str
    who: str
    pause: float
    mended: bool
    samples: NDArray[np.float32]


def sentences(count: int) -> list[Sentence]:
    """So many from both sets of the pauses by lot, and the mended timers."""
    random = np.random.default_rng(SEED)
    written = tomllib.loads(_WRITTEN.read_text(encoding="utf-8"))
    texts = [*written["fitted"], *written["fresh"]]
    random.shuffle(texts)
    made: list[Sentence] = []
    with Cast() as cast:
        for number, text in enumerate([*MENDED, *texts[:count]]):
            who = PEOPLE[number % len(PEOPLE)].name
            mended = text in MENDED
            pause = float(random.uniform(*(MENDED_SOON if mended else (SHORTEST, LONGEST))))
            before, after = halves(cast, who, text)
            quiet = np.zeros(round(pause * HEARING_RATE), np.float32)
            said = soxr.resample(np.concatenate([before, quiet, after]), HEARING_RATE, RATE)
            loud = said[np.abs(said) > 0.01]
            said = (LEVEL / float(loud.std()) * said).astype(np.float32)
            said = said[voiced_begin(said) : voiced_end(said)]
            made.append(Sentence(text, who, pause, mended, said))
    random.shuffle(made)
    return made


def say_all(rig: VirtualSound, program: Program, said: list[Sentence]) -> list[tuple[int, int]]:
    """Each after the reply before has ended; the rig's sample and the event each began at."""
    random = np.random.default_rng(SEED)
    begun: list[tuple[int, int]] = []
    for number, sentence in enumerate(said):
        since = len(program.told)
        begun.append((rig.say(f"sentence {number}", sentence.samples), since))
        time.sleep(sentence.samples.size / RATE)  # it lasts so long, whatever happens meanwhile
        if program.await_state("speaking", PATIENCE, since):
            program.await_told(over, LONGEST_REPLY, since)
        time.sleep(random.uniform(*BETWEEN))  # the script's own pause
    return begun


def run(folder: Path, count: int) -> dict[str, Any]:
    """Say so many sentences; the result, which is written too.  folder: a new one."""
    said = sentences(count)
    with VirtualSound(Room(), coupled=True) as rig:
        with Program(folder) as program:
            program.await_ready()
            begun = say_all(rig, program, said)
        record = rig.recording()
    shift = place(said[0].samples, record.microphone, begun[0][0], 3.0) - begun[0][0]
    rows: list[dict[str, Any]] = []
    for number, (sentence, (at, since)) in enumerate(zip(said, begun, strict=True)):
        until = begun[number + 1][1] if number + 1 < len(begun) else len(program.told)
        events = program.told[since:until]
        begin = at + shift
        end = begin + sentence.samples.size
        sounded = begin + voiced_begin(record.speaker[begin:])
        answered = any(e.kind == "StateChanged" and e.values["state"] == "speaking" for e in events)
        rows.append(
            {
                "sentence": sentence.text,
                "who": sentence.who,
                "mended": sentence.mended,
                "pause": round(sentence.pause, 2),
                "answered": answered,
                "cut_off": answered and sounded < end,
                "first_sound": round((sounded - end) / RATE, 3) if answered else None,
                "taken_back": sum(e.kind == "ReplyTakenBack" for e in events),
                "written": [e.values["text"] for e in events if e.kind == "PersonSaid"],
                "reply": [e.values["text"] for e in events if e.kind == "ReplyOver"],
                "actions": [e.values["action"]["data"] for e in events if e.kind == "ActionDone"],
            }
        )
    waits = [row["first_sound"] for row in rows if row["answered"] and not row["cut_off"]]
    replies = [reply for row in rows for reply in row["reply"]]
    within = [row for row in rows if not row["mended"]]
    result = {
        "sentences": len(within),
        "cut_off": sum(row["cut_off"] for row in within),
        "mended": len(rows) - len(within),
        "mended_in_time": sum(not row["cut_off"] for row in rows if row["mended"]),
        "ends_missed": sum(not row["answered"] for row in rows),
        "taken_back": sum(row["taken_back"] for row in rows),
        "first_sound": percentiles(waits),
        "actions": sum(len(row["actions"]) for row in rows),
        "actions_of_replies_not_heard": unheard_actions(rows),
        "replies": len(replies),
        "rows": rows,
    }
    report.write("hands_free_pauses", result)
    print({key: value for key, value in result.items() if key != "rows"})
    return result


def unheard_actions(rows: list[dict[str, Any]]) -> int:
    """Actions beyond one a timer or reminder that a reply of the same turn has told of."""
    return sum(
        max(0, len(row["actions"]) - sum(bool(TOLD.search(reply)) for reply in row["reply"]))
        for row in rows
    )


def main() -> None:
    """Say them and write what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    count = parser.parse_args().sentences
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as folder:
        run(Path(folder) / "program", count)


if __name__ == "__main__":
    main()
