"""Libraries of the Linux system that no Python package brings: found, and installed if we may."""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.words import say

SKIP_VARIABLE = "VISAVIS_NO_SYSTEM"
"""Set to anything, it keeps set-up away from the system's packages, like `--no-system`."""

PATIENCE = 300.0
"""Seconds for one command of a package manager: mirrors can be slow, but not slower."""


@dataclass(frozen=True)
class Need:
    """Something the system must bring, and its package by manager.

    without: what there is not while it is missing.
    found: whether it is here.
    packages: one or more, with spaces between; a manager that is not named has it always.
    """

    name: str
    without: str
    found: Callable[[], bool]
    packages: Mapping[str, str]


def library(*names: str) -> Callable[[], bool]:
    """Whether the loader finds every one of the shared libraries `names`, when asked."""
    return lambda: all(ctypes.util.find_library(name) is not None for name in names)


NEEDS = (
    Need(
        "ensurepip",
        "no environment",
        lambda: importlib.util.find_spec("ensurepip") is not None,
        {"apt-get": f"python3.{sys.version_info.minor}-venv"},
    ),
    Need(
        "OpenMP",
        "no chat model",
        library("gomp"),
        {"apt-get": "libgomp1", "dnf": "libgomp", "pacman": "gcc-libs", "zypper": "libgomp1"},
    ),
    Need(
        "PortAudio",
        "no microphone and no speaker",
        library("portaudio"),
        {
            "apt-get": "libportaudio2",
            "dnf": "portaudio",
            "pacman": "portaudio",
            "zypper": "libportaudio2",
        },
    ),
    Need(
        "A desktop library",
        "no window",
        library(
            "EGL",
            "GL",
            "fontconfig",
            "dbus-1",
            "xkbcommon-x11",
            "xcb-cursor",
            "xcb-icccm",
            "xcb-image",
            "xcb-keysyms",
            "xcb-render-util",
            "xcb-shape",
            "xcb-xkb",
        ),
        {
            "apt-get": (
                "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
                "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 "
                "libxcb-xkb1"
            ),
            "dnf": (
                "libglvnd-egl libglvnd-glx fontconfig dbus-libs libxkbcommon-x11 xcb-util-cursor "
                "xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil"
            ),
            "pacman": (
                "libglvnd fontconfig dbus libxkbcommon-x11 xcb-util-cursor xcb-util-wm "
                "xcb-util-image xcb-util-keysyms xcb-util-renderutil"
            ),
            "zypper": (
                "libEGL1 libGL1 fontconfig libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
                "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 "
                "libxcb-xkb1"
            ),
        },
    ),
)

MANAGERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # how to install, and how to fetch the lists first where installing needs them
    "apt-get": (
        ("apt-get", "install", "-y", "--no-install-recommends"),
        ("apt-get", "update", "-qq"),
    ),
    "dnf": (("dnf", "install", "-y"), ()),
    "pacman": (("pacman", "-S", "--noconfirm", "--needed"), ("pacman", "-Sy")),
    "zypper": (("zypper", "--non-interactive", "install"), ()),
}

NEEDS_VERSION = ",".join(need.name for need in NEEDS)
"""What a finished attempt is noted as: a longer list is tried again, the same one never."""

Runner = Callable[[Sequence[str]], bool]
"""Runs a command; True if it succeeded."""


def missing(needs: Sequence[Need] = NEEDS) -> list[Need]:
    """The needs this system does not meet; none on other systems, whose wheels bring all."""
    if not sys.platform.startswith("linux"):
        return []
    return [need for need in needs if not need.found()]


def manager() -> str | None:
    """The package manager of this system, if it is one of ours."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def may_install(run: Runner) -> tuple[str, ...] | None:
    """What to put before a command so that it may install: nothing, sudo, or None: it may not."""
    if os.name == "posix" and os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and run(("sudo", "-n", "true")):
        return ("sudo", "-n")
    return None


def install(needs: Sequence[Need], log: Path) -> None:
    """Install what is missing, or print the one command that does.  Never fails."""
    if not needs:
        return

    def run(command: Sequence[str]) -> bool:
        return run_quietly(command, log)

    for need in needs:
        say(f"{need.name} is missing on this system; without it there is {need.without}.")
    name = manager()
    if name is None:
        say("Install it with your system's package manager.")
        return
    packages = [package for need in needs for package in need.packages.get(name, "").split()]
    if not packages:
        return
    command, refresh = MANAGERS[name]
    prefix = may_install(run)
    if prefix is not None:
        say(f"Installing {' '.join(packages)}")
        if run([*prefix, *command, *packages]):
            return
        # Most often the lists of packages are empty or old.
        if refresh and run([*prefix, *refresh]) and run([*prefix, *command, *packages]):
            return
        say(f"That did not work; {log} has its words.")
    steps = [" ".join(["sudo", *step]) for step in (refresh, (*command, *packages)) if step]
    say(f"To install it: {' && '.join(steps)}")


def run_quietly(command: Sequence[str], log: Path) -> bool:
    """Run a command that asks nothing, its words going to the end of `log`."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as out:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            out.write(f"{error}\n")
            return False
    return done.returncode == 0
