"""A history for the pictures of the window: a few conversations of the last days."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

import numpy as np
from PIL import Image
from screen_acts import PHOTO

from app.capture.small_picture import Pixels, as_jpeg, smaller
from app.folders import Folders
from app.history.kinds import Turn
from app.history.layout import FILE_NAME
from app.history.store import HistoryStore

FOLDER = Path("build") / "screens" / "home"

DAY, MINUTE = 86400.0, 60.0
AT = 9 * 3600.0 + 7 * MINUTE
"""Of the day, in seconds, when the newest conversation began."""

Pair = tuple[str, str, int | None]
"""What the person said, what was answered, and how many characters of that were heard."""

Kept = tuple[tuple[float, tuple[Pair, ...]], ...]
"""Conversations: how many seconds before the newest one they began, and what was said."""

MOON = (
    "The moon is about three hundred and eighty thousand kilometres away, and it moves away "
    "from us by almost four centimetres a year. Its far side was first seen in 1959."
)

CONVERSATIONS: Kept = (
    (
        0.0,
        (
            ("Good morning. What time is it?", "It is seven minutes past nine.", None),
            ("Tell me something about the moon.", MOON, 121),
            ("Thank you. And when does it rise tonight?", "At about twenty past eight.", None),
        ),
    ),
    (
        2 * 3600.0 + 11 * MINUTE,
        (("Wake me at seven, please.", "I will. Sleep well.", None),),
    ),
    (
        DAY - 9 * 3600.0,
        (
            ("How long do eggs have to boil?", "Six minutes for soft ones, ten for hard.", None),
            ("Then set a timer for six minutes.", "Your timer is set: six minutes.", None),
        ),
    ),
    (
        DAY - 2 * 3600.0,
        (
            ("What do you see?", "A desk with a lamp, a cup and a small plant.", None),
            ("Does the moonlight reach it?", "Only if the moon rises before midnight.", None),
        ),
    ),
    (
        3 * DAY,
        (("Count slowly from one to ten.", "One. Two. Three. Four. Five. Six. Seven.", 21),),
    ),
    (6 * DAY, (("Which moon rises in the west?", "Phobos, as seen from Mars.", None),) * 4),
)

REFUSED: Kept = ((-1.0, ()),)
"""The file cannot be opened."""


def made_history(kept: Kept | None) -> Folders:
    """Folders with these conversations; there is nothing in them if there are none."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    folders = Folders.under(FOLDER)
    folder = folders.data
    if kept is REFUSED:
        (folder / FILE_NAME).mkdir(parents=True)
        return folders
    if not kept:
        return folders
    today = time.localtime()
    newest = time.mktime((today.tm_year, today.tm_mon, today.tm_mday, 0, 0, 0, 0, 0, -1)) + AT
    with closing(HistoryStore(folder)) as store:
        for before, pairs in reversed(kept):
            began = newest - before
            number = store.begin(began, "starter")
            for n, (person, reply, heard) in enumerate(pairs):
                at = began + MINUTE * n
                reach = len(reply) if heard is None else heard
                turn = Turn(at, at + 9, person, reply, reach, at + 2, at + 3, over=True)
                place = store.add(number, turn)
                if place is not None and "see" in person:
                    store.picture(place, as_jpeg(small_picture(PHOTO)))
    return folders


def small_picture(file: Path) -> Pixels:
    """What the camera shows, as it stands beside words."""
    return smaller(np.asarray(Image.open(file).convert("RGB")))
