"""Keeps standard output for the result: whatever else is printed there goes to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from app.result_stream import STDOUT, is_descriptor, result_stream

_STDERR = 2


@contextlib.contextmanager
def reserved_output() -> Iterator[TextIO]:
    """Yield the only way to standard output within this block, for this process and its children.

    Libraries written in C print past Python, so the descriptor itself is moved.
    """
    if not is_descriptor(sys.stdout, STDOUT):  # replaced within Python, by a test for one
        result = sys.stdout
        with contextlib.redirect_stdout(sys.stderr):
            yield result
        return
    sys.stdout.flush()
    kept = os.dup(STDOUT)
    os.dup2(_STDERR, STDOUT)
    try:
        with result_stream(kept, like=sys.stdout) as result:
            yield result
    finally:
        sys.stdout.flush()
        os.dup2(kept, STDOUT)
        os.close(kept)
