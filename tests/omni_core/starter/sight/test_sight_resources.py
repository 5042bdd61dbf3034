"""The delivered networks are the pinned ones, each with its licence."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path


def test_every_file_is_pinned_and_licensed(sight_folder: Path):
    declared = tomllib.loads((sight_folder / "sight.toml").read_text("utf-8"))["files"]
    delivered = {path.name for path in sight_folder.iterdir() if path.suffix in {".onnx", ".tsv"}}
    assert set(declared) == delivered
    for name, facts in declared.items():
        content = (sight_folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == facts["sha256"], name
        assert (sight_folder / facts["licence_file"]).stat().st_size > 500


def test_names_can_be_spoken(sight_folder: Path):
    lines = (sight_folder / "labels.tsv").read_text("utf-8").splitlines()
    assert len(lines) == 1000
    for line in lines:
        phrase, kind = line.split("\t")
        assert phrase
        assert not set(phrase + kind) & set("()/,_0123456789"), line
