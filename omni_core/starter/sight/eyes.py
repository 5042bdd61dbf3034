"""Looking at one picture: what it shows, who is there, its colours, its light, its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel


@dataclass(frozen=True, slots=True)
class Label:
    """A noun the picture may show ("coffee mug") and how sure that is, 0..1."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Face:
    """A face: left, top, right and bottom as shares of the picture, 0..1, and how sure, 0..1."""

    box: tuple[float, float, float, float]
    score: float


@dataclass(frozen=True, slots=True)
class Finders:
    """The searches a look is made of; each takes pixels uint8 [H, W, 3] RGB."""

    labels: Callable[[NDArray[np.uint8]], tuple[Label, ...]]
    faces: Callable[[NDArray[np.uint8]], tuple[Face, ...]]
    colours: Callable[[NDArray[np.uint8]], tuple[str, ...]]
    brightness: Callable[[NDArray[np.uint8]], float]
    text: Callable[[NDArray[np.uint8], Cancel | None], tuple[str, ...]]


class Look:
    """One picture, looked at no further than asked; each answer is found once, at first use."""

    def __init__(self, pixels: NDArray[np.uint8], finders: Finders) -> None:
        self._pixels = pixels
        self._finders = finders
        self._text: tuple[str, ...] | None = None

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """What the picture shows, the surest first."""
        return self._finders.labels(self._pixels)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces in the picture, the surest first."""
        return self._finders.faces(self._pixels)

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """Names of the main colours, the most spread first."""
        return self._finders.colours(self._pixels)

    @cached_property
    def brightness(self) -> float:
        """How light the picture is: 0 black, 1 white."""
        return self._finders.brightness(self._pixels)

    def text(self, cancel: Cancel | None = None) -> tuple[str, ...]:
        """The lines of writing in reading order; takes seconds, so only when asked for.

        A cancelled reading returns the lines read so far and is not remembered.
        """
        if self._text is not None:
            return self._text
        lines = self._finders.text(self._pixels, cancel)
        if cancel is None or not cancel.is_set:
            self._text = lines
        return lines
