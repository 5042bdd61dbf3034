"""System packages, with package managers that are small scripts on a PATH of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bootstrap.system import Need, install

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems bring what is needed"
)

NEED = Need("Sound", "no sound", lambda: False, {"apt-get": "libsound", "dnf": "sound"})

FAKE = """#!/bin/sh
echo "$0" "$@" >> {calls}
{body}
"""


class Machine:
    """A PATH with nothing but the programs a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        self.log = folder / "log"

    def has(self, name: str, body: str) -> None:
        program = self.folder / name
        program.write_text(FAKE.format(calls=self.calls, body=body))
        program.chmod(0o755)

    def called(self) -> list[str]:
        if not self.calls.exists():
            return []
        lines = self.calls.read_text().splitlines()
        return [line.removeprefix(f"{self.folder}/") for line in lines]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return Machine(tmp_path)


def test_root_installs_and_refreshes_an_empty_list(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    lists = machine.folder / "lists"
    machine.has("apt-get", f'if [ "$1" = update ]; then : > {lists}; fi; [ -f {lists} ]')
    install([NEED], machine.log)
    assert machine.called() == [
        "apt-get install -y --no-install-recommends libsound",
        "apt-get update -qq",
        "apt-get install -y --no-install-recommends libsound",
    ]


def test_sudo_that_asks_nothing_is_used(machine: Machine) -> None:
    machine.has("dnf", "exit 0")
    machine.has("sudo", 'shift; [ "$1" = true ] || "$@"')
    install([NEED], machine.log)
    assert machine.called()[-1] == "dnf install -y sound"


def test_without_rights_one_command_is_printed(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has("apt-get", "exit 0")
    machine.has("sudo", "exit 1")
    install([NEED], machine.log)
    assert machine.called() == ["sudo -n true"]
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == (
        "To install it: sudo apt-get update -qq && "
        "sudo apt-get install -y --no-install-recommends libsound"
    )


def test_a_manager_that_fails_stops_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.has("apt-get", "echo no route >&2; exit 100")
    install([NEED], machine.log)
    assert "To install it:" in capsys.readouterr().err
    assert "no route" in machine.log.read_text()


def test_an_unknown_system_is_told_what_is_missing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    install([NEED], machine.log)
    words = capsys.readouterr().err
    assert "without it there is no sound" in words
    assert "package manager" in words
