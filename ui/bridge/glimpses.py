"""What the camera showed the engine in the person's turns: the session looks through this."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.live.events import (
    PersonSaid,
    ReplyTakenBack,
    ReplyText,
    SessionEvent,
    StateChanged,
    TurnTimings,
)
from app.turns.states import State
from ui.bridge.events import DeskEvent, Glimpsed
from ui.models.pictures import Thumbnail

if TYPE_CHECKING:
    from app.live.parts import Camera, Frame

_PERSON_HAS_IT = (State.HEARING, State.WAITING, State.PRESSED)
"""The same turn as long as one follows the other."""


class Glimpses:
    """Belongs to the session's thread: its camera, and told its events.

    Of a turn the last picture counts.  It belongs to the turn's reply as soon as that is named.
    """

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._state = State.LISTENING
        self._frame: Frame | None = None
        self._named: tuple[int, Frame | None] = (-1, None)

    def newest(self, now: float) -> Frame | None:
        """As the camera's own: asked whenever the engine is to see something."""
        frame = self._camera.newest(now)
        if frame is not None:
            self._frame = frame
        return frame

    def telling(self, show: Callable[[DeskEvent], None]) -> Callable[[SessionEvent], None]:
        """Shows the session's events, and after them what was seen."""

        def told(event: SessionEvent) -> None:
            show(event)
            if (glimpsed := self.told(event)) is not None:
                show(glimpsed)

        return told

    def told(self, event: SessionEvent) -> Glimpsed | None:
        """What a screen is to be shown as well after `event`."""
        match event:
            case StateChanged(state):
                if state in _PERSON_HAS_IT and self._state not in _PERSON_HAS_IT:
                    self._frame = None  # of earlier words, which nobody answered
                self._state = state
            case ReplyTakenBack(epoch) if epoch == self._named[0]:
                self._frame = self._frame or self._named[1]  # the same turn goes on
            case PersonSaid(epoch) | ReplyText(epoch) | TurnTimings(epoch):
                return self._name(epoch)
            case _:
                pass
        return None

    def _name(self, epoch: int) -> Glimpsed | None:
        if epoch <= self._named[0]:
            return None
        frame, self._frame = self._frame, None
        self._named = (epoch, frame)
        if frame is None:
            return None
        from app.capture.small_picture import smaller  # here: it brings OpenCV

        return Glimpsed(epoch, Thumbnail("", smaller(frame.pixels), glimpse=True))
