"""Choosing solver and chunks, on machines that exist as numbers alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from omni_core.speech.calibration import (
    CHUNKS,
    FILE,
    LONG_ENOUGH,
    MOST_OF_REAL_TIME,
    RUNS,
    Choice,
    Measures,
    choose,
    machine_name,
    measure,
    remembered,
)
from omni_core.speech.ode import EULER, MIDPOINT, RK4
from omni_core.speech.providers import CPU, CUDA

BLOCK, RATE = 24, 100
CHOICE = Choice("midpoint", (1, 2, 3), 0.25)


class Machine:
    """Networks whose time is a fixed part and a part a block or frame, on a clock of their own."""

    def __init__(self, step: tuple[float, float], vocoder: tuple[float, float] = (0.0, 0.0)):
        self.now = 0.0
        self.calls: list[tuple[str, int]] = []
        self._costs = {"step": step, "vocoder": vocoder}

    def runs(self, kind: str) -> Callable[[int], None]:
        fixed, each = self._costs[kind]

        def run(length: int) -> None:
            self.calls.append((kind, length))
            self.now += fixed + each * length

        return run

    def measures(self) -> Measures:
        return measure(self.runs("step"), self.runs("vocoder"), BLOCK, lambda: self.now)

    def choice(self) -> Choice:
        return choose(self.measures(), BLOCK, RATE)


def test_every_length_a_chunk_needs_is_timed() -> None:
    machine = Machine((0.001, 0.002), (0.01, 0.001))
    measures = machine.measures()
    assert measures.step == pytest.approx({n: 0.001 + 0.002 * n for n in (2, 3, 4, 7, 9)})
    assert list(measures.vocoder) == [64, 88, 112, 184, 232]
    assert machine.calls.count(("step", 2)) == 1 + RUNS


def test_what_takes_long_is_run_once() -> None:
    machine = Machine((LONG_ENOUGH, 0.0), (2 * LONG_ENOUGH, 0.0))
    machine.measures()
    assert len(machine.calls) == 2 * len(CHUNKS)


@pytest.mark.parametrize(
    ("block_seconds", "solver"),
    [(0.0005, RK4), (0.0029, RK4), (0.0031, MIDPOINT), (0.0058, MIDPOINT), (0.0062, EULER)],
)
def test_the_best_solver_that_keeps_up(block_seconds: float, solver) -> None:
    """A block plays 0.24 s; of eight, rk4 computes nine 36 times: 40.5 block times each."""
    choice = Machine((0.0, block_seconds)).choice()
    assert choice.solver == solver.name
    assert choice.real_time_factor == pytest.approx(
        solver.evaluations * 9 / 8 * block_seconds / 0.24
    )
    assert choice.real_time_factor <= MOST_OF_REAL_TIME


def test_a_machine_that_cannot_keep_up_takes_the_cheapest() -> None:
    choice = Machine((0.3, 0.2), (0.1, 0.02)).choice()
    assert choice.solver == EULER.name
    assert choice.real_time_factor > MOST_OF_REAL_TIME


def test_the_vocoder_counts() -> None:
    assert Machine((0.0, 0.0029), (0.0, 0.003)).choice().solver != RK4.name


def test_chunks_grow_as_long_as_a_block_gets_cheaper() -> None:
    # The block looked ahead is computed anew in every chunk: larger ones save it.
    assert Machine((0.0, 0.001)).choice().chunks == CHUNKS
    # Where seven blocks take as long a block as nine, six are enough.
    flat = {2: 2.0, 3: 3.0, 4: 4.0, 7: 6.1, 9: 8.1}
    measures = Measures(flat, dict.fromkeys((64, 88, 112, 184, 232), 0.0))
    assert choose(measures, BLOCK, RATE).chunks == (1, 2, 3, 6)
    # Where large windows fall out of the processor's cache they stay small.
    steep = Measures(
        step={n: 0.001 * n**2 for n in (2, 3, 4, 7, 9)},
        vocoder=dict.fromkeys((64, 88, 112, 184, 232), 0.0),
    )
    assert choose(steep, BLOCK, RATE).chunks == (1,)


def test_measured_once_a_machine(tmp_path: Path) -> None:
    folder = tmp_path / "prepared"
    measured: list[str] = []

    def measuring(machine: str, choice: Choice) -> Choice:
        def now() -> Choice:
            measured.append(machine)
            return choice

        return remembered(folder, machine, now)

    other = Choice("rk4", (1, 2, 3, 6, 8), 0.1)
    assert measuring("slow, cpu, 2 threads", CHOICE) == CHOICE
    assert measuring("fast, cuda, 2 threads", other) == other
    assert measuring("slow, cpu, 2 threads", other) == CHOICE
    assert measured == ["slow, cpu, 2 threads", "fast, cuda, 2 threads"]
    assert set(json.loads((folder / FILE).read_text())) == set(measured)


@pytest.mark.parametrize(
    "written",
    [
        "not JSON",
        "[]",
        '{"here": {"solver": "rk5", "chunks": [1], "real_time_factor": 0.1}}',
        '{"here": {"solver": "rk4", "chunks": [], "real_time_factor": 0.1}}',
        '{"here": {"solver": "rk4", "chunks": [1, 0], "real_time_factor": 0.1}}',
        '{"here": {"solver": "rk4", "chunks": [true], "real_time_factor": 0.1}}',
        '{"here": {"solver": "rk4", "chunks": [1]}}',
    ],
)
def test_damaged_notes_are_measured_again(tmp_path: Path, written: str) -> None:
    (tmp_path / FILE).write_text(written)
    assert remembered(tmp_path, "here", lambda: CHOICE) == CHOICE
    assert remembered(tmp_path, "here", lambda: pytest.fail("measured again")) == CHOICE


def test_a_folder_that_cannot_be_written_is_measured_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert remembered(tmp_path / "file" / "prepared", "here", lambda: CHOICE) == CHOICE


def test_the_machines_name_tells_provider_and_threads() -> None:
    here = torch.device("cpu")
    names = {machine_name(p, n, here) for p in (CPU, CUDA) for n in (1, 2)}
    assert len(names) == 4
    assert all("\n" not in name for name in names)
    assert machine_name(CPU, 2, here).endswith("cpu, 2 threads")
