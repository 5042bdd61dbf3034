"""Makes the camera's pictures ready for the screen on a thread of its own: sized, cut, mirrored."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from app.live.parts import Camera

FPS = 15
"""Smooth enough for a mirror; cameras in dim rooms give no more."""

Size = tuple[int, int, float]
"""Width and height in device pixels, and device pixels to a logical one."""


class PictureThread(QObject):
    """Use `start` and `close`; `made` comes on the window's thread, with None when it is dark."""

    made = Signal(object)

    def __init__(self, camera: Camera, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._camera = camera
        self._clock = clock
        self._size: Size = (0, 0, 1.0)
        self.mirrored = True
        """As one sees oneself; false for what is read, such as the screen."""
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)

    def start(self) -> None:
        """Begin; nothing is done before it is wanted."""
        self._thread.start()

    def want(self, wanted: bool) -> None:
        """Whether somebody looks."""
        if wanted:
            self._wanted.set()
        else:
            self._wanted.clear()
            self.made.emit(None)

    def fit(self, width: int, height: int, ratio: float) -> None:
        """The place to fill: device pixels, and device pixels to a logical one."""
        self._size = (width, height, ratio)

    def close(self, patience: float) -> None:
        """End the thread, waiting up to `patience` seconds."""
        self._stopping.set()
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join(patience)

    def _run(self) -> None:
        last: object = None
        while True:
            self._wanted.wait()
            if self._stopping.wait(1 / FPS):
                return
            frame = self._camera.newest(self._clock())
            if frame is last or not self._wanted.is_set():
                continue
            last = frame
            self.made.emit(
                None if frame is None else stage_image(frame.pixels, self._size, self.mirrored)
            )


def stage_image(pixels: NDArray[np.uint8], size: Size, mirrored: bool = True) -> QImage | None:
    """A picture (uint8 [H, W, 3] RGB) in `size`: its middle fills that, as a mirror shows it.

    One that is not mirrored is to be read: all of it is there, from the top, on black.
    """
    import cv2  # here because it takes a tenth of a second, and many have no camera on

    width, height, ratio = size
    if width <= 0 or height <= 0:
        return None
    have_height, have_width = pixels.shape[:2]
    scale = (max if mirrored else min)(width / have_width, height / have_height)
    part_width = min(have_width, max(1, round(width / scale)))
    part_height = min(have_height, max(1, round(height / scale)))
    left, top = (have_width - part_width) // 2, (have_height - part_height) // 2
    part = pixels[top : top + part_height, left : left + part_width]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    if mirrored:
        sized = cv2.flip(cv2.resize(part, (width, height), interpolation=way), 1)
    else:
        wide = min(width, max(1, round(have_width * scale)))
        tall = min(height, max(1, round(have_height * scale)))
        sized = np.zeros((height, width, 3), np.uint8)
        beside = (width - wide) // 2
        sized[:tall, beside : beside + wide] = cv2.resize(pixels, (wide, tall), interpolation=way)
    image = QImage(sized.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    made = image.convertToFormat(QImage.Format.Format_RGB32)  # what the screen takes as it is
    made.setDevicePixelRatio(ratio)
    return made
