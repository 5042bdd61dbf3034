"""What the camera showed comes to the window small."""

from __future__ import annotations

import numpy as np

from app.live.events import CameraSeen, PersonSaid
from ui.bridge.events import DeskEvent, Glimpsed
from ui.bridge.glimpses import with_glimpses


def test_a_whole_picture_never_reaches_the_window() -> None:
    shown: list[DeskEvent] = []
    show = with_glimpses(shown.append)
    said = PersonSaid(1, "What is this?", False)
    show(said)
    show(CameraSeen(1, np.full((720, 1280, 3), 9, np.uint8)))
    first, glimpsed = shown
    assert first is said
    assert isinstance(glimpsed, Glimpsed)
    assert (glimpsed.epoch, glimpsed.small.glimpse) == (1, True)
    assert glimpsed.small.pixels.shape == (135, 240, 3)
    assert glimpsed.small.pixels.flags.c_contiguous
