"""What `run.py test` makes of the checks' exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bootstrap.checks import Check, checks_of, on_rig, run_all
from bootstrap.environment import Environment


def ending_with(name: str, code: int) -> Check:
    return Check(name, [sys.executable, "-c", f"print({name!r}); raise SystemExit({code})"])


@pytest.mark.parametrize(
    ("ruff", "pytest_code", "expected"), [(0, 0, 0), (0, 5, 5), (1, 0, 1), (2, 1, 1)]
)
def test_any_failure_fails_the_whole(
    ruff: int, pytest_code: int, expected: int, tmp_path: Path
) -> None:
    checks = [ending_with("ruff", ruff), ending_with("pytest", pytest_code)]
    assert run_all(checks, tmp_path) == expected


def test_every_check_runs_and_pytest_speaks_last(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run_all([ending_with("ruff", 1), ending_with("pyright", 0), ending_with("pytest", 0)], tmp_path)
    out, err = capfd.readouterr()
    assert out.split() == ["ruff", "pyright", "pytest"]
    assert err.index("ruff           FAILED") < err.index("== pytest")
    assert err.splitlines()[-1] == "Failed: ruff"


def test_fast_leaves_out_the_slow_tests_and_of_the_rig_only_the_smoke_is_run(tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    *_, fast = checks_of(environment, fast=True, pytest_options=["-k", "skills"])
    *_, full = checks_of(environment, fast=False, pytest_options=[])
    assert fast.command[-4:] == ["-m", "not rig and not slow", "-k", "skills"]
    assert full.command[-2:] == ["-m", "smoke or not rig"]
    assert on_rig(environment, ["-x"]).command[-3:] == ["-m", "rig", "-x"]
