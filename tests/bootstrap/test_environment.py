"""What a person reads when pip or venv fails, and what the stamp of set-up remembers."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bootstrap.environment import explain
from bootstrap.stamp import STAMP_NAME, Stamp


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (f"ERROR: [Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}", "the disk is full"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for six==1.0",
            "no connection to the package index",
        ),
        (
            "WARNING: Retrying ... SSLError(SSLCertVerificationError(1, '[SSL: "
            "CERTIFICATE_VERIFY_FAILED] certificate verify failed'))",
            "a certificate this machine does not trust",
        ),
        (
            "ERROR: No matching distribution found for onnxruntime==1.32.0 (from -r x)",
            "onnxruntime==1.32.0 has no file for this machine",
        ),
        ("line\nERROR: something else\n", "ERROR: something else"),
    ],
)
def test_each_failure_has_its_sentence(words: str, sentence: str) -> None:
    explained = explain(words, Path("log"))
    assert sentence in explained
    assert "\n" not in explained


def test_a_step_is_remembered_for_this_place_only(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir()
    Stamp(here).note(base="abc")
    assert Stamp(here).get("base") == "abc"
    here.rename(elsewhere)
    moved = Stamp(elsewhere)
    assert moved.exists
    assert not moved.fits
    assert moved.get("base") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"steps": 1}'])
def test_a_damaged_stamp_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / STAMP_NAME).write_text(text)
    stamp = Stamp(tmp_path)
    assert not stamp.exists
    assert stamp.get("base") is None
