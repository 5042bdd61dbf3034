"""Tells the person what the disk refuses, once until it is right again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.errors import UserError


class Trouble:
    """One thread's.  What could not be written goes on with the next try."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """tell: is told the sentence."""
        self._tell = tell
        self._told = False

    @contextmanager
    def told(self) -> Iterator[None]:
        """Within this block what the disk refuses is told, and the conversation goes on."""
        try:
            yield
        except UserError as error:
            if not self._told:
                self._tell(str(error))
            self._told = True
        else:
            self._told = False
