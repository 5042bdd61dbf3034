"""A stream to standard output whose failures can be told from those of any other file."""

from __future__ import annotations

import io
from typing import TextIO

STDOUT = 1
"""The descriptor of standard output."""


class ResultError(OSError):
    """Standard output does not take the result."""


class _ResultFile(io.FileIO):
    """A descriptor opened for writing that stays open afterwards."""

    def write(self, data: object, /) -> int | None:
        """Write bytes, as any file does.

        Raises: ResultError.
        """
        try:
            return super().write(data)  # type: ignore[arg-type] - passed on as it came
        except OSError as error:
            raise ResultError(error.errno, error.strerror) from error


def result_stream(descriptor: int, like: TextIO) -> TextIO:
    """A text stream to `descriptor`, which it never closes, encoded and flushed as `like` is."""
    return io.TextIOWrapper(
        io.BufferedWriter(_ResultFile(descriptor, "w", closefd=False)),
        encoding=like.encoding,
        errors=like.errors,
        line_buffering=getattr(like, "line_buffering", False),
    )


def is_descriptor(stream: TextIO, descriptor: int) -> bool:
    """Whether `stream` writes there, and was not replaced within Python, by a test for one."""
    try:
        return stream.fileno() == descriptor
    except (OSError, ValueError):  # it has none
        return False
