"""Turns from what the command line names: every file is read and checked before an engine loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.capture.photo_file import read_photo
from app.capture.sound_file import read_sound
from app.capture.video_file import Film, read_film
from app.errors import UserError
from app.talk.turn import Spoken, Turn, Typed
from app.turns.events import LONGEST_TYPED
from omni_core.media import Image

Given = tuple[Literal["audio", "text", "image", "video"], str]
"""An option of the command line and its value."""

MOST_TURNS = 1000
MOST_PHOTOS_A_TURN = 8
"""More than anyone compares at once."""

MOST_BYTES = 1_000_000_000
"""What all distinct files may take up decoded: four hours of sound, or 300 megapixels."""


def turns_from(given: Sequence[Given]) -> list[Turn]:
    """Return the turns in order, each with the photos named before it.

    A film is a turn, with the words that stand right after it if there are any.

    Raises: UserError if there is no turn, or something in it cannot be taken.
    """
    plans = _planned(given)
    files = _Files()
    return [
        Turn(
            said=_said(files, plan.words),
            shown=tuple(files.photo(Path(photo)) for photo in plan.photos),
            film=None if plan.film is None else files.film(Path(plan.film)),
        )
        for plan in plans
    ]


def _said(files: _Files, words: Given | None) -> Spoken | Typed | None:
    match words:
        case None:
            return None
        case ("audio", value):
            return Spoken(files.sound(Path(value)))
        case (_, value):
            return Typed(_checked_text(value))


@dataclass(slots=True)
class _Plan:
    """What belongs to one turn, by name; nothing is read yet."""

    photos: list[str] = field(default_factory=list[str])
    film: str | None = None
    words: Given | None = None


class _Files:
    """Reads each file once, however often it is named, and bounds what they hold together."""

    def __init__(self) -> None:
        self._sounds: dict[Path, NDArray[np.float32]] = {}
        self._photos: dict[Path, Image] = {}
        self._films: dict[Path, Film] = {}
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

    def film(self, path: Path) -> Film:
        if path not in self._films:
            film = self._films[path] = read_film(path)
            self._count(0 if film.sound is None else film.sound.nbytes)
        return self._films[path]

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise UserError("These files are too much for one conversation; hold several.")


def _planned(given: Sequence[Given]) -> list[_Plan]:
    """Which options make up each turn; refuses what they alone show to be wrong."""
    plans: list[_Plan] = []
    open_plan = _Plan()
    for kind, value in given:
        if open_plan.film is not None and kind in ("image", "video"):
            plans.append(open_plan)
            open_plan = _Plan()
        if kind != "text" and not value:  # Path("") would be the folder a person stands in
            raise UserError(f"--{kind} is empty; give it the name of a file.")
        if kind == "image":
            open_plan.photos.append(value)
        elif kind == "video":
            open_plan.film = value
        else:
            open_plan.words = (kind, value)
            plans.append(open_plan)
            open_plan = _Plan()
    if open_plan.film is not None:
        plans.append(open_plan)
    elif open_plan.photos and plans:
        raise UserError(
            "--image belongs to the turn after it: put it before --audio, --text or --video."
        )
    if not plans:
        raise UserError(
            "There is nothing to answer: give --audio FILE, --text TEXT or --video FILE, "
            "or try --sample."
        )
    if len(plans) > MOST_TURNS:
        raise UserError(f"At most {MOST_TURNS} turns can be given at once.")
    if any(len(plan.photos) > MOST_PHOTOS_A_TURN for plan in plans):
        raise UserError(f"At most {MOST_PHOTOS_A_TURN} photos can be shown in one turn.")
    return plans


def _checked_text(text: str) -> str:
    if not text.strip():
        raise UserError("--text is empty; give it a question.")
    if len(text) > LONGEST_TYPED:
        raise UserError(f"--text has more than {LONGEST_TYPED} letters; cut it into several turns.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UserError("--text holds bytes that are no UTF-8 text; type it again.") from None
    return text
