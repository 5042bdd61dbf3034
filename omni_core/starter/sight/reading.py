"""Reading the writing in a picture: find the lines, put them in order, read them one by one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.starter.sight.order import Place, reading_order
from omni_core.starter.sight.pictures import resize, shrink

if TYPE_CHECKING:
    from omni_core.starter.sight.rapid import RapidReader

LONGEST = 2000
"""Pixels; larger photos are read from a copy of this size, in which a page's lines are clear."""

RAISED = 1280
"""Pixels; smaller pictures are enlarged to this, as the networks expect letters of that size."""

LARGEST_RISE = 4.0
"""A tiny picture is not enlarged further: there is nothing more in it."""

LEAST_SIDE = 64
"""Pixels; flatter pictures get a border, which finding lines needs."""

MOST_LINES = 80
"""Lines read of one picture: a full page; reading on would take too long to wait for."""

LEAST_SCORE = 0.8
"""Lines read less surely are dropped: saying nothing is better than saying nonsense."""

HYPHEN = "-"

HEADING_SHARE = 0.8
"""Of the longest line; a shorter one was ended by its writer, not by the edge of the page."""


class Reader:
    """Reads pictures; its networks are loaded when it is first asked to.

    They are large (31 MB), their library takes seconds to import, and most conversations never
    need them.  Safe for threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rapid: RapidReader | None = None

    def read(self, pixels: NDArray[np.uint8], cancel: Cancel | None = None) -> tuple[str, ...]:
        """The lines of writing in uint8 [H, W, 3], in reading order.

        Takes about half a second and 0.05 s a line.  When cancelled, the lines read so far.
        Raises: EngineError `model` if the networks can't be loaded.
        """
        # Imported here, for it takes seconds and is only needed by who asks for reading.
        from omni_core.starter.sight.rapid import ReadingStoppedError

        stop = cancel or Cancel()
        rapid = self._loaded()
        picture = _prepared(pixels)
        lines: list[str] = []
        try:
            with rapid.stopped_by(stop):
                corners = rapid.find(picture)
                order = reading_order([_place(line) for line in corners])
                for index in order[:MOST_LINES]:
                    text, score = rapid.read(picture, corners[index])
                    if score >= LEAST_SCORE and text.strip():
                        lines.append(text.strip())
        except ReadingStoppedError:
            pass  # the person has gone on; nobody waits for the rest
        return tuple(lines)

    def _loaded(self) -> RapidReader:
        from omni_core.starter.sight.rapid import RapidReader

        with self._lock:
            if self._rapid is None:
                self._rapid = RapidReader()
            return self._rapid


def flowing(lines: Sequence[str]) -> str:
    """Lines joined as they are read aloud.

    A word parted at a line's end is made whole; a line that stops short of the others, like a
    heading, ends a sentence.
    """
    full = HEADING_SHARE * max((len(line) for line in lines), default=0)
    text, before = "", ""
    for line in lines:
        parted = text.endswith(HYPHEN) and text[-2:-1].isalpha() and line[:1].islower()
        ended = before and len(before) < full and before[-1].isalnum() and not line[0].islower()
        text = text[:-1] + line if parted else f"{text}{'.' if ended else ''} {line}"
        before = line
    return text.strip()


def _prepared(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture at a size in which lines are found, with a border if it is very flat."""
    picture = shrink(pixels, LONGEST)
    height, width = picture.shape[:2]
    rise = min(LARGEST_RISE, RAISED / max(height, width))
    if rise > 1.0:
        picture = resize(picture, (round(width * rise), round(height * rise)))
    missing = [max(0, LEAST_SIDE - side) for side in picture.shape[:2]]
    if not any(missing):
        return picture
    borders = [(lack // 2, lack - lack // 2) for lack in missing]
    return np.pad(picture, [*borders, (0, 0)], mode="edge")


def _place(corners: NDArray[np.float32]) -> Place:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return Place(float(left), float(top), float(right), float(bottom))
