"""Runs `visavis talk --json` as a person would and gives its object."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def talk(*arguments: str | Path) -> dict[str, Any]:
    """The JSON that `visavis talk --json --greedy ARGUMENTS` prints."""
    command = [sys.executable, "-m", "app", "talk", "--json", "--greedy", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
