"""How much memory this process and its children have held at most."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import psutil

_MEGABYTE = 1_000_000
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def peak_rss_mb() -> float:
    """The sum of the peaks of this process and of its living children, in megabytes.

    The peaks need not have come together, so the true peak is at most this.  Where a system
    keeps no peak for other processes (macOS), what the child holds now is taken.
    """
    own = psutil.Process()
    total = _peak_bytes(own)
    for child in own.children(recursive=True):
        try:
            total += _peak_bytes(child)
        except psutil.NoSuchProcess:
            continue
    return total / _MEGABYTE


def _peak_bytes(process: psutil.Process) -> int:
    try:
        # Not getrusage: it starts with what the parent held when it started this process.
        peak = _PEAK.search(Path(f"/proc/{process.pid}/status").read_text())
    except OSError:
        peak = None
    if peak:
        return int(peak[1]) * 1024
    if sys.platform == "darwin" and process.pid == os.getpid():
        import resource  # Windows has none

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    memory = process.memory_info()
    return int(getattr(memory, "peak_wset", memory.rss))
