"""Loading an engine without looking for garbage, and living with it.

Python looks through everything it holds for garbage, again and again while modules are imported,
and holds its one lock meanwhile: 80 to 140 ms at a time, in which no other thread runs.  What
is loaded stays, so there is nothing to find.
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


@contextmanager
def not_looked_through() -> Iterator[None]:
    """Within the block leave what there is now out of the search for garbage, which is short then.

    Only the outermost does.
    """
    outermost = gc.get_freeze_count() == 0
    if outermost:
        gc.freeze()
    try:
        yield
    finally:
        if outermost:
            gc.unfreeze()
