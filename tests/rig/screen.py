"""A screen for the rig: Xvfb with a window manager, and pictures of what it shows."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.rig.server import RigError, await_that, leash

SIZE = 1440, 900
"""Pixels of the screen: a small laptop's."""

_HEADER = struct.Struct(">25I")
"""The head of an XWD file, of which these are the places of what is needed."""
_LENGTH, _WIDTH, _HEIGHT, _ROW, _COLOURS = 0, 4, 5, 12, 19
_COLOUR_BYTES = 12
_PIXEL_BYTES = 4


class VirtualScreen:
    """Use as a context manager; `environment` lets programs find it."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self._size = size
        self._temporary = tempfile.TemporaryDirectory(prefix="visavis-screen-")
        self._folder = Path(self._temporary.name)
        self._programs: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> VirtualScreen:
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for program in reversed(self._programs):
            program.terminate()
            program.wait()
        self._temporary.cleanup()

    def picture(self) -> NDArray[np.uint8]:
        """What the screen shows now: uint8 [H, W, 3] RGB."""
        raw = self._file.read_bytes()
        head = _HEADER.unpack_from(raw)
        begin = head[_LENGTH] + head[_COLOURS] * _COLOUR_BYTES
        height, width, row = head[_HEIGHT], head[_WIDTH], head[_ROW]
        rows = np.frombuffer(raw, np.uint8, height * row, begin).reshape(height, row)
        pixels = rows[:, : width * _PIXEL_BYTES].reshape(height, width, _PIXEL_BYTES)
        return np.ascontiguousarray(pixels[:, :, 2::-1])  # the processor's order: B, G, R, unused

    def save(self, path: Path, part: tuple[int, int, int, int] | None = None) -> None:
        """Write a picture of the screen, or of `part` (left, top, right, bottom), as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(self.picture()).crop(part or (0, 0, *self._size)).save(path)

    @property
    def _file(self) -> Path:
        return self._folder / "Xvfb_screen0"

    def _start(self) -> None:
        reader, writer = os.pipe()
        width, height = self._size
        server = f"Xvfb -displayfd {writer} -screen 0 {width}x{height}x24 -nocursor -nolisten tcp"
        with (self._folder / "screen.log").open("wb") as log:
            self._programs.append(
                subprocess.Popen(
                    leash([*server.split(), "-fbdir", str(self._folder)]),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[writer],
                    start_new_session=True,
                )
            )
            os.close(writer)
            with os.fdopen(reader) as told:
                number = told.readline().strip()
            if not number:
                raise RigError("The virtual screen did not start.")
            self.environment["DISPLAY"] = f":{number}"
            # Without a manager no window has the keyboard.
            self._programs.append(
                subprocess.Popen(
                    leash(["openbox", "--sm-disable"]),
                    env={**os.environ, **self.environment},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )
        await_that(self._file.exists, "the virtual screen shows nothing")
