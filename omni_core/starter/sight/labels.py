"""What a picture shows: ImageNet's thousand nouns, gathered into everyday kinds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from omni_core.conversation import EngineError
from omni_core.starter.sight.pictures import resize, shrink, squares
from omni_core.starter.sight.sessions import open_network

SIDE = 224
"""Pixels of the square the network looks at."""

ZERO_LEVEL, FULL_LEVEL = 127.0, 128.0
"""How EfficientNet-lite was trained to read bytes: (value - 127) / 128."""

LONGEST = 640
"""The copy that is searched: its tiles still have at least a network's square of pixels."""

TILE_SHARE = 0.6
"""Side of a tile as a share of the picture's shorter side: half the area of a centred thing."""

MOST_TILES_ALONG = 6
"""Tiles along the longer side at most: a long thin picture would have hundreds otherwise."""

TILE_DISCOUNT = 0.8
"""A tile sees things cut off and out of place, so it is trusted less than the whole."""

ARTICLES = ("a ", "an ", "some ")


def bare(phrase: str) -> str:
    """The noun without its article: "a cup" -> "cup"."""
    for article in ARTICLES:
        if phrase.startswith(article):
            return phrase[len(article) :]
    return phrase


@dataclass(frozen=True, slots=True)
class Label:
    """A thing the picture may show.

    phrase: as it is said, with its article: "an espresso".
    score: how sure, 0..1.
    kind: the everyday kind it belongs to, as said ("a cup"), "" if it is none or is one itself.
    """

    phrase: str
    score: float
    kind: str = ""

    @property
    def name(self) -> str:
        """The noun without its article: "espresso"."""
        return bare(self.phrase)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The network's classes in order: how each is said, and its kind ("" for none)."""

    phrases: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read one class a line: phrase, tab, kind.

        Raises: EngineError `model` if the file can't be read.
        """
        try:
            rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
            return cls(tuple(row[0] for row in rows), tuple(row[1] for row in rows))
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise EngineError(
                "model", f"The list of names {path.name} can't be read; install Visavis again."
            ) from error

    @property
    def nouns(self) -> frozenset[str]:
        """Everything that can be named, sorts and kinds, in lower case and without articles."""
        return frozenset(bare(phrase).lower() for phrase in self.phrases + self.kinds if phrase)

    def gather(self, probabilities: NDArray[np.float32]) -> dict[tuple[str, str], float]:
        """Scores of every (phrase, kind), kinds themselves being the sum of their members."""
        scores: dict[tuple[str, str], float] = {}
        for phrase, kind, value in zip(self.phrases, self.kinds, probabilities, strict=True):
            keys = {(phrase, "" if kind == phrase else kind)} | ({(kind, "")} if kind else set())
            for key in keys:
                scores[key] = scores.get(key, 0.0) + float(value)
        return scores


class Labeller:
    """EfficientNet-lite0 over the whole picture, its middle and its tiles."""

    LEAST = 0.05
    """Scores below this are left out: the network's noise."""

    def __init__(self, network: InferenceSession, vocabulary: Vocabulary) -> None:
        self._network = network
        self._vocabulary = vocabulary
        self.nouns = vocabulary.nouns
        """Everything it can find, in lower case and without articles."""

    @classmethod
    def load(cls, folder: Path) -> Labeller:
        """Load the network and its names from `resources/sight`.

        Raises: EngineError `model`.
        """
        return cls(
            open_network(folder / "efficientnet_lite0.onnx"),
            Vocabulary.load(folder / "labels.tsv"),
        )

    def find(self, pixels: NDArray[np.uint8]) -> tuple[Label, ...]:
        """Name what uint8 [H, W, 3] shows, the surest first.

        The whole picture and its middle are averaged (a chance likeness rarely survives both);
        a tile can only raise a score, at a discount.
        """
        picture = shrink(pixels, LONGEST)
        wholes, tiles = _views(picture)
        logits = np.asarray(self._network.run(None, {"pictures": np.stack(wholes + tiles)})[0])
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        scores = self._vocabulary.gather(odds[: len(wholes)].mean(axis=0))
        for tile in odds[len(wholes) :]:
            for key, score in self._vocabulary.gather(tile).items():
                scores[key] = max(scores[key], TILE_DISCOUNT * score)
        found = [
            Label(phrase, min(score, 1.0), kind)
            for (phrase, kind), score in scores.items()
            if score >= self.LEAST
        ]
        return tuple(sorted(found, key=lambda label: label.score, reverse=True))


def _views(
    picture: NDArray[np.uint8],
) -> tuple[list[NDArray[np.float32]], list[NDArray[np.float32]]]:
    """The network's inputs, float32 [3, 224, 224] each: (whole and middle, tiles)."""
    height, width = picture.shape[:2]
    short = min(height, width)
    top, left = (height - short) // 2, (width - short) // 2
    middle = picture[top : top + short, left : left + short]
    tile = max(round(short * TILE_SHARE), -(-max(height, width) // MOST_TILES_ALONG))
    tiles = [picture[y : y + tile, x : x + tile] for y, x in squares(height, width, tile)]
    return [_input(picture), _input(middle)], [_input(view) for view in tiles]


def _input(view: NDArray[np.uint8]) -> NDArray[np.float32]:
    bytes_ = resize(view, (SIDE, SIDE)).transpose(2, 0, 1)
    return (bytes_.astype(np.float32) - ZERO_LEVEL) / FULL_LEVEL
