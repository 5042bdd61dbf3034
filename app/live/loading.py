"""Loading an engine without looking for garbage.

Python looks through everything it holds for garbage, again and again while modules are imported,
and holds its one lock meanwhile: 80 to 140 ms at a time, in which no other thread runs.  What
was loaded stays, so there is nothing to find.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Collect no garbage within the block; one block may hold another."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def keep_for_good() -> None:
    """Never look through what there is now; counts once.

    What is there at a later call may be an engine that has been replaced since.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
