"""`run.py test`: every check of the repository, in the order of what is quickest to mend."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap.environment import Environment
from bootstrap.starter import child_variables
from bootstrap.words import say


@dataclass(frozen=True)
class Check:
    """One check: its name and its command."""

    name: str
    command: list[str]


def checks_of(environment: Environment, fast: bool, pytest_options: list[str]) -> list[Check]:
    """All checks; pytest is the last, so that its closing line ends the output.

    fast: leave out the tests marked `slow`.  Of those on the rig only its smoke is among them;
    see `on_rig`.
    """
    chosen = "not rig and not slow" if fast else "smoke or not rig"
    tests = [str(environment.python), "-m", "pytest", "-m", chosen]
    return [
        Check("ruff check", [environment.tool("ruff"), "check", "."]),
        Check("ruff format", [environment.tool("ruff"), "format", "--check", "."]),
        Check("pyright", [environment.tool("pyright")]),
        Check("import rules", [environment.tool("lint-imports"), "--no-logo"]),
        Check("pytest", [*tests, *pytest_options]),
    ]


def on_rig(environment: Environment, pytest_options: list[str]) -> Check:
    """All tests that play into virtual devices; the long ones want a quiet machine."""
    tests = [str(environment.python), "-m", "pytest", "-m", "rig", *pytest_options]
    return Check("pytest on the rig", tests)


def run_all(checks: list[Check], root: Path) -> int:
    """Run every check, also after a failure.

    Returns: 0 if all passed, else 1, or pytest's own code if only pytest failed.
    """
    variables = child_variables(root)
    # Its wrapper would only tell of newer versions; ours is the locked one.
    variables["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"
    failed: dict[str, int] = {}
    summary: list[str] = []
    for number, check in enumerate(checks):
        if number == len(checks) - 1:
            for line in summary:
                say(line)
        say(f"== {check.name}")
        started = time.monotonic()
        code = subprocess.run(check.command, cwd=root, env=variables, check=False).returncode
        if code:
            failed[check.name] = code
        outcome = "FAILED" if code else "passed"
        summary.append(f"   {check.name:14} {outcome}  {time.monotonic() - started:6.1f} s")
    if not failed:
        return 0
    say(f"Failed: {', '.join(failed)}")
    return next(iter(failed.values())) if list(failed) == [checks[-1].name] else 1
