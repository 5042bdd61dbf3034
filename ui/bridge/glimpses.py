"""What the camera showed in a turn, made small on the session's thread."""

from __future__ import annotations

from collections.abc import Callable

from app.live.events import CameraSeen, SessionEvent
from ui.bridge.events import DeskEvent, Glimpsed
from ui.models.pictures import Thumbnail


def with_glimpses(show: Callable[[DeskEvent], None]) -> Callable[[SessionEvent], None]:
    """Hands a session's events on: no whole picture waits for the window."""

    def told(event: SessionEvent) -> None:
        match event:
            case CameraSeen(epoch, pixels):
                from app.capture.small_picture import smaller  # here: it brings OpenCV

                show(Glimpsed(epoch, Thumbnail("", smaller(pixels), glimpse=True)))
            case _:
                show(event)

    return told
