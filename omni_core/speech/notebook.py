"""A small JSON file of what was worked out before; losing it costs time and nothing else."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from omni_core.labels import Label

log = logging.getLogger(__name__)


def read_notes(file: Path) -> dict[str, object]:
    """What is written there by key; nothing if it is missing or damaged."""
    try:
        notes = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def write_notes(file: Path, notes: Mapping[str, object]) -> None:
    """Replace the file in one step; where it cannot be written, all goes on without it."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(notes, indent=1), encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        log.warning("%s is not written: %s", Label(file.name), error)
