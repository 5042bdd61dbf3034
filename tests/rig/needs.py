"""The programs the rig is made of: found, and installed where that may be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bootstrap import system
from bootstrap.system import Need

SYSTEM_PYTHON = "/usr/bin/python3"
"""Libraries for windows come as packages for this one."""

LOG = Path(__file__).resolve().parents[2] / "build" / "rig-packages.log"

_ALSA_PLUGINS = (
    Path("/usr/lib/x86_64-linux-gnu/alsa-lib"),
    Path("/usr/lib/aarch64-linux-gnu/alsa-lib"),
    Path("/usr/lib64/alsa-lib"),
    Path("/usr/lib/alsa-lib"),
)


def _program(name: str, package: str) -> Need:
    return Need(
        name, "no rig", lambda: shutil.which(name) is not None, {"apt-get": package, "dnf": package}
    )


def _alsa_speaks_to_the_server() -> bool:
    return any((folder / "libasound_module_pcm_pulse.so").exists() for folder in _ALSA_PLUGINS)


NEEDS = (
    _program("pipewire", "pipewire"),
    _program("pw-link", "pipewire-bin"),
    _program("pipewire-pulse", "pipewire-pulse"),
    _program("wireplumber", "wireplumber"),
    _program("pactl", "pulseaudio-utils"),
    _program("dbus-daemon", "dbus"),
    Need("PortAudio", "no rig", system.library("portaudio"), {"apt-get": "libportaudio2"}),
    Need(
        "the sound server's ALSA plugin",
        "no rig",
        _alsa_speaks_to_the_server,
        {"apt-get": "libasound2-plugins", "dnf": "alsa-plugins-pulseaudio"},
    ),
)


def _sees_windows() -> bool:
    """Whether the system's Python has the library that screen readers are made of."""
    look = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    try:
        done = subprocess.run([SYSTEM_PYTHON, "-c", look], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


WINDOW_NEEDS = (
    _program("Xvfb", "xvfb"),
    _program("openbox", "openbox"),
    Need(
        "XTEST",
        "no rig",
        system.library("X11", "Xtst"),
        {"apt-get": "libx11-6 libxtst6", "dnf": "libX11 libXtst"},
    ),
    Need(
        "AT-SPI",
        "no rig",
        _sees_windows,
        {
            "apt-get": "at-spi2-core python3-gi gir1.2-atspi-2.0",
            "dnf": "at-spi2-core python3-gobject",
        },
    ),
)
"""Beside the others, for the window: a screen, a keyboard, a screen reader."""


def why_not(needs: Sequence[Need] = NEEDS) -> str | None:
    """Make the rig possible here; the reason if it is not."""
    if not sys.platform.startswith("linux"):
        return "the rig of virtual devices needs PipeWire, which runs on Linux alone"
    if system.missing(needs) and not os.environ.get(system.SKIP_VARIABLE):
        system.install(system.missing(needs), LOG)
    lacking = [need.name for need in system.missing(needs)]
    return f"the rig lacks {', '.join(lacking)}" if lacking else None
