"""A camera for the rig: a film of known pictures, in a file or sent to an address by UDP."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import TracebackType

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from tests.rig.server import RigError, leash

SIZE = 160, 120
RATE = 20


def write_clip(path: Path, colours: list[tuple[int, int, int]], frames_each: int = 10) -> Path:
    """A film of plain pictures in these colours (RGB), one after the other."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), RATE, SIZE)
    if not writer.isOpened():
        raise RigError("The rig's film cannot be written.")
    for red, green, blue in colours:
        picture = np.full((SIZE[1], SIZE[0], 3), (blue, green, red), np.uint8)
        for _ in range(frames_each):
            writer.write(picture)
    writer.release()
    return path


def film_of(path: Path, picture: NDArray[np.uint8], seconds: float = 5.0) -> Path:
    """A film that moves slowly over a photo (uint8 [H, W, 3] RGB) and back, as a hand would."""
    height, width = picture.shape[:2]
    shown = width * 9 // 10 // 2 * 2, height * 9 // 10 // 2 * 2
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), RATE, shown)
    if not writer.isOpened():
        raise RigError("The rig's film cannot be written.")
    for turn in np.linspace(0, 2 * np.pi, round(seconds * RATE), endpoint=False):
        left = round((width - shown[0]) * (1 - np.cos(turn)) / 2)
        part = picture[: shown[1], left : left + shown[0]]
        writer.write(cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2BGR))
    writer.release()
    return path


class UdpCamera:
    """Sends a film over and over to an address of this machine; use as a context manager.

    Ending it is pulling the camera's plug.
    """

    def __init__(self, clip: Path, port: int) -> None:
        self.address = f"udp://127.0.0.1:{port}"
        self._clip = clip
        self._sender: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> UdpCamera:
        self.plug()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unplug()

    def plug(self) -> None:
        """Begin to send."""
        if self._sender is None:
            program = imageio_ffmpeg.get_ffmpeg_exe()
            command = f"{program} -v error -re -stream_loop -1 -i {self._clip} -an"
            encoding = "-c:v mpeg2video -g 5 -f mpegts"
            self._sender = subprocess.Popen(
                leash([*command.split(), *encoding.split(), self.address]),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def unplug(self) -> None:
        """Send no more."""
        sender, self._sender = self._sender, None
        if sender is not None:
            sender.kill()
            sender.wait()
