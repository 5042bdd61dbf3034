"""Where a camera's pictures come from: a device, a film, a folder, an address, the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageGrab, UnidentifiedImageError

from app.capture.pillow_pixels import pixels_of
from app.capture.source_name import SCREEN, is_address

FOLDER_SECONDS = 1.0
"""How long each picture of a folder is shown."""

SCREEN_RATE = 4.0
"""Pictures of the screen a second: twice what the engine takes."""

OPENING_MS = 5_000
READING_MS = 3_000
"""Milliseconds after which an address that gives nothing is given up."""

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})

Picture = NDArray[np.uint8]


class SourceLostError(Exception):
    """No more pictures come; the source may be opened again."""


class PictureSource(Protocol):
    """Belongs to one thread."""

    def read(self) -> Picture:
        """The next picture, uint8 [H, W, 3] RGB; waits for it.

        Raises: SourceLostError.
        """
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


def open_source(name: str) -> PictureSource:
    """Open what `name` means: an index (`0`), a file, a folder, an address, or `screen`.

    Raises: SourceLostError if it gives nothing now.
    """
    if name == SCREEN:
        return ScreenSource()
    if name.isdecimal():
        return CaptureSource(int(name))
    if is_address(name):
        return CaptureSource(name)
    path = Path(name).expanduser()
    if path.is_dir():
        return FolderSource(path)
    return CaptureSource(str(path), paced=True)


class CaptureSource:
    """OpenCV's: a camera by index, a film, or an address."""

    def __init__(self, what: int | str, *, paced: bool = False) -> None:
        """paced: show a film at its own speed, over and over; others come as they come.

        Raises: SourceLostError if it does not open.
        """
        self._paced = paced
        if isinstance(what, int):
            self._capture = cv2.VideoCapture(what)
        else:
            limits = [
                cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
                OPENING_MS,
                cv2.CAP_PROP_READ_TIMEOUT_MSEC,
                READING_MS,
            ]
            self._capture = cv2.VideoCapture(what, cv2.CAP_FFMPEG, limits)
        if not self._capture.isOpened():
            self._capture.release()
            raise SourceLostError
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self._rhythm = Rhythm(rate if rate > 0 else 1 / FOLDER_SECONDS)

    def read(self) -> Picture:
        """See `PictureSource`."""
        there, picture = self._capture.read()
        if not there and self._paced:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            there, picture = self._capture.read()
        if not there:
            raise SourceLostError
        if self._paced:
            self._rhythm.wait()
        return _rgb(picture)

    def close(self) -> None:
        """See `PictureSource`."""
        self._capture.release()


class FolderSource:
    """The pictures of a folder, in the order of their names, over and over."""

    def __init__(self, folder: Path, seconds: float = FOLDER_SECONDS) -> None:
        """Raises: SourceLostError if there is no picture in it."""
        self._folder = folder
        self._rhythm = Rhythm(1 / seconds)
        self._next = 0
        if not self._pictures():
            raise SourceLostError

    def read(self) -> Picture:
        """See `PictureSource`; pictures that cannot be read are passed over."""
        self._rhythm.wait()
        pictures = self._pictures()
        for _ in pictures:
            path = pictures[self._next % len(pictures)]
            self._next += 1
            try:
                with Image.open(path) as picture:
                    return pixels_of(picture)
            except (OSError, UnidentifiedImageError, ValueError):
                continue
        raise SourceLostError

    def close(self) -> None:
        """See `PictureSource`."""

    def _pictures(self) -> list[Path]:
        try:
            entries = sorted(self._folder.iterdir())
        except OSError:
            return []
        return [path for path in entries if path.suffix.lower() in PICTURE_ENDINGS]


class ScreenSource:
    """What is on the screen."""

    def __init__(self) -> None:
        self._rhythm = Rhythm(SCREEN_RATE)

    def read(self) -> Picture:
        """See `PictureSource`."""
        self._rhythm.wait()
        try:
            return pixels_of(ImageGrab.grab())
        except (OSError, ValueError):  # no screen, or no leave to look at it
            raise SourceLostError from None

    def close(self) -> None:
        """See `PictureSource`."""


class Rhythm:
    """Paces what would otherwise come as fast as it can be read; the one wait no event ends."""

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """rate: times a second."""
        self._period = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._due: float | None = None

    def wait(self) -> None:
        """Until the next beat; one that was missed is not made up for."""
        now = self._clock()
        due = now if self._due is None else max(now, self._due)
        self._sleep(due - now)
        self._due = due + self._period


def _rgb(picture: Any) -> Picture:  # noqa: ANN401 - OpenCV's arrays have no shape in their type
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
