"""Claim: it stops when you mean it, goes on when you only coughed, and remembers what you heard.

With the running program in the rig's room, its replies are talked over: at random moments by words
that mean to interrupt, and by coughs, clicks, "mhm" and "yes", which do not.  From the record of
the speaker: how soon after the first sample of the person's sound it was ducked and silent, or
full again, and what of the reply was lost or repeated.  Which word a cut reply had come to is what
another recogniser writes of the played sound; the history must end there.

    python -m benchmarks.hands_free_barge_in [--cuts 20] [--noises 20] [--set KEY=VALUE ...]

The result goes to benchmarks/results/hands_free_barge_in.json.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from benchmarks import report
from benchmarks.hands_free import LEVEL, SEED, VOICES, over, percentiles, questions
from benchmarks.heard_back import ears, listen
from benchmarks.speaker_record import QUIET, at_speaker, gains, place, voiced_begin, voiced_end
from benchmarks.talked_over_record import ALIKE, ducked_after, first_silence, going_on
from benchmarks.words import errors
from omni_core.media import HEARING_RATE, SPEECH_RATE
from tests.rig.conversation import KeptByProgram, Program
from tests.rig.correlation import find
from tests.rig.coupler import RATE
from tests.rig.room import Room
from tests.rig.sound import Recording, VirtualSound

REQUESTS = (
    "Tell me a long story about a dragon.",
    "Tell me everything you know about the ocean.",
    "Explain how a car works in detail.",
    "What is the history of Rome?",
    "Describe the city of Paris.",
)
INTERRUPTIONS = (
    "Stop, tell me a long story about a horse.",
    "Wait, I would rather hear about the moon.",
    "No, tell me everything you know about dogs.",
    "Please explain how a train works instead.",
    "Sorry, could you describe the city of London?",
)
"""They ask for the next reply, which is talked over in its turn."""

HUMS = ("Mm-hmm.", "Yes.")

MOMENTS = 0.8, 2.5
"""Seconds of the reply after which it is talked over, drawn evenly."""

AFTERWARDS = 2.4
"""Seconds that the speaker is listened to after something was said over it."""

LOOKED_BACK = 0.6
"""Seconds of the record before an onset by which the place in the reply is found."""

PATIENCE = 30.0
MOST_REQUESTS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Something said over a reply.  at: the rig's sample of its first one; since: of `told`."""

    kind: str
    text: str
    samples: NDArray[np.float32]
    at: int
    since: int
    until: int


def cough(random: np.random.Generator) -> NDArray[np.float32]:
    """Two bursts of dull noise, a quarter of a second in all."""
    time = np.arange(round(0.13 * RATE)) / RATE
    burst = random.standard_normal(time.size) * np.exp(-time / 0.04)
    dull = np.convolve(burst, np.hanning(24) / 12.0, "same")
    both = np.concatenate([dull, 0.6 * dull])
    return (0.3 * both / np.abs(both).max()).astype(np.float32)


def click(random: np.random.Generator) -> NDArray[np.float32]:
    """A cup put down: 30 ms."""
    time = np.arange(round(0.03 * RATE)) / RATE
    sound = random.standard_normal(time.size) * np.exp(-time / 0.005)
    return (0.4 * sound / np.abs(sound).max()).astype(np.float32)


