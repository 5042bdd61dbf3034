from __future__ import annotations

import psutil
import pytest

from app import computer
from app.computer import most_memory, this_computer


@pytest.mark.parametrize(
    ("printed", "memory"),
    [
        ("24564\n", 24564 * 2**20),
        ("8192\n24564\n", 24564 * 2**20),
        ("", None),
        ("[N/A]\n", None),
        ("No devices were found\n", None),
    ],
)
def test_the_largest_card_counts(printed, memory):
    assert most_memory(printed) == memory


def test_this_one_is_described():
    found = this_computer()
    assert found.memory == psutil.virtual_memory().total
    assert found.cores >= 1


def test_a_driver_that_fails_is_no_card(monkeypatch, tmp_path):
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\nexit 9\n")
    tool.chmod(0o755)
    monkeypatch.setattr(computer.shutil, "which", lambda name: str(tool))
    monkeypatch.setattr(computer.sys, "platform", "linux")
    assert this_computer().graphics is None


def test_apples_memory_is_shared(monkeypatch):
    monkeypatch.setattr(computer.sys, "platform", "darwin")
    monkeypatch.setattr(computer, "machine", lambda: "arm64")
    found = this_computer()
    assert found.shared
    assert found.graphics == found.memory
