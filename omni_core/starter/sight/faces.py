"""Faces in a picture, by BlazeFace (short range), over the whole picture and its tiles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from omni_core.starter.sight.pictures import resize, shrink, squares
from omni_core.starter.sight.sessions import open_network

SIDE = 128
"""Pixels of the square the network looks at."""

ANCHOR_GRIDS = ((16, 2), (8, 6))
"""Cells a side and anchors a cell of the network's two outputs, in order."""

HALF_RANGE = 127.5
"""The network reads bytes as -1..1."""

LARGEST_LOGIT = 80.0
"""Beyond this exp would overflow and the score is 0 or 1 anyway."""

LONGEST = 1024
TILE_SHARES = (0.6, 0.35)
"""Sides of the two rows of tiles, as shares of the shorter side: a face must fill about a tenth
of what the network sees, and people across a room fill less of the whole."""

TILE_SCORE = 0.8
"""A face seen only in a tile must be surer: there are many tiles."""

LEAST_TILE = 96
"""Pixels; below this a tile would only magnify blur."""

LARGEST_OVERLAP = 0.3
"""Two boxes that share more than this of their union are one face."""

LARGEST_COVER = 0.6
"""A box of which more than this lies within a surer one is part of the same face."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face: left, top, right and bottom as shares of the picture, 0..1, and how sure, 0..1."""

    box: tuple[float, float, float, float]
    score: float

    @property
    def size(self) -> float:
        """Share of the picture's height that the face takes."""
        return self.box[3] - self.box[1]


class FaceFinder:
    """BlazeFace with its anchors."""

    LEAST = 0.75
    """Scores below this are not faces."""

    def __init__(self, network: InferenceSession) -> None:
        self._network = network
        self._anchors = _anchors()

    @classmethod
    def load(cls, folder: Path) -> FaceFinder:
        """Load the network from `resources/sight`.

        Raises: EngineError `model`.
        """
        return cls(open_network(folder / "face_short_range.onnx"))

    def find(self, pixels: NDArray[np.uint8]) -> tuple[Face, ...]:
        """Find the faces in uint8 [H, W, 3], the surest first."""
        picture = shrink(pixels, LONGEST)
        height, width = picture.shape[:2]
        found = self._search(picture, 0, 0, max(height, width), self.LEAST)
        for share in TILE_SHARES:
            side = round(min(height, width) * share)
            if side < LEAST_TILE:
                continue
            for top, left in squares(height, width, side):
                found += self._search(picture, top, left, side, TILE_SCORE)
        scale = np.array([width, height, width, height], np.float32)
        return tuple(
            Face(tuple(np.clip(box / scale, 0.0, 1.0).tolist()), score)
            for box, score in _distinct(found)
        )

    def _search(
        self, picture: NDArray[np.uint8], top: int, left: int, side: int, least: float
    ) -> list[tuple[NDArray[np.float32], float]]:
        """Boxes (in pixels of `picture`) and scores within one square, which may hang over."""
        part = picture[top : top + side, left : left + side]
        height, width = part.shape[:2]
        size = (max(1, round(width * SIDE / side)), max(1, round(height * SIDE / side)))
        square = np.zeros((SIDE, SIDE, 3), np.float32)
        square[: size[1], : size[0]] = resize(part, size).astype(np.float32) / HALF_RANGE - 1.0
        outputs = self._network.run(None, {"input": square.transpose(2, 0, 1)[None]})
        places, logits = np.asarray(outputs[0])[0], np.asarray(outputs[1])[0, :, 0]
        scores = 1.0 / (1.0 + np.exp(-np.clip(logits, -LARGEST_LOGIT, LARGEST_LOGIT)))
        return [
            (_box(places[index], self._anchors[index]) * side + (left, top, left, top), score)
            for index, score in enumerate(scores.tolist())
            if score >= least
        ]


def _anchors() -> NDArray[np.float32]:
    """Centres (x, y) of the 896 anchors, as shares of the square."""
    centres: list[tuple[float, float]] = []
    for cells, anchors in ANCHOR_GRIDS:
        for cell in range(cells * cells):
            row, column = divmod(cell, cells)
            centres += [((column + 0.5) / cells, (row + 0.5) / cells)] * anchors
    return np.array(centres, np.float32)


def _box(place: NDArray[np.float32], anchor: NDArray[np.float32]) -> NDArray[np.float32]:
    """The network's offset from an anchor as left, top, right, bottom, shares of the square."""
    centre, half = anchor + place[:2] / SIDE, place[2:4] / SIDE / 2.0
    return np.concatenate((centre - half, centre + half)).astype(np.float32)


def _distinct(
    found: list[tuple[NDArray[np.float32], float]],
) -> list[tuple[NDArray[np.float32], float]]:
    """One box a face: the surest, in falling order of score."""
    kept: list[tuple[NDArray[np.float32], float]] = []
    for box, score in sorted(found, key=lambda entry: entry[1], reverse=True):
        if not any(_same_face(box, other) for other, _ in kept):
            kept.append((box, score))
    return kept


def _same_face(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    corner = np.maximum(one[:2], other[:2])
    shared = float(np.prod(np.clip(np.minimum(one[2:], other[2:]) - corner, 0.0, None)))
    areas = [float(np.prod(box[2:] - box[:2])) for box in (one, other)]
    return shared > LARGEST_OVERLAP * (sum(areas) - shared) or shared > LARGEST_COVER * min(areas)
