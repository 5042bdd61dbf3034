"""The window starts without torch, and its models without Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

IMPORT_ALL = """
import importlib, json, pkgutil, sys
for package in {packages}:
    module = importlib.import_module(package)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), package + "."):
        importlib.import_module(found.name)
print(json.dumps([name for name in {never} if name in sys.modules]))
"""

LATER = ["requests", "pypi_simple", "rich", "pint"]
"""What fetches models and shows how that goes; what a skill needs."""


@pytest.mark.parametrize(
    ("packages", "never"),
    [
        (["ui"], ["torch", "transformers", "cv2", "onnxruntime"]),
        (["ui.models", "ui.theme.tokens", "ui.theme.contrast", "ui.bridge.mailbox"], ["PySide6"]),
        (["app.cli.gui"], ["PySide6"]),
        (["app.cli.main"], ["numpy"]),  # before its matrices are kept to one thread
        (["app.engines"], ["onnxruntime", "ctranslate2", "xllamacpp", *LATER]),
        (["app.live.opening"], ["xllamacpp", *LATER]),
    ],
)
def test_starting_brings_no_more_than_it_needs(packages: list[str], never: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL.format(packages=packages, never=never)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
