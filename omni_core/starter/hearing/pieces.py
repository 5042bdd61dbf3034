"""Moonshine's vocabulary: from token numbers to text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from omni_core.conversation import EngineError

_SPACE = "▁"
_MORE = 0x80
"""Set in the first byte of a length that goes on in a second one."""

_SPECIAL = (b"<unk>", b"<s>", b"</s>")
"""What the first three tokens must be."""


class Pieces:
    """The pieces of text that Moonshine writes with, by token number."""

    def __init__(self, path: Path) -> None:
        """Read `path`: each piece is its length in one byte, or two from 128 on, then its bytes.

        Raises: EngineError of kind "model".
        """
        try:
            self._pieces = _split(path.read_bytes())
        except (OSError, IndexError) as error:
            raise _unreadable(path) from error
        if tuple(self._pieces[: len(_SPECIAL)]) != _SPECIAL:
            raise _unreadable(path)

    def __len__(self) -> int:
        return len(self._pieces)

    def text(self, tokens: Sequence[int]) -> str:
        """The text of `tokens`; control tokens are silent, a broken character is left out."""
        spelled = b"".join(self._pieces[token] for token in tokens if not self._is_control(token))
        return spelled.decode("utf-8", "ignore").replace(_SPACE, " ").strip()

    def _is_control(self, token: int) -> bool:
        return token < len(_SPECIAL) or self._pieces[token].startswith(b"<<")


def _split(data: bytes) -> list[bytes]:
    pieces: list[bytes] = []
    place = 0
    while place < len(data):
        length = data[place]
        place += 1
        if length & _MORE:
            length = (length ^ _MORE) | data[place] << 7
            place += 1
        if place + length > len(data):
            raise IndexError("The last piece is cut short.")
        pieces.append(data[place : place + length])
        place += length
    return pieces


def _unreadable(path: Path) -> EngineError:
    return EngineError("model", f"The vocabulary {path.name} cannot be read: fetch its pack again.")
