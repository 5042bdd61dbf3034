"""Claim: who stops to think is not cut off, and who has finished is not kept waiting.

    python -m benchmarks.pauses [--quick]

Sentences are spoken by machine-made people, with a pause of 0.3 to 1.5 s at the marked place, and
ordinary ones without; in two sets, of which one was used to choose the words and numbers and the
other for nothing but this.  A third holds the everyday questions with the pause at a place drawn by
lot, where nobody would make one, a fourth a real reader's own pauses in one long sentence, made as
long as the others.  A turn is cut off if its reply sounds before the person has said all.  Each is
measured for a quick and a slow engine, and with the means of waiting longer taken away: the list
of words that must go on, what the chat model says of the words, and the doubt of the end-of-turn
model.
"""

from __future__ import annotations

import argparse
import tomllib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engines import load_engine
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.settings import Settings
from app.starter import load_ears
from app.turns.end_of_turn import EndOfTurn
from app.turns_settings import TurnsGroup
from benchmarks import report
from benchmarks.cast import FAMILIAR, FRESH, Cast
from benchmarks.pausing import PLACE, halves
from benchmarks.said_turn import Listening, take_turn
from omni_core.conversation import Cancel, Options, UserText
from omni_core.media import HEARING_RATE
from omni_core.starter import NAME as STARTER
from omni_core.starter.hearing.listener import Listener
from omni_core.starter.hearing.vad import WINDOW
from tests.rig.live import load

HERE = Path(__file__).parent
SHORTEST, LONGEST = 0.3, 1.5
BEFORE, AFTER = 1.0, 4.5
"""Seconds of the room alone; the reply of the slowest turn sounds within."""

NOISE_DB = -62.0
REPLIES = {"quick engine": 0.3, "slow engine": 0.7}
"""Seconds from a reply's beginning to its first sound."""

READER_PAUSES = 14
"""Of the recording; with the last one the sentence is over."""

VOICED, LEAST_GAP = 0.35, 0.22
OFF = 0.1
VARIANTS: dict[str, dict[str, float]] = {
    "as it is": {},
    "without the list of words": {"unfinished_patience": OFF},
    "without the chat model": {"least_whole": 0.0},
    "without doubt": {"sure_probability": 0.05},
    "without any": {"unfinished_patience": OFF, "least_whole": 0.0, "sure_probability": 0.05},
}


@dataclass(frozen=True, eq=False)
class Case:
    """Something said.  pause: seconds, 0 for none.  end: when all was said."""

    kind: str
    who: str
    text: str
    pause: float
    end: float
    heard: Listening


class Cases:
    """Makes them."""

    def __init__(self, cast: Cast) -> None:
        store = ModelStore(Folders.from_environment().models, Manifest.of_program())
        store.pull(["vad-silero", "turn-smart", "hear-moonshine-tiny"])
        self._ears = load_ears(store, Settings())
        self._end_of_turn = EndOfTurn(store.path("turn-smart"))
        self._engine = load_engine(STARTER, Settings(), Folders.from_environment())
        self._cast = cast
        self._random = np.random.default_rng(5)

    def paused(self, kind: str, who: str, text: str) -> Case:
        """With a pause where the text has its mark."""
        pause = float(self._random.uniform(SHORTEST, LONGEST))
        before, after = halves(self._cast, who, text)
        quiet = np.zeros(round(pause * HEARING_RATE), np.float32)
        return self._case(kind, who, text, pause, np.concatenate([before, quiet, after]))

    def whole(self, kind: str, who: str, text: str) -> Case:
        """Without."""
        return self._case(kind, who, text, 0.0, self._cast.say(who, text))

    def read_aloud(self) -> list[Case]:
        """The pauses of a reader within a sentence; two clauses before each and one after it."""
        packs = Manifest.load(HERE.parent / "tests" / "data" / "packs.toml")
        store = ModelStore(Folders.from_environment().models, packs)
        store.pull(["two-cities"])
        sound = load(store.path("two-cities") / "two_cities.wav", HEARING_RATE)
        gaps = self._gaps(sound)[:READER_PAUSES]
        made: list[Case] = []
        for place, (begin, end) in enumerate(gaps[:-1]):
            pause = float(self._random.uniform(SHORTEST, LONGEST))
            first = gaps[place - 2][1] if place > 1 else 0
            after = sound[end : gaps[place + 1][0]]
            quiet = np.zeros(round(pause * HEARING_RATE), np.float32)
            said = np.concatenate([sound[first:begin], quiet, after])
            text = f"pause {place + 1} of the reader"
            made.append(self._case("read aloud", "reader", text, pause, said))
        return made

    def _gaps(self, sound: NDArray[np.float32]) -> list[tuple[int, int]]:
        """Where speech stops for a moment, in samples."""
        windows, _ = self._ears.vad.listen(self._ears.vad.begin(), sound)
        voiced = np.array([False, *(window.speech >= VOICED for window in windows), False])
        edges = np.flatnonzero(np.diff(voiced.astype(int))) * WINDOW
        between = zip(edges[1:-1:2], edges[2::2], strict=True)
        return [(int(a), int(b)) for a, b in between if b - a >= LEAST_GAP * HEARING_RATE]

    def by_lot(self, text: str) -> str:
        """`text` with the mark between two of its words."""
        words = text.split()
        place = int(self._random.integers(1, len(words)))
        return " ".join([*words[:place], PLACE, *words[place:]])

    def _case(
        self, kind: str, who: str, text: str, pause: float, said: NDArray[np.float32]
    ) -> Case:
        sound = np.pad(said, (round(BEFORE * HEARING_RATE), round(AFTER * HEARING_RATE)))
        noise = self._random.standard_normal(sound.size) * 10 ** (NOISE_DB / 20)
        sound = (sound + noise).astype(np.float32)
        heard = Listening(sound, self._ears.vad, self._end_of_turn, self._write, self._whole)
        return Case(kind, who, text, pause, BEFORE + said.size / HEARING_RATE, heard)

    def _write(self, samples: NDArray[np.float32]) -> str:
        listener = Listener(self._ears)
        listener.push(samples)
        return listener.finish().text

    def _whole(self, words: str) -> float | None:
        """As the starter engine tells it in a conversation's first turn."""
        conversation = self._engine.open(Options(speaks=False, max_reply_tokens=1))
        conversation.read(words)
        reply = conversation.reply(Cancel())
        told = next(event for event in reply if isinstance(event, UserText))
        conversation.close()
        return told.whole

    def close(self) -> None:
        """Free the engine."""
        self._engine.close()


