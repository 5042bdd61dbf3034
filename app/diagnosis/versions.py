"""Versions: of the program, of Python, the system, and the libraries that matter to a fault."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from app import VERSION

LIBRARIES = (
    "PySide6-Essentials",
    "numpy",
    "onnxruntime",
    "xllamacpp",
    "ctranslate2",
    "opencv-python-headless",
    "sounddevice",
    "pywebrtc-audio",
    "samplerate",
    "soxr",
    "torch",
    "transformers",
)


def versions() -> list[tuple[str, str]]:
    """Name and version of each; a library that is not installed is left out.

    The system is told by its kind, release and processor: its network name is somebody's.
    """
    found = [
        ("visavis", VERSION),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
    ]
    for name in LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found
