"""Processes that really crash, and what the next start finds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.crash_note import REPORT_FILE, RUNNING_FILE, CrashNote

ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import faulthandler, os, sys, threading
sys.path.insert(0, {root!r})
from pathlib import Path
from app.crash_note import CrashNote
from app.errors import UserError

said = "my name is Anna"

def within(words):
    {does}

with CrashNote(Path({folder!r})):
    within(said)
print("clean", flush=True)
"""


def run(home: Path, does: str) -> subprocess.CompletedProcess[str]:
    """A child whose own source lies in somebody's home."""
    home.mkdir(parents=True, exist_ok=True)
    source = home / "Anna's own.py"
    source.write_text(CHILD.format(root=str(ROOT), folder=str(home / "data"), does=does))
    return subprocess.run(
        [sys.executable, str(source)], capture_output=True, text=True, timeout=60, check=False
    )


def found(home: Path) -> str | None:
    with CrashNote(home / "data", [str(ROOT)]) as note:
        return note.report()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "anna-ünal"


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("faulthandler._sigsegv()", "Segmentation fault"),
        ("os.abort()", "Abort"),
        ("threading.Thread(target=os.abort).start()", "Abort"),
    ],
)
def test_a_crash_is_told_by_its_place_and_by_nobodys_name(home: Path, does: str, told: str) -> None:
    assert run(home, does).returncode not in (0, 1)
    report = found(home)
    assert report is not None
    assert told in report
    assert "in within" in report
    assert "stopped unexpectedly, 20" in report
    assert str(home.parent) not in report
    assert "nal/" not in report
    assert "my name" not in report


def test_the_programs_own_modules_are_named_by_their_path(home: Path) -> None:
    run(home, "import json; json.loads('[1]', object_hook=None, parse_int=lambda _: os.abort())")
    with CrashNote(home / "data", [str(Path(sys.prefix)), str(Path(sys.base_prefix))]) as note:
        report = note.report() or ""
    assert "json/decoder.py" in report.replace("\\", "/")
    assert f'"{sys.base_prefix}' not in report


def test_a_fault_that_ended_the_program_is_told_without_its_words(home: Path) -> None:
    assert run(home, "float(words)").returncode == 1
    report = found(home)
    assert report is not None
    assert "ValueError" in report
    assert "in within" in report
    assert "Anna" not in report


@pytest.mark.parametrize("does", ["pass", "os._exit(0)", "raise UserError('Full.')", "sys.exit(2)"])
def test_a_clean_end_and_a_killed_run_leave_nothing_to_tell(home: Path, does: str) -> None:
    run(home, does)
    assert found(home) is None
    assert list((home / "data").iterdir()) == []


def test_it_is_kept_until_it_is_dismissed(home: Path) -> None:
    run(home, "os.abort()")
    assert found(home) == found(home) is not None
    run(home, "faulthandler._sigsegv()")  # the newest counts
    with CrashNote(home / "data") as note:
        assert "Segmentation" in (note.report() or "")
        note.dismiss()
        assert note.report() is None
    assert found(home) is None


def test_without_a_disk_nothing_is_noted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with CrashNote(tmp_path / "file" / "data") as note:
        assert note.report() is None
        note.dismiss()


def test_what_cannot_be_read_is_no_report(tmp_path: Path) -> None:
    (tmp_path / REPORT_FILE).write_bytes(b"\xff\xfe\xff")
    (tmp_path / RUNNING_FILE).write_bytes(b"\xff fault")
    with CrashNote(tmp_path) as note:
        assert "\\xff fault" in (note.report() or "")
