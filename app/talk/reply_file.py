"""The WAV file of `--out`: all replies in order, under its name only once they are complete."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from app.capture.chosen_file import shown
from app.errors import UserError
from omni_core.media import SPEECH_RATE

PAUSE_SECONDS = 0.5
"""Between two replies: long enough to be heard as a break."""

LEAST_FREE_BYTES = 1_000_000
"""Twenty seconds of speech: with less there is no point in beginning."""

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
        self._name = shown(path)
        self._frames = 0
        self._replies = 0
        self._pause_due = False
        with self._refusing():
            self._target = Path(os.path.realpath(path))  # a link stays a link
            self._check_place()
            self._part = self._target.with_name(f".visavis-{secrets.token_hex(4)}.part")
            self._file = self._part.open("xb")
        try:
            self._append(_header(0))
        except UserError:
            self._discard()
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
            self._discard()

    def _check_place(self) -> None:
        if self._target.is_dir():
            raise UserError(f"{self._name} is a folder; give --out the name of a file.")
        if self._target.exists() and not self._target.is_file():
            raise UserError(f"{self._name} is no ordinary file; give --out another name.")
        if not self._target.parent.is_dir():
            raise UserError(f"The folder of {self._name} does not exist; make it first.")
        if self._target.exists() and not os.access(self._target, os.W_OK):
            raise PermissionError(None, "its permissions forbid it")
        if shutil.disk_usage(self._target.parent).free < LEAST_FREE_BYTES:
            raise UserError(f"There is no room on the disk for {self._name}; free some first.")

    def _add(self, samples: NDArray[np.float32]) -> None:
        pulses = np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
        self._append(pulses.tobytes())
        self._frames += samples.size

    def _append(self, data: bytes) -> None:
        with self._refusing():
            self._file.write(data)
            self._file.flush()  # a full disk shows now

    def _publish(self) -> None:
        with self._refusing():
            self._file.seek(0)
            self._file.write(_header(self._frames))
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._target)

    def _discard(self) -> None:
        """Leave nothing behind; what could not be written is lost anyway."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name cannot be a file's"
            raise UserError(
                f"{self._name} cannot be written ({reason}); choose another --out."
            ) from None


def _header(frames: int) -> bytes:
    """The beginning of a WAV file that holds `frames` samples of speech."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as recording:
        recording.setparams((1, _SAMPLE_BYTES, SPEECH_RATE, frames, "NONE", "not compressed"))
        recording.writeframesraw(b"")
        return memory.getvalue()
