"""The camera's pictures in a turn: at its beginning, then twice a second."""

from __future__ import annotations

from collections.abc import Callable

from app.live.parts import Camera
from app.turns.states import State
from omni_core.media import VideoFrame

SEE_SECONDS = 0.5
"""The camera's ticks within a turn."""

_SEEING = (State.HEARING, State.PRESSED)


class Seeing:
    """Looks when it is time; belongs to the session's thread."""

    def __init__(
        self,
        camera: Camera | None,
        give: Callable[[VideoFrame], None],
        seconds: Callable[[], float],
        now: float,
    ) -> None:
        """give: hands a frame to the engine.  seconds: of sound since the session began."""
        self._camera = camera
        self._give = give
        self._seconds = seconds
        self._next = now

    def enter(self, state: State, now: float) -> None:
        """Somebody else has the floor at `now` (monotonic seconds)."""
        if state in _SEEING:
            self._next = min(self._next, now)

    def step(self, state: State, now: float) -> None:
        """Look if a tick of the person's turn is due."""
        if state in _SEEING and now >= self._next:
            self._next = now + SEE_SECONDS
            self.look(now)

    def look(self, now: float) -> None:
        """Give what the camera sees at `now`, if it sees something."""
        frame = None if self._camera is None else self._camera.newest(now)
        if frame is not None:
            self._give(VideoFrame(frame.pixels, self._seconds()))
