"""The camera behind a switch: open only while it is wanted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.bridge.events import CameraNews

if TYPE_CHECKING:
    from app.capture.camera import Camera, CameraEvent, CameraFrame


class SwitchedCamera:
    """`newest` may be asked by the session and the window; switching never waits for a driver."""

    def __init__(self, source: str, tell: Callable[[CameraNews], None]) -> None:
        """source: as `app.capture.picture_source` names it.  tell: called on a camera's thread."""
        self._source = source
        self._tell = tell
        self._camera: Camera | None = None
        self._ending: list[threading.Thread] = []

    @property
    def source(self) -> str:
        """Where its pictures come from, while it is on."""
        return self._source

    def use(self, source: str) -> None:
        """Take the pictures from elsewhere; one that is on is turned off for it."""
        if source != self._source:
            self.switch(False)
            self._source = source

    @property
    def on(self) -> bool:
        """Whether it is wanted."""
        return self._camera is not None

    def newest(self, now: float) -> CameraFrame | None:
        """What the camera sees at `now` (monotonic seconds); None while it is off or dark."""
        camera = self._camera
        return camera.newest(now) if camera is not None else None

    def choose(self, source: str) -> None:
        """Look through another one from now on, if at all."""
        if source == self._source:
            return
        self._source = source
        if self.on:
            self.switch(False)
            self.switch(True)

    def switch(self, on: bool) -> None:
        """Turn it on or off."""
        if on == self.on:
            return
        if on:
            from app.capture.camera import Camera  # here: it brings OpenCV

            # Kept before it begins: one that is not there says so at once.
            self._camera = Camera(self._source, self._event)
            self._camera.__enter__()
            return
        camera, self._camera = self._camera, None
        if camera is not None:
            # A driver may take seconds to give a device back.
            ending = threading.Thread(
                target=camera.__exit__, args=(None, None, None), name="camera end", daemon=True
            )
            ending.start()
            self._ending = [thread for thread in self._ending if thread.is_alive()] + [ending]

    def close(self, patience: float) -> None:
        """Turn it off, and wait up to `patience` seconds for it."""
        self.switch(False)
        for thread in self._ending:
            thread.join(patience)

    def _event(self, event: CameraEvent) -> None:
        if self.on:  # what comes of one that was just switched off is old news
            self._tell(CameraNews(event.happening, event.sentence))
