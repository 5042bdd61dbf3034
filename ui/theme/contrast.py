"""Contrast of two colours, by the definition of the Web Content Accessibility Guidelines 2."""

from __future__ import annotations

LEAST_FOR_TEXT = 4.5
LEAST_FOR_CONTROLS = 3.0

_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """The ratio of the two colours (`#rrggbb`), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0..1."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
