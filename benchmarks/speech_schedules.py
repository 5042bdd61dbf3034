"""Claim: remembering what was said is as close to the whole as computing it again, for less work.

    python -m benchmarks.speech_schedules

Ten random checkpoints of the published build (22 layers, look-back 0 and 20, look-ahead 10, but
narrow), with weights of several scales, speak twelve blocks with the reference's solver: at once,
and streamed in chunks by the published schedule and by ours, all from the same noise.  Told of
each chunk size: the error against the whole, root mean square by the whole's own, and the blocks
computed for each block.  Where the error lies is measured by `benchmarks.seams`.  fp32, CPU.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from benchmarks import report
from omni_core.speech.mel_stream import MelStream
from omni_core.speech.noise import Noise
from omni_core.speech.ode import RK4
from omni_core.speech.schedule import Schedule
from tests.omni_core.speech.networks import (
    CODES_A_BLOCK,
    Ours,
    like,
    random_codes,
    random_speaker,
    sizes,
    stock_dit,
)

BLOCKS = 12
CHUNKS = (1, 2, 3, 6, 8)
GAINS = (0.6, 0.8, 1.0, 1.2, 1.4)
"""Of the weights; at 1 a layer keeps the size of its states."""

CHECKPOINTS = 10
CONFIG = sizes(64, 22, 4, 16, look_back=(0, 20), look_ahead=(10,))

MOST_BY_REFERENCE = 1.05
MOST_WORK = {6: 1.17, 8: 1.13}


@dataclass(frozen=True, slots=True)
class Streamed:
    """One reply in chunks.

    error: [frames, bins], against the whole, by its root mean square.  work: blocks computed
    for each block.
    """

    error: Tensor
    work: float


def streamed(
    ours: Ours, codes: Sequence[int], noise: Noise, whole: Tensor, schedule: Schedule, chunk: int
) -> Streamed:
    """Speak `codes` in chunks of `chunk` blocks."""
    stream = MelStream(ours.decoder, ours.voice, noise, RK4, schedule)
    stream.push(codes)
    stream.finish()
    pieces = []
    while (piece := stream.decode(chunk)) is not None:
        pieces.append(piece)
    error = (torch.cat(pieces) - whole) / whole.square().mean().sqrt()
    return Streamed(error, stream.blocks_computed / stream.blocks_done)


def rms(values: Tensor) -> float:
    """Root mean square."""
    return float(values.square().mean().sqrt())


def one_checkpoint(number: int) -> dict[str, Any]:
    """Every schedule and chunk size on one checkpoint."""
    gain = GAINS[number % len(GAINS)]
    ours = like(stock_dit(CONFIG, number, gain), CONFIG, random_speaker(CONFIG, number))
    codes, noise = random_codes(BLOCKS * CODES_A_BLOCK, number), Noise(number, CONFIG.mel_bins)
    whole = ours.decoder.whole(codes, ours.voice, noise, RK4)
    found: dict[str, Any] = {"gain": gain, "mel_rms": rms(whole)}
    for schedule in Schedule:
        for chunk in CHUNKS:
            got = streamed(ours, codes, noise, whole, schedule, chunk)
            found[f"{schedule.value} {chunk}"] = {"error": rms(got.error), "work": got.work}
    errors = " ".join(f"{found[f'cached {chunk}']['error']:.1e}" for chunk in CHUNKS)
    print(f"checkpoint {number}, weights {gain}: errors {errors}", flush=True)
    return found


def summary(
    checkpoints: Sequence[dict[str, Any]], schedule: Schedule, chunk: int
) -> dict[str, Any]:
    """Over all checkpoints."""
    each = [found[f"{schedule.value} {chunk}"] for found in checkpoints]
    return {"error": report.spread([one["error"] for one in each]), "work": each[0]["work"]}


def main() -> int:
    """Measure, print the tables and write them."""
    checkpoints = [one_checkpoint(number) for number in range(CHECKPOINTS)]
    table: dict[str, Any] = {}
    kept = True
    for chunk in CHUNKS:
        cached, reference = (
            summary(checkpoints, schedule, chunk)
            for schedule in (Schedule.CACHED, Schedule.REFERENCE)
        )
        by_reference = cached["error"]["median"] / reference["error"]["median"]
        table[str(chunk)] = {
            "cached": cached,
            "reference": reference,
            "cached_by_reference": by_reference,
        }
        print(
            f"chunk {chunk}: cached {cached['error']['median']:.2e} "
            f"reference {reference['error']['median']:.2e} ({by_reference:.2f}), "
            f"work {cached['work']:.2f} and {reference['work']:.2f}"
        )
        kept = kept and by_reference <= MOST_BY_REFERENCE
        kept = kept and cached["work"] <= MOST_WORK.get(chunk, float("inf"))
    report.write(
        "speech_schedules",
        {"blocks": BLOCKS, "solver": RK4.name, "chunks": table, "checkpoints": checkpoints},
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
