"""The programs the rig is made of: found, and installed where that may be done."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bootstrap import system
from bootstrap.system import Need

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


def why_not() -> str | None:
    """Make the rig possible here; the reason if it is not."""
    if not sys.platform.startswith("linux"):
        return "the rig of virtual devices needs PipeWire, which runs on Linux alone"
    if system.missing(NEEDS) and not os.environ.get(system.SKIP_VARIABLE):
        system.install(system.missing(NEEDS), LOG)
    lacking = [need.name for need in system.missing(NEEDS)]
    return f"the rig lacks {', '.join(lacking)}" if lacking else None
