"""Claim: across a room, over its own echo, it answers every question and never hears itself.

A scripted conversation with the running program on virtual devices: the speaker's sound reaches the
microphone through a room (-6 dB, reverberation 0.3 s, noise), several voices ask, each a moment
after the reply before has ended.  All times are read from the record of both devices, on one clock:
from the last voiced sample at the microphone to the first at the speaker.

    python -m benchmarks.hands_free [--minutes 10] [--name NAME] [--set KEY=VALUE ...]

The result goes to benchmarks/results/hands_free_NAME.json.
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

from app.folders import Folders
from benchmarks import report
from benchmarks.echo_record import by_turn, echo_moves
from benchmarks.heard_back import ears, listen
from benchmarks.speaker_record import (
    at_speaker,
    compare_microphone,
    place,
    sounded,
    voiced_begin,
)
from benchmarks.spoken_questions import speak, trimmed
from benchmarks.words import errors
from omni_core.media import HEARING_RATE
from tests.rig.conversation import KeptByProgram, Program, Told
from tests.rig.coupler import RATE
from tests.rig.live import load
from tests.rig.room import Room
from tests.rig.sound import Recording, VirtualSound

QUESTIONS = Path(__file__).with_name("hands_free.toml")
VOICES = ("heart", "michael", "emma", "joe")
LEVEL = 0.07
"""RMS of a person's speech at the microphone; the echo of the program's own voice is as loud."""

GAPS = 0.6, 2.0
"""Seconds between a reply's end and the next question, drawn evenly."""

PATIENCE = 20.0
"""Seconds in which a reply must begin, and again must end once the person waits for it."""

LONGEST_REPLY = 60.0
SEED = 5
_OVER_IT = ("ducked", "paused")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Something to ask, spoken: float32 [n], 48 kHz, without silence at its end."""

    text: str
    voice: str
    answer: str | None
    samples: NDArray[np.float32]


@dataclass(slots=True)
class Asked:
    """at: the rig's sample at which it began.  since, until: events told in its turn."""

    question: Question
    at: int
    since: int
    until: int = 0


def questions(texts: list[dict[str, Any]], voices: tuple[str, ...] = VOICES) -> list[Question]:
    """Every text in turn by another voice; what was spoken once is kept in the cache folder."""
    folder = Folders.from_environment().cache / "spoken"
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Question] = []
    for number, entry in enumerate(texts):
        voice = voices[number % len(voices)]
        name = re.sub(r"\W+", "_", entry["text"].lower())
        file = folder / f"{voice}-{name}.npy"
        if not file.is_file():
            np.save(file, load(trimmed(speak([entry["text"]], voice, folder)[0]), RATE))
        samples = np.load(file)
        samples = samples[voiced_begin(samples) :]
        loud = samples[np.abs(samples) > 0.01]
        samples = (LEVEL / float(loud.std()) * samples).astype(np.float32)
        made.append(Question(entry["text"], voice, entry.get("answer"), samples))
    return made


def converse(
    rig: VirtualSound, program: Program, asked: list[Question], seconds: float
) -> list[Asked]:
    """Ask one after the other, over and over, until `seconds` have passed."""
    random = np.random.default_rng(SEED)
    ends = time.monotonic() + seconds
    script: list[Asked] = []
    while time.monotonic() < ends:
        question = asked[len(script) % len(asked)]
        since = len(program.told)
        turn = Asked(question, rig.say(f"question {len(script)}", question.samples), since)
        script.append(turn)
        if program.await_state("speaking", PATIENCE + question.samples.size / RATE, since):
            spoken = len(program.told)
            program.await_told(over, LONGEST_REPLY, max(since, spoken - 1))
        turn.until = len(program.told)
        time.sleep(random.uniform(*GAPS))  # the script's own pause
        turn.until = len(program.told)
    return script


def over(told: Told) -> bool:
    """Nobody has the floor any more."""
    return told.kind == "StateChanged" and told.values["state"] in ("listening", "standby")


def turn_row(
    turn: Asked, program: Program, kept: KeptByProgram, record: Recording, shift: int
) -> dict[str, Any]:
    """What became of one question; `shift` is from the script's clock to the record's."""
    question, events = turn.question, program.told[turn.since : turn.until]
    of_kind = {k: [e for e in events if e.kind == k] for k in {e.kind for e in events}}
    states = [e.values for e in of_kind.get("StateChanged", [])]
    row: dict[str, Any] = {"question": question.text, "voice": question.voice}
    row["taken_back"] = len(of_kind.get("ReplyTakenBack", []))
    row["onsets_over_reply"] = sum(s["state"] == "ducked" for s in states)
    row["pauses"] = sum(s["state"] == "paused" for s in states)
    row["turns"] = sum(s["state"] == "hearing" and s["trigger"] == "onset" for s in states)
    row["cuts"] = sum(s["trigger"] in ("words", "speech_lasts") and s["state"] == "hearing"
                      for s in states)  # fmt: skip
    said = [e.values["text"] for e in of_kind.get("PersonSaid", [])]
    row["written"] = said[-1] if said else ""
    finished = [e.values for e in of_kind.get("ReplyOver", [])]
    row["reply"] = finished[0]["text"] if finished else ""
    row["whole"] = bool(finished) and finished[0]["heard"] == len(finished[0]["text"])
    if question.answer:
        row["right"] = re.search(question.answer, row["reply"], re.IGNORECASE) is not None
    begin = place(question.samples, record.microphone, turn.at + shift, 0.5)
    silent = begin + question.samples.size
    timings = [e.values for e in of_kind.get("TurnTimings", [])]
    if timings and finished:
        epoch = timings[0]["epoch"]
        row["first_sound"] = round(first_sound(record, silent), 3)
        row["program_says"] = {
            k: round(timings[0][k], 3) for k in ("begun", "confirmed", "first_sound")
        }
        started = next((s["moment"] for s in states if s["state"] == "speaking"), None)
        if started is not None and epoch in kept.came:
            last_voiced = started - timings[0]["first_sound"]
            row["program_says"]["first_speech"] = round(kept.came[epoch][0] - last_voiced, 3)
            row["least_ahead"] = least_ahead(kept.came[epoch], kept.seconds[epoch], started)
        if epoch in kept.speech and row["whole"]:
            speech = kept.speech[epoch]
            end = silent + round((LONGEST_REPLY + PATIENCE) * RATE)
            there = sounded(speech, record.speaker, silent, min(end, record.speaker.size))
            if there is not None:
                row["likeness"], row["broken"] = round(there.likeness, 6), there.broken
                row["lowered"], row["gap"] = there.lowered, there.has_gap
                last = there.at + at_speaker(speech).size
                row["at_speaker"] = [there.at, last]
    return row


