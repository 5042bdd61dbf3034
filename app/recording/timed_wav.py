"""A WAV file whose samples lie where the clock says: several of them can be laid side by side."""

from __future__ import annotations

import errno
import os
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omni_core.media import HEARING_RATE

SLACK_SECONDS = 0.02
"""Blocks follow each other without a seam as long as the clock agrees to within this: what two
crystals part by in some minutes, and far less than an ear or a plot notices."""

_BYTES = 2
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_FULL_SCALE = 32767
_LARGEST = 2**32 - 1
"""Bytes that a WAV file can say it has: 37 hours."""


class TimedWav:
    """Mono, 16 kHz, 16 bits.  A whole file whenever `flush` returns, whatever happens then.

    What was never written is silence, for which most file systems need no room.
    """

    def __init__(self, path: Path, begun: float) -> None:
        """begun: monotonic seconds of the file's first sample.

        Raises: OSError.
        """
        self._begun = begun
        self._end: int | None = None
        self.frames = 0
        """Samples of the file."""
        self._file = path.open("xb")
        self.flush()

    def write(self, samples: NDArray[np.float32], time: float) -> None:
        """Lay `samples` (float32 [n], 16 kHz, -1..1) at `time`, monotonic seconds.

        Raises: OSError.
        """
        place = round((time - self._begun) * HEARING_RATE)
        if self._end is not None and abs(place - self._end) <= SLACK_SECONDS * HEARING_RATE:
            place = self._end
        if place < 0:  # from before the beginning
            samples, place = samples[-place:], 0
        pulses = np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
        self._end = place + pulses.size
        if _HEADER.size + _BYTES * self._end > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        self._file.seek(_HEADER.size + _BYTES * place)
        self._file.write(pulses.tobytes())
        self.frames = max(self.frames, self._end)

    def flush(self) -> None:
        """Put all on the disk, the number of samples last.

        Raises: OSError.
        """
        self._file.flush()
        self._file.seek(0)
        self._file.write(self._header())
        self._file.flush()

    def close(self, frames: int = 0) -> None:
        """End the file, with silence up to `frames` samples.

        Raises: OSError; the file is closed all the same.
        """
        try:
            self.frames = max(self.frames, frames)
            self._file.truncate(_HEADER.size + _BYTES * self.frames)
            self.flush()
        finally:
            self._file.close()

    def _header(self) -> bytes:
        size = _BYTES * self.frames
        return _HEADER.pack(
            *(b"RIFF", _HEADER.size - 8 + size, b"WAVE"),
            *(b"fmt ", 16, 1, 1, HEARING_RATE, _BYTES * HEARING_RATE, _BYTES, 8 * _BYTES),
            *(b"data", size),
        )
