"""A file that a person asked for, under its name only once it is complete."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from app.capture.chosen_file import shown
from app.errors import UserError

LEAST_FREE_BYTES = 1_000_000
"""Twenty seconds of speech: with less there is no point in beginning."""


class PartFile:
    """Grows in a hidden file beside the target, and takes the target's place at once.

    file: what it is written to, within `refusing`.  It is made at once, so that what cannot be
    written shows before any work is done.
    """

    def __init__(self, path: Path, option: str) -> None:
        """Begin the file that `option` of the command line names.

        Raises: UserError if `path` cannot be written.
        """
        self._name = shown(path)
        self._option = option
        with self.refusing():
            self._target = Path(os.path.realpath(path))  # a link stays a link
            self._check_place()
            self._part = self._target.with_name(f".visavis-{secrets.token_hex(4)}.part")
            self.file = self._part.open("xb")

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        """What the disk says within this block becomes a UserError."""
        try:
            yield
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name cannot be a file's"
            raise UserError(
                f"{self._name} cannot be written ({reason}); choose another {self._option}."
            ) from None

    def publish(self) -> None:
        """Let the target's name stand for what was written.

        Raises: UserError.
        """
        with self.refusing():
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            self._part.replace(self._target)

    def discard(self) -> None:
        """Leave nothing behind but what is published; what could not be written is lost anyway."""
        with contextlib.suppress(OSError):
            self.file.close()
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _check_place(self) -> None:
        if self._target.is_dir():
            raise UserError(f"{self._name} is a folder; give {self._option} the name of a file.")
        if self._target.exists() and not self._target.is_file():
            raise UserError(f"{self._name} is no ordinary file; give {self._option} another name.")
        if not self._target.parent.is_dir():
            raise UserError(f"The folder of {self._name} does not exist; make it first.")
        if self._target.exists() and not os.access(self._target, os.W_OK):
            raise PermissionError(None, "its permissions forbid it")
        if shutil.disk_usage(self._target.parent).free < LEAST_FREE_BYTES:
            raise UserError(f"There is no room on the disk for {self._name}; free some first.")
