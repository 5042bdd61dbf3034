"""Pictures that wait for the person's next words, and small ones of those that were used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.media import Image

MOST_WAITING = 4
"""As many as are seen at a glance above the line, and more than anybody compares at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """A small picture: uint8 [H, W, 3] RGB, contiguous.

    name: says what it is of.  glimpse: the camera showed it, and nobody on purpose.
    """

    name: str
    pixels: NDArray[np.uint8]
    glimpse: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WaitingPicture:
    """It goes with the next turn.  number: its name in the session."""

    number: int
    image: Image
    small: Thumbnail


class Pictures:
    """Those that wait, oldest first, and what is known of those that are on their way."""

    def __init__(self) -> None:
        self.waiting: list[WaitingPicture] = []
        self.reading = 0
        """Files that are being read."""
        self.refusal = ""
        """Why the last one was not taken; empty if it was."""
        self._count = 0

    @property
    def room(self) -> int:
        """How many more may be shown."""
        return max(0, MOST_WAITING - len(self.waiting) - self.reading)

    @property
    def shown(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.waiting or self.reading or self.refusal)

    def begin(self) -> None:
        """One more is being read."""
        self.reading += 1
        self.refusal = ""

    def came(self, image: Image, small: Thumbnail) -> WaitingPicture:
        """It was read, and waits from now on."""
        self.reading -= 1
        self._count += 1
        self.waiting.append(WaitingPicture(self._count, image, small))
        return self.waiting[-1]

    def failed(self, sentence: str) -> None:
        """It could not be read."""
        self.reading -= 1
        self.refusal = sentence

    def refuse(self, sentence: str) -> None:
        """It was not even tried."""
        self.refusal = sentence

    def withdraw(self, number: int) -> bool:
        """The person takes it away; whether it was there."""
        before = len(self.waiting)
        self.waiting = [picture for picture in self.waiting if picture.number != number]
        return len(self.waiting) < before

    def used(self, numbers: tuple[int, ...]) -> tuple[Thumbnail, ...]:
        """They were shown, and wait no longer; small ones of those that are known here."""
        used = tuple(picture.small for picture in self.waiting if picture.number in numbers)
        self.waiting = [picture for picture in self.waiting if picture.number not in numbers]
        return used
