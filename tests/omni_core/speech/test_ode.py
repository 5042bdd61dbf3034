"""Times and solvers against the reference's, and against equations whose answer is known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import RungeKutta4ODESolver

from omni_core.speech.ode import EULER, MIDPOINT, POINTS, RK4, SOLVERS, Solver, time_points


def test_as_many_evaluations_as_published() -> None:
    assert {name: solver.evaluations for name, solver in SOLVERS.items()} == {
        "rk4": 36,
        "midpoint": 18,
        "euler": 9,
    }


def test_points_sway_towards_the_noise() -> None:
    points = time_points()
    assert points.shape == (POINTS,)
    even = torch.linspace(0, 1, POINTS, dtype=torch.float64)
    torch.testing.assert_close(
        points.double(), 1 - torch.cos(math.pi / 2 * even), atol=1e-6, rtol=0
    )
    assert points[0] == 0.0
    assert bool((points.diff().diff() > 0).all())


def test_times_and_values_as_the_reference() -> None:
    """To the last bit of the times: a thousandfold of them is what gets embedded."""
    start = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    asked: list[Tensor] = []

    def slope(time: Tensor, value: Tensor) -> Tensor:
        asked.append(time)
        return torch.sin(3 * value) - time * value

    theirs = RungeKutta4ODESolver(slope, start).integrate(time_points())[-1]
    assert torch.equal(torch.stack(asked), RK4.times())
    times = RK4.times()
    ours = RK4.integrate(lambda number, value: slope(times[number], value), start)
    torch.testing.assert_close(ours, theirs, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("solver", SOLVERS.values(), ids=list(SOLVERS))
def test_evaluations_are_numbered_in_turn(solver: Solver) -> None:
    numbers: list[int] = []

    def velocity(number: int, value: Tensor) -> Tensor:
        numbers.append(number)
        return torch.zeros_like(value)

    noise = torch.ones(2, 3)
    assert torch.equal(solver.integrate(velocity, noise), noise)
    assert numbers == list(range(solver.evaluations))
    assert solver.times().shape == (solver.evaluations,)


@pytest.mark.parametrize(("solver", "error"), [(RK4, 1e-5), (MIDPOINT, 0.01), (EULER, 0.2)])
def test_better_solvers_are_closer(solver: Solver, error: float) -> None:
    """Growth by the factor e, to which one evaluation an interval comes least close."""
    grown = solver.integrate(lambda _number, value: value, torch.ones(1, 1, dtype=torch.float64))
    assert 1e-7 < abs(float(grown) - math.e) < error


def test_a_polynomial_of_each_order_is_met() -> None:
    """Euler: degree 0; midpoint: degree 1; the 3/8 rule: degree 3."""
    for solver, degree in ((EULER, 0), (MIDPOINT, 1), (RK4, 3)):
        times = solver.times()
        ends = solver.integrate(
            lambda number, value, n=degree, t=times: (n + 1) * t[number] ** n + 0 * value,
            torch.zeros(1, 1),
        )
        assert float(ends) == pytest.approx(1.0, abs=1e-6)
