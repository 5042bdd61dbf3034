"""The camera: a thread of its own that keeps the newest picture, through loss and return."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

from app.capture.picture_source import Picture, PictureSource, SourceLostError, open_source
from app.capture.source_name import SCREEN
from app.sentences import say
from app.sleep_watch import SleepWatch

Happening = Literal["opened", "missing", "lost", "returned"]

FIRST_RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 5.0
"""Between tries to open a camera that is gone or busy."""

STALE_SECONDS = 3.0
"""An older picture is no longer what the camera sees."""

COMING_BACK_SECONDS = 8.0
"""So long after the computer's sleep a camera that is not there yet is no news."""

ENDING_SECONDS = 5.0
"""A driver that does not return from a read by then is left alone."""


@dataclass(frozen=True, slots=True, eq=False)
class CameraFrame:
    """pixels: uint8 [H, W, 3] RGB.  time: monotonic seconds at which it came."""

    pixels: Picture
    time: float


@dataclass(frozen=True, slots=True)
class CameraEvent:
    """opened: the first picture came.  missing: it never gave one.  lost, returned: as it says.

    screen: it is no camera but the screen that is looked at.
    """

    happening: Happening
    screen: bool = False

    @property
    def sentence(self) -> str:
        """For a person; empty where nothing need be said."""
        match self.happening:
            case "opened":
                return ""
            case "missing" | "lost" if self.screen:
                return say(
                    "I cannot see the screen; allow it in the system's privacy settings, or show a "
                    "picture of it instead."
                )
            case "missing":
                return say(
                    "I cannot see through the camera; connect it, close what else uses it, or "
                    "allow it in the system's privacy settings."
                )
            case "lost":
                return say("The camera is gone; connect it and I see again.")
            case "returned":
                return say("I can see again.")


class Camera:
    """Open only while it is wanted: use as a context manager.  `newest` may be asked anywhere."""

    def __init__(
        self,
        source: str,
        tell: Callable[[CameraEvent], None],
        *,
        opener: Callable[[str], PictureSource] = open_source,
        clock: Callable[[], float] = time.monotonic,
        slept: Callable[[float], bool] | None = None,
    ) -> None:
        """source: see `open_source`.  tell: called from the camera's thread.

        slept: whether the computer has since it was asked last; None: as the clocks say.
        """
        self._name = source
        self._tell = tell
        self._opener = opener
        self._clock = clock
        self._slept = slept or SleepWatch(stood=math.inf).slept  # a driver may take its time
        self._quiet_until = float("-inf")
        self._source: PictureSource | None = None
        self._newest: CameraFrame | None = None
        self._seen = self._told_loss = False
        self._retry_at = float("-inf")
        self._retry_after = FIRST_RETRY_SECONDS
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def __enter__(self) -> Camera:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join(ENDING_SECONDS)
        self._newest = None

    def newest(self, now: float) -> CameraFrame | None:
        """What the camera sees at `now` (monotonic seconds); None while it sees nothing."""
        frame = self._newest
        return frame if frame is not None and now - frame.time <= STALE_SECONDS else None

    def step(self) -> float:
        """Open what must be opened, and take one picture.

        Returns: seconds to let pass before the next step.
        """
        now = self._clock()
        if self._slept(now):
            self.close()
            self._newest = None
            self._retry_at, self._retry_after = now, FIRST_RETRY_SECONDS
            self._quiet_until = now + COMING_BACK_SECONDS
        if self._source is None:
            if now < self._retry_at:
                return self._retry_at - now
            try:
                self._source = self._opener(self._name)
            except SourceLostError:
                return self._lose()
        try:
            pixels = self._source.read()
        except SourceLostError:
            return self._lose()
        self._newest = CameraFrame(pixels, self._clock())
        self._retry_after = FIRST_RETRY_SECONDS
        if not self._seen or self._told_loss:
            self._happens("returned" if self._told_loss else "opened")
        self._seen, self._told_loss = True, False
        return 0.0

    def close(self) -> None:
        """Give the device back; belongs to the thread that steps."""
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def _lose(self) -> float:
        self.close()
        self._newest = None
        now = self._clock()
        if not self._told_loss and now >= self._quiet_until:
            self._told_loss = True
            self._happens("lost" if self._seen else "missing")
        wait = self._retry_after
        self._retry_at = now + wait
        self._retry_after = min(2 * wait, LONGEST_RETRY_SECONDS)
        return wait

    def _happens(self, happening: Happening) -> None:
        self._tell(CameraEvent(happening, self._name == SCREEN))

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(self.step())
        self.close()


class FrameTicks:
    """Half-second ticks from a turn's beginning: each takes the newest frame, or the last again."""

    def __init__(self, begun: float, period: float = 0.5) -> None:
        """begun: monotonic seconds of the turn's first sample.  period: seconds."""
        self._next = begun
        self._period = period
        self._last: CameraFrame | None = None

    def due(self, now: float, newest: CameraFrame | None) -> list[tuple[float, Picture]]:
        """The ticks up to `now`, each with its moment and what was seen; none while it is dark."""
        ticks: list[tuple[float, Picture]] = []
        while self._next <= now:
            self._last = newest or self._last
            if self._last is not None:
                ticks.append((self._next, self._last.pixels))
            self._next += self._period
        return ticks
