"""The house's rules that the import rules in pyproject.toml cannot hold.

What a library imports counts too, and modules stay short.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "omni_core")
TORCH_MAY_COME_WITH = tuple(
    f"omni_core.{name}"
    for name in ("checkpoint", "perception", "transformer", "thinker", "talker", "speech", "omni")
)
NEVER = ("torch", "transformers", "PySide6")

LONGEST_MODULE = 300
"""Lines; a longer one holds two ideas."""

IMPORT_ALL = """
import importlib, json, pkgutil, sys
culprits, count = {}, 0
for package in %r:
    names = [package] + [found.name for found in pkgutil.walk_packages(
        importlib.import_module(package).__path__, package + ".")]
    for name in names:
        if name.endswith("__main__") or name.startswith(%r):
            continue
        importlib.import_module(name)
        count += 1
        for never in %r:
            if never in sys.modules:
                culprits.setdefault(never, name)
print(json.dumps([count, culprits]))
"""


def test_no_module_brings_torch_or_the_window() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL % (PACKAGES, TORCH_MAY_COME_WITH, NEVER)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    count, culprits = json.loads(done.stdout.splitlines()[-1])
    assert count > len(PACKAGES)
    assert culprits == {}


def modules() -> list[Path]:
    return [
        path
        for package in (*PACKAGES, "ui", "voice_worker")
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_hold_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
