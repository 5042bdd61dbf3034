"""A file that a person named: looked at before any reader touches it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import UserError
from app.sentences import say

LONGEST_SHOWN = 120
"""Characters of a path that a sentence repeats; enough to know it again."""


def shown(path: Path | str) -> str:
    """A path as a sentence shows it: on one line, its end kept, not long."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(path))
    return text if len(text) <= LONGEST_SHOWN else "..." + text[-LONGEST_SHOWN + 3 :]


def check_file(path: Path, most_bytes: int) -> None:
    """Make sure that `path` is an ordinary, readable, not empty file of at most `most_bytes`.

    A pipe or a device is refused: reading one may never end.

    Raises: UserError with a sentence.
    """
    name = shown(path)
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise UserError(say("{name} is a folder; name a file in it.", name=name))
        if not stat.S_ISREG(state.st_mode):
            raise UserError(
                say("{name} is a pipe or a device; save its content to a file first.", name=name)
            )
        if state.st_size == 0:
            raise UserError(say("{name} is empty; choose another file.", name=name))
        if state.st_size > most_bytes:
            raise UserError(
                say(
                    "{name} is too large ({size} MB); at most {most} MB can be read.",
                    name=name,
                    size=f"{state.st_size / 1e6:,.0f}",
                    most=f"{most_bytes / 1e6:,.0f}",
                )
            )
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise UserError(say("There is no file {name}; check the name.", name=name)) from None
    except PermissionError:
        raise UserError(say("{name} may not be read; check its permissions.", name=name)) from None
    except (OSError, ValueError) as error:  # a name too long, a broken disk, a zero byte
        reason = getattr(error, "strerror", None) or say("its name cannot be a file's")
        raise UserError(
            say(
                "{name} cannot be opened ({reason}); choose another file.", name=name, reason=reason
            )
        ) from None


@contextmanager
def libraries_silenced() -> Iterator[None]:
    """Within this block nothing that this process writes to its standard error is shown.

    Decoders written in C print their own remarks about damaged files there, past Python.  What
    they find still comes back as an error, and the person gets one sentence for it.
    """
    try:
        kept = os.dup(2)
    except OSError:  # there is none: a window without a console
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
