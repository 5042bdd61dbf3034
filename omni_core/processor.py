"""What the processor is called: measurements hold for one."""

from __future__ import annotations

import platform
from pathlib import Path

_TELLS_ON_LINUX = Path("/proc/cpuinfo")


def processor_name() -> str:
    """The processor's name as far as the system tells it."""
    try:
        lines = _TELLS_ON_LINUX.read_text(encoding="utf-8").splitlines()
    except OSError:  # only Linux has it, and only Linux's own call below says nothing
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
