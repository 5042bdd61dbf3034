"""Which solver this machine keeps up with, and how its chunks may grow: measured once.

A packet is a window solved by so many evaluations and one call of the vocoder.  It must take well
under the time it plays for, since the networks that write the codes want the machine as well.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from omni_core.labels import Label
from omni_core.processor import processor_name
from omni_core.speech.notebook import read_notes, write_notes
from omni_core.speech.ode import SOLVERS
from omni_core.speech.schedule import AHEAD_BLOCKS
from omni_core.speech.vocoder_stream import CONTEXT_FRAMES

MOST_OF_REAL_TIME = 0.5
"""Of the time a packet plays, what making it may take."""

CHUNKS = (1, 2, 3, 6, 8)
"""Blocks a packet has; larger ones cost less a block and come later."""

FASTER = 1.02
"""What the next larger chunk has to gain, a block, to be worth its wait."""

RUNS = 2
"""Measurements of each length behind the first, which warms up; the best counts."""

LONG_ENOUGH = 0.5
"""Seconds of a first run beside which warming up is nothing, so that it counts as it is."""

FILE = "calibration.json"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Measures:
    """What a machine needs, in seconds.

    step: of one evaluation, by the blocks of its window.
    vocoder: of one call, by the frames it is given.
    """

    step: Mapping[int, float]
    vocoder: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """How speech is made on this machine.

    solver: the name of one.  chunks: blocks of the first packet, the second, and so on; all later
    ones are as large as the last.  real_time_factor: of the last, time it takes by time it plays.
    """

    solver: str
    chunks: tuple[int, ...]
    real_time_factor: float


def measure(
    step: Callable[[int], None],
    vocoder: Callable[[int], None],
    block_frames: int,
    clock: Callable[[], float],
    chunks: Sequence[int] = CHUNKS,
) -> Measures:
    """Time both networks at the lengths that chunks of these sizes need.

    step: runs one evaluation of a window of so many blocks.  vocoder: runs it on so many frames.
    clock: seconds that only go up.
    """
    windows = [chunk + AHEAD_BLOCKS for chunk in chunks]
    packets = [chunk * block_frames + 2 * CONTEXT_FRAMES for chunk in chunks]
    return Measures(
        step={blocks: _best(step, blocks, clock) for blocks in windows},
        vocoder={frames: _best(vocoder, frames, clock) for frames in packets},
    )


def _best(run: Callable[[int], None], length: int, clock: Callable[[], float]) -> float:
    def once() -> float:
        started = clock()
        run(length)
        return clock() - started

    first = once()
    return first if first >= LONG_ENOUGH else min(once() for _ in range(RUNS))


def choose(
    measures: Measures,
    block_frames: int,
    frames_per_second: int,
    chunks: Sequence[int] = CHUNKS,
) -> Choice:
    """The best solver that stays under `MOST_OF_REAL_TIME` with some chunk, else the cheapest.

    Chunks grow as long as a larger one is cheaper a block, for then the sound that is buffered
    while it is made grows too.
    """

    def seconds(evaluations: int, chunk: int) -> float:
        """Of one packet."""
        packet = chunk * block_frames + 2 * CONTEXT_FRAMES
        step = measures.step[chunk + AHEAD_BLOCKS]
        return evaluations * step + measures.vocoder[packet]

    def factor(evaluations: int, chunk: int) -> float:
        return seconds(evaluations, chunk) * frames_per_second / (chunk * block_frames)

    choices: list[Choice] = []
    for solver in SOLVERS.values():
        grown = [chunks[0]]
        for chunk in chunks[1:]:
            gain = factor(solver.evaluations, grown[-1]) / factor(solver.evaluations, chunk)
            if gain < FASTER:
                break
            grown.append(chunk)
        reached = factor(solver.evaluations, grown[-1])
        choices.append(Choice(solver.name, tuple(grown), reached))
    quick = [choice for choice in choices if choice.real_time_factor <= MOST_OF_REAL_TIME]
    return quick[0] if quick else min(choices, key=lambda choice: choice.real_time_factor)


def machine_name(provider: Label, threads: int, device: torch.device) -> str:
    """What a choice holds for, in one line: processor, graphics card, provider, threads."""
    card = [torch.cuda.get_device_name(device)] if device.type == "cuda" else []
    processor = f"{processor_name()} x {os.cpu_count()}"
    return ", ".join((processor, *card, provider, f"{threads} threads"))


def remembered(
    folder: Path,
    machine: str,
    measure_now: Callable[[], Choice],
) -> Choice:
    """What was chosen on this machine before, else what `measure_now` chooses, written down.

    folder: of the prepared graphs.  machine: its processor, provider and threads in one line.
    """
    known = read_notes(folder / FILE)
    choice = _choice(known.get(machine))
    if choice is not None:
        return choice
    choice = measure_now()
    log.info(
        "speech is made with %s in chunks up to %d blocks, at %.2f of real time",
        Label(choice.solver),
        choice.chunks[-1],
        choice.real_time_factor,
    )
    write_notes(folder / FILE, {**known, machine: asdict(choice)})
    return choice


def _choice(entry: object) -> Choice | None:
    match entry:
        case {
            "solver": str(solver),
            "chunks": [int(), *_] as chunks,
            "real_time_factor": float(factor),
        } if solver in SOLVERS and all(type(c) is int and c > 0 for c in chunks):
            return Choice(solver, tuple(chunks), factor)
    return None
