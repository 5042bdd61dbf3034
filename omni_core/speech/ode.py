"""From noise to mel: the times and the solvers of the flow's differential equation.

The flow goes from noise at time 0 to speech at time 1 over ten points that sway sampling (F5-TTS,
arXiv 2410.06885) puts closer together where noise is still strong.  Every solver here evaluates the
velocity at times known beforehand, so each evaluation has a number, and with it a modulation and
a left context of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

POINTS = 10
"""Of time; one less intervals.  The published number."""

SWAY = -1.0
"""The published coefficient: the times are 1 - cos(pi/2 u) for evenly spaced u."""

Velocity = Callable[[int, Tensor], Tensor]
"""The velocity of a mel in the evaluation of this number."""


def time_points() -> Tensor:
    """The ends of the intervals, float32 [POINTS], from 0 to 1; in the reference's arithmetic."""
    even = torch.linspace(0, 1, POINTS)
    return even + SWAY * (torch.cos(torch.pi / 2 * even) - 1 + even)


@dataclass(frozen=True, slots=True)
class Solver:
    """An explicit Runge-Kutta method, as its Butcher tableau.

    nodes: where within an interval each slope is taken, 0..1.  stages: how much of the slopes
    before it leads there.  weights: how much of each slope the whole interval takes.
    """

    name: str
    nodes: tuple[float, ...]
    stages: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]

    @property
    def evaluations(self) -> int:
        """Of the velocity, from noise to mel."""
        return (POINTS - 1) * len(self.nodes)

    def times(self) -> Tensor:
        """The time of each evaluation, float32 [evaluations]."""
        points = time_points()
        starts, ends = points[:-1, None], points[1:, None]
        nodes = torch.tensor(self.nodes)
        # The end itself where a node is there: adding the step can miss it by a rounding.
        return torch.where(nodes == 1.0, ends, starts + (ends - starts) * nodes).flatten()

    def integrate(self, velocity: Velocity, noise: Tensor) -> Tensor:
        """Noise [F, mel_bins] to mel; calls `velocity` with 0, 1, ... evaluations - 1 in turn."""
        value = noise
        steps = time_points().diff().tolist()
        for interval, step in enumerate(steps):
            slopes: list[Tensor] = []
            for stage in self.stages:
                number = interval * len(self.stages) + len(slopes)
                slopes.append(velocity(number, _along(value, step, stage, slopes)))
            value = _along(value, step, self.weights, slopes)
        return value


def _along(value: Tensor, step: float, parts: tuple[float, ...], slopes: list[Tensor]) -> Tensor:
    for part, slope in zip(parts, slopes, strict=True):
        if part:
            value = torch.add(value, slope, alpha=step * part)
    return value


RK4 = Solver(
    "rk4",
    (0.0, 1 / 3, 2 / 3, 1.0),
    ((), (1 / 3,), (-1 / 3, 1.0), (1.0, -1.0, 1.0)),
    (1 / 8, 3 / 8, 3 / 8, 1 / 8),
)
"""The 3/8 rule: the reference's solver, 36 evaluations."""

MIDPOINT = Solver("midpoint", (0.0, 0.5), ((), (0.5,)), (0.0, 1.0))
"""18 evaluations."""

EULER = Solver("euler", (0.0,), ((),), (1.0,))
"""9 evaluations."""

SOLVERS: Mapping[str, Solver] = {solver.name: solver for solver in (RK4, MIDPOINT, EULER)}
"""By name, the best first."""
