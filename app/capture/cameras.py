"""Which cameras there are, by name, without opening any: opening one switches its light on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

VIDEO_FOLDER = Path("/sys/class/video4linux")
"""Where Linux describes its video devices; OpenCV counts them as their file names do."""

COUNTED = 2
"""Where the system does not tell the names, so many numbers are offered: most people have one."""


@dataclass(frozen=True, slots=True)
class CameraName:
    """source: as `app.capture.picture_source` takes it.  name: the camera's own, empty if unknown.

    A camera without a name is called by its number.
    """

    source: str
    name: str


def list_cameras(folder: Path = VIDEO_FOLDER, platform: str = sys.platform) -> list[CameraName]:
    """What there is, in the order of their numbers; none where Linux knows of none."""
    if not platform.startswith("linux"):
        return [CameraName(str(number), "") for number in range(COUNTED)]
    found: list[tuple[int, str]] = []
    for entry in folder.glob("video*"):
        number = entry.name.removeprefix("video")
        # A camera has several devices; the first gives pictures, the others describe them.
        if number.isdecimal() and _text(entry / "index") in ("", "0"):
            found.append((int(number), _text(entry / "name")))
    return [CameraName(str(number), name) for number, name in sorted(found)]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