def scripts(cuts: int, noises: int) -> list[tuple[str, str, NDArray[np.float32]]]:
    """What is said over the replies, each with its kind: mixed, the same every time."""
    random = np.random.default_rng(SEED)
    words = questions([{"text": text} for text in INTERRUPTIONS])
    hums = questions([{"text": text} for text in HUMS for _ in VOICES])
    plan = [("words", w.text, w.samples) for w in (words[i % len(words)] for i in range(cuts))]
    for number in range(noises):
        kind = ("cough", "click", "hum", "hum")[number % 4]
        if kind == "hum":
            hum = hums[(number // 4 * 3 + number) % len(hums)]
            plan.append((kind, hum.text, hum.samples))
        else:
            plan.append((kind, "", (cough if kind == "cough" else click)(random)))
    return [plan[place] for place in random.permutation(len(plan))]


def talk_over(
    rig: VirtualSound, program: Program, plan: list[tuple[str, str, NDArray[np.float32]]]
) -> list[Said]:
    """Talk over a reply with each thing of the plan; ask for a reply whenever there is none."""
    random = np.random.default_rng(SEED)
    asked = questions([{"text": text} for text in REQUESTS])
    said: list[Said] = []
    requests = 0
    for number, (kind, text, samples) in enumerate(plan):
        wait = random.uniform(*MOMENTS)
        for _ in range(MOST_REQUESTS):
            if program.state == "speaking":
                time.sleep(wait)  # the script's random moment
            if program.state == "speaking":
                break
            if program.state not in ("listening", "standby"):
                program.await_told(over, PATIENCE, len(program.told))
            since = len(program.told)
            rig.say(f"request {requests}", asked[requests % len(asked)].samples)
            requests += 1
            program.await_state("speaking", PATIENCE, since)
        since = len(program.told)
        at = rig.say(f"over {number}", samples)
        time.sleep(samples.size / RATE + AFTERWARDS)
        said.append(Said(kind, text, samples, at, since, len(program.told)))
        if program.state in ("hearing", "waiting", "thinking"):
            program.await_state("speaking", PATIENCE, since)
    return said


def row_of(
    said: Said, program: Program, kept: KeptByProgram, record: Recording, shift: int
) -> dict[str, Any]:
    """What the record shows of one thing said over a reply."""
    events = program.told[said.since : said.until]
    states = [e.values for e in events if e.kind == "StateChanged"]
    moves = [f"{s['state']} by {s['trigger']}" for s in states]
    cut = not {"hearing by words", "hearing by speech_lasts"}.isdisjoint(moves)
    row: dict[str, Any] = {"kind": said.kind, "text": said.text, "cut": cut, "moves": moves}
    # It had little left to say and ended meanwhile, and what was said over it is the next turn.
    row["taken"] = cut or "hearing by played" in moves
    replies = [e.values["epoch"] for e in program.told[: said.since] if e.kind == "TurnTimings"]
    if not replies or replies[-1] not in kept.speech:
        return row
    epoch = replies[-1]
    onset = place(said.samples, record.microphone, said.at + shift, 0.2)
    onset += voiced_begin(said.samples)
    rendered = at_speaker(kept.speech[epoch])
    before = record.speaker[onset - round(LOOKED_BACK * RATE) : onset]
    if float(np.abs(before).max()) < QUIET:
        row["after_end"] = True  # nothing to talk over
        return row
    match = find(before, rendered)
    row["likeness_before"] = round(match.likeness, 4)
    if match.likeness < ALIKE:
        return row  # it was lowered before anything was said
    here = match.at + before.size
    if here >= voiced_end(rendered):
        row["after_end"] = True
        return row
    row["into_reply"] = round(here / RATE, 2)
    gain = gains(rendered[here:], record.speaker[onset : onset + 3 * RATE])
    row["ducked_after"] = ducked_after(gain)
    if not cut:
        row.update(going_on(said.samples.size, rendered, record.speaker, here, onset))
        if any(s["trigger"] == "played" for s in states):
            row["went_on"] = True  # to its end, before it could be compared
        return row
    silent = first_silence(np.abs(record.speaker[onset : onset + round(2.0 * RATE)]))
    row["silent_after"] = None if silent is None else round(silent / RATE, 3)
    later = (e.values for e in program.told[said.since :] if e.kind == "ReplyOver")
    settled = next((values for values in later if values["epoch"] == epoch), None)
    if settled is not None and silent is not None:
        row["text_of_reply"], row["heard_chars"] = settled["text"], settled["heard"]
        row["_played"] = kept.speech[epoch][: round((here + silent) * SPEECH_RATE / RATE)]
    return row


def word_error(rows: list[dict[str, Any]]) -> None:
    """Note by how many words the history's end is off, as another recogniser hears what played."""
    other = ears("whisper")
    for row in rows:
        played = row.pop("_played", None)
        if played is None:
            continue
        sound = soxr.resample(played, SPEECH_RATE, HEARING_RATE).astype(np.float32)
        heard = listen(other, np.pad(sound, (0, HEARING_RATE // 5)))
        words = row["text_of_reply"].split()
        costs = [errors(" ".join(words[:n]), heard)[0] for n in range(len(words) + 1)]
        best = [n for n, cost in enumerate(costs) if cost == min(costs)]
        kept = len(row["text_of_reply"][: row["heard_chars"]].split())
        row["another_hears"] = heard
        row["history"] = row["text_of_reply"][: row["heard_chars"]]
        row["words_off"] = min((kept - n for n in best), key=abs)


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The claim in numbers."""
    late = sum(row.get("after_end", False) for row in rows)
    rows = [row for row in rows if not row.get("after_end")]
    meant = [row for row in rows if row["kind"] == "words"]
    noises = [row for row in rows if row["kind"] != "words"]
    off = [row["words_off"] for row in rows if "words_off" in row]
    on = [row for row in noises if row.get("went_on")]
    return {
        "said_after_the_end": late,
        "interruptions": len(meant),
        "caught": sum(row["taken"] for row in meant),
        "ducked_after": percentiles(values(meant, "ducked_after")),
        "ducked_within_150_ms": sum(v <= 0.15 for v in values(meant, "ducked_after")),
        "silent_after": percentiles(values(meant, "silent_after")),
        "silent_within_550_ms": sum(v <= 0.55 for v in values(meant, "silent_after")),
        "histories": len(off),
        "within_one_word": sum(abs(n) <= 1 for n in off),
        "words_off": off,
        "noises": len(noises),
        "went_on": len(on),
        "cut_by_noise": [row["text"] or row["kind"] for row in noises if row["taken"]],
        "full_after_end": percentiles(values(on, "full_after_end")),
        "full_within_700_ms": sum(v <= 0.7 for v in values(on, "full_after_end")),
        "compared_for_repeating": len(values(on, "repeated_seconds")),
        "most_repeated": max(values(on, "repeated_seconds"), default=0.0),
        "most_lost": -min(values(on, "repeated_seconds"), default=0.0),
    }


def values(rows: list[dict[str, Any]], name: str) -> list[float]:
    """Of the rows that have it."""
    return [row[name] for row in rows if row.get(name) is not None]


def main() -> None:
    """Talk over the replies and write what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--noises", type=int, default=20)
    parser.add_argument("--name", default="barge_in")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for the program's own record")
    args = parser.parse_args()
    settings = dict(pair.split("=", 1) for pair in args.set)
    plan = scripts(args.cuts, args.noises)
    with tempfile.TemporaryDirectory(prefix="visavis-rig-") as folder:
        run(args.keep or Path(folder) / "program", plan, args.name, settings)


def run(
    folder: Path,
    plan: list[tuple[str, str, NDArray[np.float32]]],
    name: str,
    settings: dict[str, str],
) -> dict[str, Any]:
    """One run; its result, which is written too.  folder: a new one."""
    with VirtualSound(Room(), coupled=True) as rig:
        with Program(folder, settings) as program:
            program.await_ready()
            said = talk_over(rig, program, plan)
        record = rig.recording()
    kept = KeptByProgram.of(folder)
    clear = next(one for one in said if one.kind == "words")
    shift = place(clear.samples, record.microphone, clear.at, 3.0) - clear.at
    rows = [row_of(one, program, kept, record, shift) for one in said]
    word_error(rows)
    result = {"settings": settings, "seed": SEED, "level": LEVEL, **summary(rows), "rows": rows}
    report.write(f"hands_free_{name}", result)
    print({key: value for key, value in result.items() if key != "rows"})
    return result


if __name__ == "__main__":
    main()
