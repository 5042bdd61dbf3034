"""Pictures as the vision encoder takes them: a size in whole patches, and the patches.

The encoder sees patches of 14 x 14 pixels over two frames in time.  2 x 2 of them become one
token, so a size is counted in blocks of 28 pixels.  Patches come block by block, the four of a
block together: the order the encoder's merger relies on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from omni_core.media import MediaError

PATCH = 14
"""Pixels along the side of a patch."""

MERGE = 2
"""Patches along the side of a block, which becomes one token."""

FRAMES = 2
"""Frames in time that a patch covers."""

BLOCK = PATCH * MERGE
"""Pixels along the side of a block."""

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
"""Of red, green and blue over CLIP's training pictures: what the encoder was trained with."""

FRAME_TOKENS = 100
"""A live grid's budget: a 16:9 camera gets 364 x 196 pixels, enough to tell faces and objects."""

UNSEEN_STRETCH = 1.05
"""A picture stretched by so little looks the same, so more pixels are worth it."""

LONGEST_SIDE_RATIO = 200
"""The reference takes no picture that is longer than this, measured by its short side."""

_LEVELS = 256


@dataclass(frozen=True, slots=True)
class FrameSize:
    """The size of a picture in patches, both numbers even: a temporal grid of the encoder."""

    rows: int
    columns: int

    def __post_init__(self) -> None:
        if self.rows < MERGE or self.columns < MERGE or self.rows % MERGE or self.columns % MERGE:
            raise ValueError(
                f"A frame of {self.rows} x {self.columns} patches has no whole blocks."
            )

    @property
    def height(self) -> int:
        """In pixels."""
        return self.rows * PATCH

    @property
    def width(self) -> int:
        """In pixels."""
        return self.columns * PATCH

    @property
    def tokens(self) -> int:
        """How many tokens the Thinker gets for it."""
        return self.rows * self.columns // MERGE**2


def fit_frame(height: int, width: int, tokens: int = FRAME_TOKENS) -> FrameSize:
    """The size for a camera of `height` x `width` pixels whose grids may take `tokens` tokens.

    Of all sizes within the budget the largest that stretches the picture by no more than can be
    seen; if there is none, as for a very long picture, the one that stretches it least.

    Raises: ValueError if the budget is not positive.
    """
    if tokens < 1:
        raise ValueError("A frame needs at least one token.")

    sizes = (
        FrameSize(rows * MERGE, columns * MERGE)
        for rows in range(1, tokens + 1)
        for columns in range(1, tokens // rows + 1)
    )

    def preference(size: FrameSize) -> tuple[float, int]:
        wider, taller = size.width * height, size.height * width
        stretch = max(wider, taller) / min(wider, taller)
        return max(stretch, UNSEEN_STRETCH), -size.tokens

    return min(sizes, key=preference)


def fit_still(height: int, width: int, min_pixels: int, max_pixels: int) -> FrameSize:
    """The reference's size for a still: its own, rounded to blocks, within the limits of area.

    A picture beyond the reference's limit of length is refused rather than set into a frame: its
    short side would shrink to a pixel or two, and the model would tell of bars that are not there.

    Raises: MediaError for a picture more than 200 times as long as it is narrow.
    """
    if max(height, width) > LONGEST_SIDE_RATIO * min(height, width):
        raise MediaError(
            f"A picture of {width} x {height} pixels is too long and narrow to be seen; "
            "cut it into parts."
        )
    tall, wide = round(height / BLOCK), round(width / BLOCK)
    if tall * wide * BLOCK**2 > max_pixels:
        shrink = math.sqrt(height * width / max_pixels)
        tall = max(1, math.floor(height / shrink / BLOCK))
        wide = max(1, math.floor(width / shrink / BLOCK))
    elif tall * wide * BLOCK**2 < min_pixels:
        grow = math.sqrt(min_pixels / (height * width))
        tall = math.ceil(height * grow / BLOCK)
        wide = math.ceil(width * grow / BLOCK)
    return FrameSize(tall * MERGE, wide * MERGE)


def patches(
    first: NDArray[np.uint8],
    second: NDArray[np.uint8],
    size: FrameSize,
    mean: Sequence[float] = CLIP_MEAN,
    std: Sequence[float] = CLIP_STD,
) -> NDArray[np.float32]:
    """The patches of two frames, uint8 [H, W, 3] RGB each, for one temporal grid.

    A still, or an odd last frame, is given twice.

    Returns: float32 [rows * columns, 3 * 2 * 14 * 14], block by block; a row holds colour, frame,
    line and column of its patch, in this order.
    """
    one = _resized(first, size)
    other = one if second is first else _resized(second, size)
    stacked = np.stack((one, other)).reshape(
        FRAMES, size.rows // MERGE, MERGE, PATCH, size.columns // MERGE, MERGE, PATCH, 3
    )
    ordered = stacked.transpose(1, 4, 2, 5, 7, 0, 3, 6).reshape(size.rows * size.columns, 3, -1)
    values = np.empty(ordered.shape, dtype=np.float32)
    for colour, levels in enumerate(_levels(mean, std)):
        np.take(levels, ordered[:, colour], out=values[:, colour])
    return values.reshape(len(values), -1)


def _resized(pixels: NDArray[np.uint8], size: FrameSize) -> NDArray[np.uint8]:
    """Bicubic, in bytes, by Pillow: the reference's own resampling."""
    picture = Pillow.fromarray(pixels)
    return np.asarray(picture.resize((size.width, size.height), resample=Pillow.Resampling.BICUBIC))


def _levels(mean: Sequence[float], std: Sequence[float]) -> NDArray[np.float32]:
    """What each byte of each colour becomes, [3, 256]; rounded step by step as the reference."""
    unit = (np.arange(_LEVELS) * (1 / 255)).astype(np.float32)
    centre = np.array(mean, dtype=np.float32)[:, None]
    spread = np.array(std, dtype=np.float32)[:, None]
    return (unit - centre) / spread
