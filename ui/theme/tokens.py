"""The theme: every colour, size and duration that a view may use, and no other is used.

Sizes are in logical pixels, which the system's scale factor multiplies.
"""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8
"""Distances and sizes are multiples of this, or halves of it within one control."""


@dataclass(frozen=True, slots=True)
class Palette:
    """One appearance, as `#rrggbb`.

    window: behind everything.  surface: cards on it.  raised: what lies on a card.
    line: borders that only separate.  outline: borders that show where a control is.
    text, muted: words; both are read on all three grounds.  pending: words of a reply that were
    never heard.  accent: the one colour of ours; on_accent: words on it.
    accent_text: the accent as words.  danger: off, missing, failed.  on_danger: words on it.
    stage_low, stage_high: the stage without a picture, from below to above.
    scrim: laid over the camera's picture below captions; on_scrim: words there.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    outline: str
    text: str
    muted: str
    pending: str
    accent: str
    on_accent: str
    accent_text: str
    danger: str
    on_danger: str
    danger_text: str
    stage_low: str
    stage_high: str
    scrim: str = "#07080c"
    on_scrim: str = "#f6f7fb"
    on_scrim_muted: str = "#c9ceda"


LIGHT = Palette(
    dark=False,
    window="#f4f5f8",
    surface="#ffffff",
    raised="#eceef3",
    line="#dfe2ea",
    outline="#828a9b",
    text="#14171f",
    muted="#555d6d",
    pending="#5d6574",
    accent="#4f56d9",
    on_accent="#ffffff",
    accent_text="#4248c4",
    danger="#c02f2f",
    on_danger="#ffffff",
    danger_text="#b02626",
    stage_low="#e3e6f6",
    stage_high="#f7f8fc",
)

DARK = Palette(
    dark=True,
    window="#0e1015",
    surface="#161920",
    raised="#222630",
    line="#2a2f3b",
    outline="#6d7586",
    text="#f1f3f8",
    muted="#a5adbd",
    pending="#9aa2b2",
    accent="#8b93ff",
    on_accent="#0e1015",
    accent_text="#a3aaff",
    danger="#ff7b72",
    on_danger="#17090a",
    danger_text="#ff9188",
    stage_low="#1b1e33",
    stage_high="#12141b",
)


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A step of the type scale: size and line height in pixels, weight as in CSS."""

    size: int
    line: int
    weight: int


SMALL = TypeSize(12, 16, 400)
SMALL_STRONG = TypeSize(12, 16, 500)
BODY = TypeSize(14, 21, 400)
BODY_STRONG = TypeSize(14, 21, 500)
TITLE = TypeSize(16, 24, 600)
HEADING = TypeSize(22, 30, 600)
CAPTION_SMALL = TypeSize(17, 24, 400)
CAPTION_LARGE = TypeSize(28, 38, 500)
"""Captions are multiplied by the person's own setting."""

RADIUS_SMALL = 8
RADIUS = 12
RADIUS_LARGE = 20

SMALLEST_WINDOW = (900, 600)
FIRST_WINDOW = (1160, 744)
PANEL_WIDTHS = (288, 384)
BUTTON = 48
"""The round buttons' diameter; 44 is the least that fingers and shaky hands hit."""
FIELD = 40
"""Height of a line one types in, and of what stands beside it."""
ICON = 22
ICON_SMALL = 16
FOCUS_WIDTH = 2

LIVELY_FPS = 30
CALM_FPS = 8
"""A breath moves the edge by less than half a pixel from frame to frame."""
