"""The sample conversation: a recorded question, and a photo with a typed one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.resources import files

from app.talk.given_turns import Given


def sample_turns() -> list[Given]:
    """What `--sample` stands for."""
    folder = files("resources") / "sample"
    return [
        ("audio", str(folder / "question.wav")),
        ("image", str(folder / "photo.jpg")),
        ("text", "What do you see?"),
    ]


def display_found(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window could be shown: only Linux is run without a screen as a rule."""
    if not platform.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
