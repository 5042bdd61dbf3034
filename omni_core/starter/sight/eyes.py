"""Looking at one picture: what it shows, who is there, its colours, its light, its words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.starter.sight.colours import brightness, main_colours
from omni_core.starter.sight.faces import Face, FaceFinder
from omni_core.starter.sight.labels import Label, Labeller
from omni_core.starter.sight.reading import Reader

__all__ = ["Eyes", "Face", "Findings", "Label", "Look"]


@dataclass(frozen=True, slots=True)
class Eyes:
    """The networks of sight, loaded once and shared."""

    labeller: Labeller
    face_finder: FaceFinder
    reader: Reader

    @classmethod
    def load(cls, folder: Path) -> Eyes:
        """Load from `resources/sight`; the networks for reading come later, when needed.

        Raises: EngineError `model`.
        """
        return cls(Labeller.load(folder), FaceFinder.load(folder), Reader())

    def look(self, pixels: NDArray[np.uint8]) -> Look:
        """Look at uint8 [H, W, 3] RGB, any size; costs nothing until something is asked."""
        return Look(self, pixels, Findings())


@dataclass(slots=True)
class Findings:
    """What was found in a picture so far."""

    labels: tuple[Label, ...] | None = None
    faces: tuple[Face, ...] | None = None
    colours: tuple[str, ...] | None = None
    brightness: float | None = None
    text: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One picture, looked at no further than asked; each answer is found once, at first use."""

    _eyes: Eyes
    _pixels: NDArray[np.uint8]
    _found: Findings
    _cancel: Cancel | None = None

    def until(self, cancel: Cancel) -> Look:
        """The same look, whose reading stops when `cancel` is set; findings are shared."""
        return Look(self._eyes, self._pixels, self._found, cancel)

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the picture shows, the surest first; about 0.1 s."""
        if self._found.labels is None:
            self._found.labels = self._eyes.labeller.find(self._pixels)
        return self._found.labels

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every noun that `labels` could hold, in lower case and without articles."""
        return self._eyes.labeller.nouns

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces in the picture, the surest first; about 0.15 s."""
        if self._found.faces is None:
            self._found.faces = self._eyes.face_finder.find(self._pixels)
        return self._found.faces

    @property
    def colours(self) -> tuple[str, ...]:
        """Names of up to three main colours, the most spread first, the middle counting more."""
        if self._found.colours is None:
            self._found.colours = main_colours(self._pixels)
        return self._found.colours

    @property
    def brightness(self) -> float:
        """How light the picture is: 0 black, 1 white."""
        if self._found.brightness is None:
            self._found.brightness = brightness(self._pixels)
        return self._found.brightness

    def text(self) -> tuple[str, ...]:
        """The lines of writing in reading order; takes a second or more, so only when asked for.

        A cancelled reading gives the lines read so far and is not remembered.
        Raises: EngineError `model` if the networks for reading can't be loaded.
        """
        if self._found.text is not None:
            return self._found.text
        lines = self._eyes.reader.read(self._pixels, self._cancel)
        if self._cancel is None or not self._cancel.is_set:
            self._found.text = lines
        return lines
