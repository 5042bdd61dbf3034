"""Where and on what a benchmark ran, and how its result is written."""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

RESULTS = Path(__file__).parent / "results"


def write(name: str, result: dict[str, Any]) -> None:
    """Write `result` with a word on the machine to `benchmarks/results/NAME.json`."""
    RESULTS.mkdir(exist_ok=True)
    machine = {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": psutil.cpu_count(logical=False),
        "python": platform.python_version(),
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps({"machine": machine, **result}, indent=1, ensure_ascii=False) + "\n")
    print(f"written: {path.relative_to(RESULTS.parent.parent)}")


def spread(values: Sequence[float]) -> dict[str, float]:
    """The median of some measurements, and how far they lie apart."""
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def ratio(over: Sequence[float], under: Sequence[float]) -> dict[str, float]:
    """How many times `under` goes into `over`, round by round, so that slow rounds cancel out."""
    return spread([a / b for a, b in zip(over, under, strict=True)])


def taking_turns(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each, a round each in turn behind one that warms up.

    On a graphics card a run must wait for what it asked for.
    """
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            spent[name].append(1000 * (time.perf_counter() - started))
    return spent
