"""The worker's end of the pipe: whole messages in and out, safe from the libraries' own prints."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = 0, 1, 2


class Pipe:
    """Requests come in as lines of JSON; answers go out as such lines, sound bytes after them."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink

    @classmethod
    def from_standard_streams(cls) -> Pipe:
        """Take over standard input and output.

        Afterwards whatever a library prints, from Python or from C, goes to standard error, and
        reading standard input finds its end.
        """
        source = os.fdopen(os.dup(STANDARD_INPUT), "rb")
        sink = os.fdopen(os.dup(STANDARD_OUTPUT), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, STANDARD_INPUT)
        os.close(nothing)
        os.dup2(STANDARD_ERROR, STANDARD_OUTPUT)
        return cls(source, sink)

    def requests(self) -> Iterator[dict[str, Any] | None]:
        """Every request until the pipe closes; None for a line that is no JSON object."""
        for line in self._source:
            try:
                request = json.loads(line)
            except ValueError:
                request = None
            yield request if isinstance(request, dict) else None

    def answer(
        self, header: Mapping[str, object], samples: NDArray[np.float32] | None = None
    ) -> None:
        """Send one answer; for one thread alone.  Raises: OSError if nobody listens any more."""
        line = json.dumps(header).encode() + b"\n"
        body = b"" if samples is None else samples.astype("<f4").tobytes()
        self._sink.write(line + body)
        self._sink.flush()
