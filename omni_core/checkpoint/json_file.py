"""Reading the small JSON files of a checkpoint, with every value checked as it is taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from omni_core.checkpoint.errors import CheckpointError

LARGEST_FILE = 64 * 2**20
"""Bytes: the largest JSON of a checkpoint is a tokenizer of some 10 MB."""

LARGEST_NUMBER = 2**24
"""No dimension of any network, id or count is larger; a larger one would only exhaust memory."""

_REQUIRED = object()


def read_json(file: Path) -> Section:
    """The object in `file`.

    Raises: CheckpointError.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise CheckpointError(file, "is far larger than such a file can be")
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CheckpointError(
            file, "is missing; the folder is not a complete checkpoint of Qwen2.5-Omni"
        ) from None
    except OSError as error:
        raise CheckpointError(file, f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise CheckpointError(file, "is damaged: it is not JSON; fetch it again") from error
    if not isinstance(content, dict):
        raise CheckpointError(file, "does not hold an object; fetch it again")
    return Section(file, content)


class Section:
    """An object within a JSON file; a missing key without a default is an error."""

    def __init__(self, file: Path, content: Mapping[str, Any], path: str = "") -> None:
        self.file = file
        self.content = content
        self._path = path

    def __contains__(self, key: str) -> bool:
        return self.content.get(key) is not None

    def section(self, key: str) -> Section:
        """The object under `key`."""
        value = self._get(key, _REQUIRED)
        if not isinstance(value, dict):
            raise self.wrong(key, "an object")
        return Section(self.file, value, f"{self._path}{key}.")

    def whole(self, key: str, default: object = _REQUIRED, least: int = 1) -> int:
        """A whole number of at least `least`."""
        value = self._get(key, default)
        if not _is_whole(value) or not least <= value <= LARGEST_NUMBER:
            raise self.wrong(key, f"a whole number of at least {least}")
        return value

    def number(self, key: str, default: object = _REQUIRED) -> float:
        """A finite number of at least 0."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong(key, "a number")
        if not 0.0 <= value < float("inf"):
            raise self.wrong(key, "a number of at least 0")
        return float(value)

    def flag(self, key: str, default: object = _REQUIRED) -> bool:
        """True or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def wholes(self, key: str, default: object = _REQUIRED, least: int = 1) -> tuple[int, ...]:
        """Whole numbers of at least `least`; a single number counts as one."""
        value = self._get(key, default)
        numbers = value if isinstance(value, (list, tuple)) else [value]
        if not all(_is_whole(n) and least <= n <= LARGEST_NUMBER for n in numbers):
            raise self.wrong(key, f"whole numbers of at least {least}")
        return tuple(numbers)

    def numbers(self, key: str, default: object = _REQUIRED) -> tuple[float, ...]:
        """Numbers."""
        value = self._get(key, default)
        if not isinstance(value, (list, tuple)) or not all(
            isinstance(n, (int, float)) and not isinstance(n, bool) for n in value
        ):
            raise self.wrong(key, "numbers")
        return tuple(float(n) for n in value)

    def wrong(self, key: str, expected: str) -> CheckpointError:
        """The error for a value that is not what is expected."""
        return CheckpointError(
            self.file, f"is damaged or of another model: {self._path}{key} must be {expected}"
        )

    def _get(self, key: str, default: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        value = self.content.get(key)
        if value is not None:
            return value
        if default is _REQUIRED:
            raise CheckpointError(
                self.file, f"is damaged or of another model: {self._path}{key} is missing"
            )
        return default


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
