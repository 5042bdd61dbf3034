"""What a person types to run the program, for sentences that tell them what to type."""

from __future__ import annotations

import os

COMMAND_VARIABLE = "VISAVIS_COMMAND"
"""Set by run.py, which is how the program is started from a checkout."""


def command() -> str:
    """`visavis` where it is installed, `python3 run.py` in a checkout."""
    return os.environ.get(COMMAND_VARIABLE) or "visavis"
