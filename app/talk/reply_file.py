"""The WAV file of `--out`: all replies in order, under its name only once they are complete."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from app.errors import UserError
from app.talk.part_file import PartFile
from omni_core.media import SPEECH_RATE

PAUSE_SECONDS = 0.5
"""Between two replies: long enough to be heard as a break."""

_FULL_SCALE = 32767
_SAMPLE_BYTES = 2


class ReplyFile:
    """Takes speech as it comes, in a hidden file beside the target; use as a context manager.

    On leaving, the target is replaced at once by what was said, if at least one reply is
    complete; otherwise whatever stood there stays as it was.
    """

    def __init__(self, path: Path) -> None:
        """Make sure that `path` can be written, by beginning to.

        Raises: UserError.
        """
        self._frames = 0
        self._replies = 0
        self._pause_due = False
        self._part = PartFile(path, "--out")
        try:
            self._append(_header(0))
        except UserError:
            self._part.discard()
            raise

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append a piece of the present reply: float32 [n], 24 kHz, -1..1.

        Raises: UserError if the disk is full.
        """
        if self._pause_due:
            self._pause_due = False
            self._add(np.zeros(round(PAUSE_SECONDS * SPEECH_RATE), np.float32))
        self._add(samples)

    def end_reply(self) -> None:
        """The present reply is complete."""
        self._replies += 1
        self._pause_due = self._frames > 0

    def __enter__(self) -> ReplyFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._replies:
                self._publish()
        finally:
            self._part.discard()

    def _add(self, samples: NDArray[np.float32]) -> None:
        pulses = np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
        self._append(pulses.tobytes())
        self._frames += samples.size

    def _append(self, data: bytes) -> None:
        with self._part.refusing():
            self._part.file.write(data)
            self._part.file.flush()  # a full disk shows now

    def _publish(self) -> None:
        with self._part.refusing():
            self._part.file.seek(0)
            self._part.file.write(_header(self._frames))
        self._part.publish()


def _header(frames: int) -> bytes:
    """The beginning of a WAV file that holds `frames` samples of speech."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as recording:
        recording.setparams((1, _SAMPLE_BYTES, SPEECH_RATE, frames, "NONE", "not compressed"))
        recording.writeframesraw(b"")
        return memory.getvalue()
