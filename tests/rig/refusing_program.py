"""The window's program on a system that lets nobody listen, until a file says otherwise.

    python -m tests.rig.refusing_program OPTION...

Systems refuse a microphone as PortAudio's error on opening it, be it for want of permission or
because another program holds it.  $VISAVIS_RIG_ALLOWED names the file that allows it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import sounddevice

from app.cli.main import main

VARIABLE = "VISAVIS_RIG_ALLOWED"

_REFUSED = -9985
"""paDeviceUnavailable."""


class RefusedStream(sounddevice.InputStream):
    """Opens only if that is allowed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        if not Path(os.environ[VARIABLE]).exists():
            raise sounddevice.PortAudioError("Device unavailable", _REFUSED)
        super().__init__(*arguments, **options)


if __name__ == "__main__":
    sounddevice.InputStream = RefusedStream
    sys.exit(main(sys.argv[1:]))
