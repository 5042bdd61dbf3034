"""The window's program on a computer that has the rig's microphones and speakers and nothing else.

    python -m tests.rig.bare_program OPTION...

What the rig's air is made of looks like speakers to the sound server; here it is not seen.  And if
$VISAVIS_RIG_ALLOWED names a file, nobody may listen before it is there: systems refuse a microphone
as PortAudio's error on opening it, for want of permission or because another program holds it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import sounddevice

import app.capture.device_watch
from app.capture.device_watch import ServerSource
from app.capture.devices import DeviceList
from app.cli.main import main
from tests.rig.sound import MICROPHONES, SPEAKERS

VARIABLE = "VISAVIS_RIG_ALLOWED"

_REFUSED = -9985
"""paDeviceUnavailable."""


class BareSource(ServerSource):
    """Lists devices alone."""

    def list(self) -> DeviceList | None:
        found = super().list()
        if found is None:
            return None
        devices = tuple(d for d in found.devices if d.name in (*MICROPHONES, *SPEAKERS))
        speaker = found.default_speaker
        return replace(
            found, devices=devices, default_speaker=speaker if speaker in devices else None
        )


class RefusedStream(sounddevice.InputStream):
    """Opens only if that is allowed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        allowed = os.environ.get(VARIABLE)
        if allowed and not Path(allowed).exists():
            raise sounddevice.PortAudioError("Device unavailable", _REFUSED)
        super().__init__(*arguments, **options)


if __name__ == "__main__":
    app.capture.device_watch.ServerSource = BareSource
    sounddevice.InputStream = RefusedStream
    sys.exit(main(sys.argv[1:]))
