"""What this computer has that engines need: memory, cores, a graphics card."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from platform import machine

import psutil

MEBIBYTE = 1 << 20

ASKING_SECONDS = 5.0
"""A driver's tool that takes longer is stuck."""


@dataclass(frozen=True, slots=True)
class Computer:
    """memory: bytes in all.  cores: physical ones, at least 1.

    graphics: bytes of the largest graphics card that torch can use, None without one.
    shared: the graphics' memory is the computer's own, as on Apple's processors.
    """

    memory: int
    cores: int
    graphics: int | None
    shared: bool = False


def this_computer() -> Computer:
    """Look; takes up to a second where a driver has to be asked."""
    memory = psutil.virtual_memory().total
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    if sys.platform == "darwin" and machine() == "arm64":
        return Computer(memory, cores, memory, shared=True)
    return Computer(memory, cores, _nvidia_memory())


def _nvidia_memory() -> int | None:
    """Of the largest card, in bytes; None without one, or without its driver."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    try:
        done = subprocess.run(
            [tool, "--query-gpu=memory.total", "--format=csv,noheader,nounits"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=ASKING_SECONDS,
            check=True,
            # On Windows a console program started by a windowed one would open a window.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return most_memory(done.stdout)


def most_memory(printed: str) -> int | None:
    """The largest of the tool's lines, each a number of MiB, in bytes; None if there is none."""
    sizes = [int(line) for line in printed.split() if line.isdecimal()]
    return max(sizes) * MEBIBYTE if sizes else None
