"""Keeps standard output for the result: whatever else is printed there goes to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

_OUTPUT, _ERROR = 1, 2


@contextlib.contextmanager
def reserved_output() -> Iterator[TextIO]:
    """Yield the only way to standard output within this block, for this process and its children.

    Libraries written in C print past Python, so the descriptor itself is moved.
    """
    if not _is_the_descriptor(sys.stdout):  # replaced within Python, by a test for one
        result = sys.stdout
        with contextlib.redirect_stdout(sys.stderr):
            yield result
        return
    sys.stdout.flush()
    kept = os.dup(_OUTPUT)
    os.dup2(_ERROR, _OUTPUT)
    try:
        with os.fdopen(
            kept, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, closefd=False
        ) as result:
            yield result
    finally:
        sys.stdout.flush()
        os.dup2(kept, _OUTPUT)
        os.close(kept)


def _is_the_descriptor(stream: TextIO) -> bool:
    try:
        return stream.fileno() == _OUTPUT
    except (OSError, ValueError):  # it has none
        return False
