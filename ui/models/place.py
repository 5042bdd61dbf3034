"""Where the window may stand: somewhere that it can be seen and taken hold of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GRIP = (160, 24)
"""Width and height of the piece of the title bar that must be on one screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in logical pixels of the whole desktop."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    def shared(self, other: Place) -> tuple[int, int]:
        """Width and height of what both cover, 0 or less if nothing."""
        width = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        height = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return width, height


def brought_back(window: Place, screens: Sequence[Place]) -> Place:
    """The window's place, or if nobody could take hold of it there, one on the nearest screen.

    window: with its frame.  screens: what of each is free for windows, at least one.
    """
    title = Place(window.left, window.top, window.width, GRIP[1])
    needed = min(GRIP[0], window.width)
    for screen in screens:
        width, height = title.shared(screen)
        if width >= needed and height >= GRIP[1]:
            return window
    screen = min(screens, key=lambda screen: _distance(window, screen))
    width, height = min(window.width, screen.width), min(window.height, screen.height)
    return Place(
        screen.left + (screen.width - width) // 2,
        screen.top + (screen.height - height) // 2,
        width,
        height,
    )


def _distance(window: Place, screen: Place) -> float:
    (x, y), (to_x, to_y) = window.middle, screen.middle
    return abs(x - to_x) + abs(y - to_y)
