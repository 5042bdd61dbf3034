"""Keeps a turn of the official model as arrays, for whoever compares or studies it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from app.talk.part_file import PartFile
from omni_core.conversation import Conversation


class Dumped(Protocol):
    """A conversation that can tell what its encoders got and its decoder gave."""

    def dump(self) -> Mapping[str, NDArray[Any]]:
        """The last turn, by name."""
        ...


class DumpFile:
    """The `.npz` file of `--dump`, begun before an engine is loaded; use as a context manager.

    It is written on leaving, when everything else of the conversation is safe: a full disk costs
    the dump alone.  If the conversation failed, whatever stood in its place stays as it was.
    """

    def __init__(self, path: Path) -> None:
        """Make sure that `path` can be written, by beginning to.

        Raises: UserError.
        """
        self._part = PartFile(path, "--dump")
        self._arrays: Mapping[str, NDArray[Any]] | None = None

    def keep(self, conversation: Conversation) -> None:
        """Take the last turn of a conversation of the omni engine."""
        self._arrays = cast(Dumped, conversation).dump()

    def __enter__(self) -> DumpFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None and self._arrays is not None:
                self._write(self._arrays)
        finally:
            self._part.discard()

    def _write(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        with self._part.refusing():
            np.savez_compressed(self._part.file, **dict(arrays))  # pyright: ignore[reportArgumentType] - names are arrays
        self._part.publish()
