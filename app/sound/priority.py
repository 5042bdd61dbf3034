"""Lets a device's thread run ahead of others, where this system allows it.

PortAudio does so by itself on Windows and macOS; on Linux it leaves its threads behind every
program that computes, and a busy computer then breaks the sound.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

REALTIME_PRIORITY = 5
"""Low among real-time threads: the sound server's own come first."""

NICENESS = -11
"""What the sound servers ask for where real time is not granted."""


def run_ahead() -> None:
    """Raise the calling thread's priority as far as the system allows; never fails."""
    if sys.platform != "linux":
        return
    with suppress(OSError):
        policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
        os.sched_setscheduler(0, policy, os.sched_param(REALTIME_PRIORITY))
        return
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)  # on Linux: of this thread alone
