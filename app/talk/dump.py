"""Keeps a turn of the official model as arrays, for whoever compares or studies it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from app.capture.chosen_file import shown
from app.errors import UserError
from omni_core.conversation import Conversation


class Dumped(Protocol):
    """A conversation that can tell what its encoders got and its decoder gave."""

    def dump(self) -> Mapping[str, NDArray[Any]]:
        """The last turn, by name."""
        ...


def write_dump(path: Path, conversation: Conversation) -> None:
    """Write the last turn of a conversation of the omni engine to a `.npz` file.

    Raises: UserError if the file cannot be written.
    """
    arrays = cast(Dumped, conversation).dump()
    try:
        with path.open("wb") as file:
            np.savez_compressed(file, **dict(arrays))  # pyright: ignore[reportArgumentType] - names are arrays
    except OSError as error:
        raise UserError(f"{shown(path)} cannot be written: {error.strerror}.") from error