def all_cases(cases: Cases, quick: bool) -> list[Case]:
    """Every set, its speakers in turn."""
    written = tomllib.loads((HERE / "pauses.toml").read_text(encoding="utf-8"))
    everyday = tomllib.loads((HERE / "everyday.toml").read_text(encoding="utf-8"))["question"]
    made: list[Case] = []
    for kind, people in (("fitted", FAMILIAR), ("fresh", FRESH)):
        each = 1 if quick else 2
        for place, text in enumerate(written[kind]):
            made += [
                cases.paused(kind, people[(place + 3 * other) % len(people)], text)
                for other in range(each)
            ]
        for place, text in enumerate(written[f"ends_{kind}"]):
            made += [
                cases.whole(f"ends {kind}", people[(place + 3 * other) % len(people)], text)
                for other in range(each)
            ]
    for place, question in enumerate(everyday):
        if len(question["text"].split()) > 1:
            who = FRESH[place % len(FRESH)]
            made.append(cases.paused("by lot", who, cases.by_lot(question["text"])))
    return made + cases.read_aloud()


def measured(made: list[Case], rules: TurnsGroup, seconds: float) -> dict[str, Any]:
    """Every kind: cut off, missed, and how long the person waited after all was said."""
    result: dict[str, Any] = {}
    for kind in dict.fromkeys(case.kind for case in made):
        cut, missed, confirmed, waited = [], [], [], []
        chosen = [case for case in made if case.kind == kind]
        for case in chosen:
            outcome = take_turn(case.heard, rules, seconds)
            label = f"{case.who}: {case.text} ({case.pause:.2f} s)"
            if outcome.sounded is None or outcome.confirmed is None:
                missed.append(label)
            elif outcome.sounded < case.end:
                cut.append(label)
            else:
                confirmed.append(outcome.confirmed - case.end)
                waited.append(outcome.sounded - case.end)
        result[kind] = {
            "cases": len(chosen),
            "cut_off": len(cut),
            "missed": len(missed),
            "confirmed_s": quantiles(confirmed),
            "first_sound_s": quantiles(waited),
            "which": cut + missed,
        }
    return result


def quantiles(values: list[float]) -> dict[str, float]:
    """Median, 90th and 95th percentile, and the longest."""
    at = (0.5, 0.9, 0.95, 1.0)
    names = ("median", "p90", "p95", "most")
    return {name: float(np.quantile(values, q)) for name, q in zip(names, at, strict=True)}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer, and written nowhere")
    quick = parser.parse_args().quick
    with Cast() as cast, closing(Cases(cast)) as cases:
        measure(all_cases(cases, quick), quick)


def measure(made: list[Case], quick: bool) -> None:
    """Every variant, with both engines."""
    result: dict[str, Any] = {}
    for variant, changed in VARIANTS.items():
        rules = TurnsGroup.model_validate(changed)
        result[variant] = {}
        for engine, seconds in REPLIES.items():
            rows = measured(made, rules, seconds)
            result[variant][engine] = rows
            for kind, row in rows.items():
                print(
                    f"{variant:14} {engine:13} {kind:12} cut off {row['cut_off']:2} of"
                    f" {row['cases']:2}, missed {row['missed']}, first sound"
                    f" {row['first_sound_s']['median']:.2f} s"
                    f" (90 %: {row['first_sound_s']['p90']:.2f})",
                    flush=True,
                )
                if variant == "as it is" and engine == "slow engine":
                    print(*(f"    {label}" for label in row["which"]), sep="\n")
    if not quick:
        report.write("pauses", {"pause_s": [SHORTEST, LONGEST], "variants": result})


if __name__ == "__main__":
    main()
