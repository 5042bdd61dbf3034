"""Turns from what the command line names: every file is read and checked before an engine loads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.capture.photo_file import read_photo
from app.capture.sound_file import read_sound
from app.errors import UserError
from app.talk.turn import Spoken, Turn, Typed
from omni_core.media import Image

Given = tuple[Literal["audio", "text", "image"], str]
"""An option of the command line and its value."""

MOST_LETTERS = 4000
"""About a thousand tokens, a quarter of what the starter's chat model can hold."""

MOST_TURNS = 1000
MOST_PHOTOS_A_TURN = 8
"""More than anyone compares at once."""

MOST_BYTES = 1_000_000_000
"""What all distinct files may take up decoded: four hours of sound, or 300 megapixels."""


def turns_from(given: Sequence[Given]) -> list[Turn]:
    """Return the turns in order, each with the photos named before it.

    Raises: UserError if there is no turn, or something in it cannot be taken.
    """
    _check_order(given)
    files = _Files()
    turns: list[Turn] = []
    shown: list[Image] = []
    for kind, value in given:
        if kind == "image":
            shown.append(files.photo(Path(value)))
            continue
        said = Spoken(files.sound(Path(value))) if kind == "audio" else Typed(_checked_text(value))
        turns.append(Turn(said, tuple(shown)))
        shown = []
    return turns


class _Files:
    """Reads each file once, however often it is named, and bounds what they hold together."""

    def __init__(self) -> None:
        self._sounds: dict[Path, NDArray[np.float32]] = {}
        self._photos: dict[Path, Image] = {}
        self._bytes = 0

    def sound(self, path: Path) -> NDArray[np.float32]:
        if path not in self._sounds:
            self._sounds[path] = read_sound(path)
            self._count(self._sounds[path].nbytes)
        return self._sounds[path]

    def photo(self, path: Path) -> Image:
        if path not in self._photos:
            self._photos[path] = read_photo(path)
            self._count(self._photos[path].pixels.nbytes)
        return self._photos[path]

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise UserError("These files are too much for one conversation; hold several.")


def _check_order(given: Sequence[Given]) -> None:
    """Refuse what the options alone show to be wrong, before any file is read."""
    turns = sum(kind != "image" for kind, _ in given)
    if not turns:
        raise UserError(
            "There is nothing to answer: give --audio FILE or --text TEXT, or try --sample."
        )
    if given[-1][0] == "image":
        raise UserError("--image belongs to the turn after it: put it before --audio or --text.")
    if turns > MOST_TURNS:
        raise UserError(f"At most {MOST_TURNS} turns can be given at once.")
    in_a_row = 0
    for kind, _ in given:
        in_a_row = in_a_row + 1 if kind == "image" else 0
        if in_a_row > MOST_PHOTOS_A_TURN:
            raise UserError(f"At most {MOST_PHOTOS_A_TURN} photos can be shown in one turn.")


def _checked_text(text: str) -> str:
    if not text.strip():
        raise UserError("--text is empty; give it a question.")
    if len(text) > MOST_LETTERS:
        raise UserError(f"--text has more than {MOST_LETTERS} letters; cut it into several turns.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UserError("--text holds bytes that are no UTF-8 text; type it again.") from None
    return text
