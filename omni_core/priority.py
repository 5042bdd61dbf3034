"""Lets a thread that computes leave the window and the sound devices their turn."""

from __future__ import annotations

import os
import sys

NICENESS = 10
"""Added to the thread's own: a tenth of a core's time where another thread wants all of it."""

MOST = 19
"""Linux's own limit."""


def give_way() -> None:
    """Put the calling thread, and those it begins, behind the others.

    On Linux alone, where a thread has a niceness of its own; Windows and macOS prefer the thread
    of the window that is used by themselves.  Most desktops schedule each program as one, so no
    other program gains by it.
    """
    if sys.platform == "linux":
        niceness = os.getpriority(os.PRIO_PROCESS, 0)  # on Linux: of this thread alone
        os.setpriority(os.PRIO_PROCESS, 0, min(MOST, niceness + NICENESS))
