"""Main colours and light, from plain arithmetic on a small copy of the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from omni_core.starter.sight.pictures import resize, shrink

SIDE = 96
"""The copy that is counted; noise and texture are smoothed away, areas keep their share."""

BLACK_BELOW = 0.2
"""Value (the brightest channel) under which every hue looks black."""

WHITE_ABOVE = 0.8
GREY_SATURATION = 0.16
"""Under this a pixel has no colour of its own."""

PALE_SATURATION = 0.3
"""Lamps tint white things this much: bright and paler than this is still white."""

BROWN_VALUE = 0.65
"""Orange darker than this is called brown."""

PINK_SATURATION, PINK_VALUE = 0.55, 0.75
"""Red paler and lighter than this is called pink."""

HUES = (
    (10.0, "red"),
    (42.0, "orange"),
    (70.0, "yellow"),
    (165.0, "green"),
    (255.0, "blue"),
    (290.0, "purple"),
    (335.0, "pink"),
    (360.0, "red"),
)
"""Upper ends of the hues, in degrees."""

MIDDLE_WEIGHT = 3.0
"""What is held up to a camera is in the middle: pixels there count this much more."""

LEAST_SHARE = 0.15
"""A colour that covers less of the picture is no main colour."""

MOST = 3

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""How light red, green and blue look (Rec. 709)."""


def main_colours(pixels: NDArray[np.uint8]) -> tuple[str, ...]:
    """Names of up to three colours of uint8 [H, W, 3], the most spread first."""
    copy = resize(shrink(pixels, SIDE), (SIDE, SIDE)).astype(np.float32) / 255.0
    names = _names(copy)
    weights = _middle_first()
    shares = {name: float(weights[names == name].sum()) for name in np.unique(names)}
    ranked = sorted(shares, key=lambda name: shares[name], reverse=True)
    total = float(weights.sum())
    return tuple(
        str(name)
        for rank, name in enumerate(ranked[:MOST])
        if rank == 0 or shares[name] >= LEAST_SHARE * total
    )


def brightness(pixels: NDArray[np.uint8]) -> float:
    """Mean lightness of uint8 [H, W, 3]: 0 black, 1 white."""
    return float((shrink(pixels, SIDE).astype(np.float32) / 255.0 @ LUMA).mean())


def _names(copy: NDArray[np.float32]) -> NDArray[np.str_]:
    """A colour name for every pixel of float32 [H, W, 3] in 0..1."""
    value, low = copy.max(axis=2), copy.min(axis=2)
    spread = value - low
    saturation = np.divide(spread, value, out=np.zeros_like(value), where=value > 0)
    hue = _hue(copy, value, spread)
    names = np.select([hue <= end for end, _ in HUES], [name for _, name in HUES], "red")
    orange, red = names == "orange", names == "red"
    names[(orange | red) & (value < BROWN_VALUE) & (hue > HUES[0][0] / 2) & (hue < 180)] = "brown"
    names[red & (saturation < PINK_SATURATION) & (value > PINK_VALUE)] = "pink"
    names[saturation < GREY_SATURATION] = "grey"
    names[(value > WHITE_ABOVE) & (saturation < GREY_SATURATION)] = "white"
    bright = 1.0 - (1.0 - WHITE_ABOVE) / 2
    names[(value > bright) & (saturation < PALE_SATURATION) & orange] = "white"
    names[value < BLACK_BELOW] = "black"
    return names


def _hue(
    copy: NDArray[np.float32], value: NDArray[np.float32], spread: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Hue in degrees, 0..360; 0 where there is none."""
    red, green, blue = copy[..., 0], copy[..., 1], copy[..., 2]
    safe = np.where(spread > 0, spread, 1.0)
    sextant = np.select(
        [spread <= 0, value == red, value == green],
        [np.zeros_like(value), ((green - blue) / safe) % 6.0, (blue - red) / safe + 2.0],
        (red - green) / safe + 4.0,
    )
    return (sextant * 60.0).astype(np.float32)


def _middle_first() -> NDArray[np.float32]:
    """Weights [SIDE, SIDE]: `MIDDLE_WEIGHT` in the centre, falling smoothly to 1."""
    line = np.linspace(-1.0, 1.0, SIDE, dtype=np.float32)
    distance = line[:, None] ** 2 + line[None, :] ** 2
    return (1.0 + (MIDDLE_WEIGHT - 1.0) * np.exp(-4.0 * distance)).astype(np.float32)
