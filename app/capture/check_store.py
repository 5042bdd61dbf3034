"""Keeps audio checks, one a pair of devices, in a small file."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.capture.audio_check import ADVICE, AudioCheck
from app.capture.devices import Device
from app.folders import ensure_folder

FILE_NAME = "audio-checks.json"

_log = logging.getLogger(__name__)


class CheckStore:
    """A damaged file is as good as none: the check is quickly made again."""

    def __init__(self, folder: Path) -> None:
        """folder: the program's data."""
        self._path = folder / FILE_NAME

    def find(self, microphone: Device, speaker: Device) -> AudioCheck | None:
        """What was measured of this pair last."""
        entry = self._read().get(_pair(microphone, speaker))
        try:
            check = AudioCheck(**entry) if isinstance(entry, dict) else None
        except TypeError:
            return None
        return check if check is not None and check.verdict in ADVICE else None

    def keep(self, microphone: Device, speaker: Device, check: AudioCheck) -> None:
        """Keep `check` in place of an earlier one.

        Raises: UserError if the folder cannot be made; OSError if the disk is full.
        """
        checks = self._read()
        checks[_pair(microphone, speaker)] = asdict(check)
        ensure_folder(self._path.parent)
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(checks, indent=1), encoding="utf-8")
        part.replace(self._path)

    def _read(self) -> dict[str, Any]:
        try:
            checks = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.warning("The audio checks cannot be read; they begin anew")
            return {}
        return checks if isinstance(checks, dict) else {}


def _pair(microphone: Device, speaker: Device) -> str:
    return f"{microphone.key} | {speaker.key}"
