"""A home of its own for every test that runs the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """VISAVIS_HOME for this test, not made yet, with no other variable of the program set."""
    for variable in [name for name in os.environ if name.startswith("VISAVIS_")]:
        monkeypatch.delenv(variable)
    folder = tmp_path / "home"
    monkeypatch.setenv("VISAVIS_HOME", str(folder))
    return folder
