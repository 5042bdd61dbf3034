"""`preprocessor_config.json`: how pictures are brought to the size the encoder was trained with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omni_core.checkpoint.json_file import read_json

FILE = "preprocessor_config.json"


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """Limits of a still's area in pixels; the defaults are those of the published checkpoints."""

    min_pixels: int = 4 * 28 * 28
    max_pixels: int = 16384 * 28 * 28


def read_preprocessing(folder: Path) -> Preprocessing:
    """What the checkpoint's file says, or the published values where it has none.

    Raises: CheckpointError for a damaged file.
    """
    if not (folder / FILE).exists():
        return Preprocessing()
    file, usual = read_json(folder / FILE), Preprocessing()
    found = Preprocessing(
        min_pixels=file.whole("min_pixels", usual.min_pixels),
        max_pixels=file.whole("max_pixels", usual.max_pixels),
    )
    if found.min_pixels > found.max_pixels:
        raise file.wrong("min_pixels", "at most max_pixels")
    return found