def least_ahead(came: list[float], seconds: list[float], started: float) -> float | None:
    """How long before its turn the latest piece of a reply came, <0: too late; None of one piece.

    came, seconds: of each piece, when and how long.  started: when the first one sounded.
    """
    due = started + np.cumsum(seconds[:-1])
    return round(float(np.min(due - came[1:])), 3) if len(came) > 1 else None


def first_sound(record: Recording, silent: int) -> float:
    """Seconds from the person's last voiced sample to the speaker's first."""
    return voiced_begin(record.speaker[silent:]) / RATE


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The claim in numbers."""
    waits = [row["first_sound"] for row in rows if "first_sound" in row]
    judged = [row["right"] for row in rows if "right" in row]
    began = sum(1 + row["taken_back"] for row in rows)
    return {
        "turns": len(rows),
        "answered": sum(row["whole"] for row in rows),
        "right": sum(judged),
        "with_one_right_answer": len(judged),
        "onsets_over_replies": sum(row["onsets_over_reply"] for row in rows),
        "onsets_where_echo_moved": sum(
            row["onsets_over_reply"] for row in rows if "echo_moved" in row
        ),
        "pauses_of_replies": sum(row["pauses"] for row in rows),
        "self_interruptions": sum(row["cuts"] for row in rows),
        "replies_compared": sum("likeness" in row for row in rows),
        "replies_with_a_gap": sum(row.get("gap", False) for row in rows),
        "replies_lowered": sum(row.get("lowered", 0) > 0 for row in rows),
        "replies_taken_back": sum(row["taken_back"] for row in rows),
        "speculations_kept": round(len(rows) / began, 3) if began else None,
        "first_sound": percentiles(waits),
    }


def percentiles(values: list[float]) -> dict[str, float]:
    """Median and 90th percentile, with the ends."""
    if not values:
        return {}
    names = {"least": 0, "median": 50, "p90": 90, "most": 100}
    return {name: round(float(np.percentile(values, share)), 3) for name, share in names.items()}


def heard_back(rows: list[dict[str, Any]], record: Recording) -> None:
    """Note what another recogniser writes of each reply in the record of the speaker."""
    other = ears("whisper")
    for row in rows:
        if "at_speaker" in row:
            begin, end = row.pop("at_speaker")
            sound = soxr.resample(record.speaker[begin:end], RATE, HEARING_RATE)
            wrong, of = errors(row["reply"], listen(other, sound.astype(np.float32)))
            row["words_wrong"], row["words"] = wrong, of


def shift_of(asked: list[Asked], record: Recording) -> int:
    """From the script's clock to the record's, by the first question."""
    sound = asked[0].question.samples
    return place(sound, record.microphone, asked[0].at, 3.0) - asked[0].at


def main() -> None:
    """Hold the conversation and write what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--name", default="talk")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for the program's own record")
    args = parser.parse_args()
    settings = dict(pair.split("=", 1) for pair in args.set)
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as folder:
        run(args.keep or Path(folder) / "program", args.minutes, args.name, settings)


def run(folder: Path, minutes: float, name: str, settings: dict[str, str]) -> dict[str, Any]:
    """One conversation; its result, which is written too.  folder: a new one."""
    asked = questions(tomllib.loads(QUESTIONS.read_text())["question"])
    with VirtualSound(Room(), coupled=True) as rig:
        with Program(folder, settings) as program:
            program.await_ready()
            script = converse(rig, program, asked, 60 * minutes)
        record = rig.recording()
    kept = KeptByProgram.of(folder)
    shift = shift_of(script, record)
    rows = [turn_row(turn, program, kept, record, shift) for turn in script]
    moves = echo_moves(record.speaker, record.microphone)
    for turn, moved in by_turn(moves, [turn.at + shift for turn in script]).items():
        rows[turn]["echo_moved"] = moved
    heard_back(rows, record)
    microphone = compare_microphone(kept.heard, record.microphone)
    result = {
        "minutes": minutes,
        "settings": settings,
        "seed": SEED,
        **summary(rows),
        "words_wrong_heard_back": sum(row.get("words_wrong", 0) for row in rows),
        "words_heard_back": sum(row.get("words", 0) for row in rows),
        "microphone": {
            "lost_seconds": round(kept.lost_seconds, 4),
            "dropped_blocks": kept.dropped_blocks,
            "reference_jumps": kept.jumps,
            "least_likeness": round(microphone.least, 4),
            "samples_moved": microphone.jumps,
        },
        "devices_slowed": kept.slowed,
        "told": [e.values["sentence"] for e in program.told if e.kind == "Told"],
        "rows": rows,
    }
    report.write(f"hands_free_{name}", result)
    print({key: value for key, value in result.items() if key != "rows"})
    return result


if __name__ == "__main__":
    main()
