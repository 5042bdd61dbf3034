"""The last lines of the log, which holds no words and no names by its own rule (`app.logs`)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from app.logs import FILE_NAME

MOST_BYTES = 1 << 16
MOST_LINES = 200

_LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ (app|omni_core)[\w.]*: ")
_PLACE = re.compile(r"^  [\w.]+ line \d+ in [\w<>]+$")
_KIND = re.compile(r"^[A-Za-z_][\w.<>]*$")
"""The three kinds of lines that `app.logs` writes: a note, a traceback's place, an error's type."""


def log_tail(folder: Path) -> tuple[str, ...]:
    """The newest lines of the log in `folder`, oldest first; none if there is none.

    A line that the log itself would not have written is left out: nobody knows whose it is.
    """
    try:
        with (folder / FILE_NAME).open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - MOST_BYTES))
            text = file.read().decode("utf-8", errors="replace")
    except OSError:
        return ()
    kinds = (_LINE, _PLACE, _KIND)
    lines = [line for line in text.splitlines() if any(kind.match(line) for kind in kinds)]
    return tuple(lines[-MOST_LINES:])
