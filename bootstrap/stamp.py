"""What set-up has finished, written down step by step in `.venv`, so that no step runs twice."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from pathlib import Path
from typing import Any

STAMP_NAME = "visavis-setup.json"


class Stamp:
    """Named steps and the print of what each was done for; a step counts only while they agree.

    A step is noted after its last action, so an interrupted one is simply not there.  The whole
    stamp is void when the Python, the platform or the place of the environment has changed.
    """

    def __init__(self, environment: Path) -> None:
        self._path = environment / STAMP_NAME
        self._machine = f"{platform.python_version()} {sys.platform} {platform.machine()}"
        self._machine += f" {environment}"
        self._steps: dict[str, Any] = {}
        if self._path.is_file():
            try:
                found = json.loads(self._path.read_text(encoding="utf-8"))
            except (OSError, ValueError):  # cut off while it was written: nothing is known
                found = None
            if isinstance(found, dict) and isinstance(found.get("steps"), dict):
                self.exists = True
                self.fits = found.get("machine") == self._machine
                self._steps = found["steps"] if self.fits else {}
                return
        self.exists = False
        self.fits = False

    def get(self, step: str) -> Any:  # noqa: ANN401 - JSON: what was noted comes back
        """What was noted for `step`; None if it has not been finished."""
        return self._steps.get(step)

    def note(self, **steps: object) -> None:
        """Write down finished steps.

        Raises: OSError if the environment cannot be written to.
        """
        self._steps.update(steps)
        text = json.dumps({"machine": self._machine, "steps": self._steps}, indent=1)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._path)


def print_of(file: Path) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
