"""Everything that is read stands out from what it is read on: computed from the theme."""

from __future__ import annotations

import dataclasses

import pytest

from ui.theme import tokens
from ui.theme.contrast import LEAST_FOR_CONTROLS, LEAST_FOR_TEXT, contrast
from ui.theme.tokens import DARK, LIGHT, Palette

TEXTS = ("text", "muted", "pending", "accent_text", "danger_text")
GROUNDS = ("window", "surface", "raised", "stage_low", "stage_high")


def test_the_definition_gives_its_own_examples() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_words_can_be_read_on_every_ground(palette: Palette, ground: str, text: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= LEAST_FOR_TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_colours(palette: Palette) -> None:
    assert contrast(palette.on_accent, palette.accent) >= LEAST_FOR_TEXT
    assert contrast(palette.on_danger, palette.danger) >= LEAST_FOR_TEXT
    assert contrast(palette.on_scrim, palette.scrim) >= LEAST_FOR_TEXT
    assert contrast(palette.on_scrim_muted, palette.scrim) >= LEAST_FOR_TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_edges_and_focus_can_be_seen(palette: Palette, ground: str) -> None:
    for edge in ("outline", "accent", "danger"):
        assert contrast(getattr(palette, edge), getattr(palette, ground)) >= LEAST_FOR_CONTROLS


def test_distances_keep_to_the_grid() -> None:
    assert tokens.BUTTON % tokens.GRID == 0
    assert all(width % tokens.GRID == 0 for width in tokens.PANEL_WIDTHS)
    assert all(side % tokens.GRID == 0 for side in tokens.FIRST_WINDOW)


def test_every_colour_is_written_in_full() -> None:
    for palette in (LIGHT, DARK):
        for field in dataclasses.fields(palette):
            value = getattr(palette, field.name)
            assert isinstance(value, bool) or (len(value) == 7 and value[0] == "#")
