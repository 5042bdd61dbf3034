"""What the Thinker has read: token ids, their positions and the KV cache, side by side.

Where replies are spoken, the Talker has read the same.  All of it only ever grows at the end or is
cut there, so a length is a savepoint.  Whole stretches leave the middle between turns
(`omni_core.omni.eviction`), which ends all savepoints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omni_core.conversation import EngineError
from omni_core.talker.track import DualTrack
from omni_core.thinker.model import Thinker
from omni_core.transformer.kv_cache import KvCache

StretchKind = Literal["system", "text", "media", "reply"]

FIRST_ROOM = 2048
"""Tokens whose ids there is room for at first; it doubles."""


@dataclass(frozen=True, slots=True)
class Place:
    """What tokens belong to: a kind of a turn, and for media which span of the conversation."""

    kind: StretchKind
    turn: int
    span: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the context that is kept or dropped as a whole: tokens start .. end."""

    place: Place
    start: int
    end: int

    @property
    def size(self) -> int:
        """Its tokens."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class ContextUse:
    """How full a context is, in tokens, and how many were dropped to make room."""

    used: int
    limit: int
    dropped: int


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """More to read: ids [n] at positions [3, n]; embeds [n, hidden] where they are not text."""

    place: Place
    ids: Sequence[int]
    positions: NDArray[np.int64]
    embeds: Tensor | None = None


class Context:
    """The ids, positions and keys of one conversation; `limit` tokens at most."""

    def __init__(
        self, thinker: Thinker, cache: KvCache, limit: int, track: DualTrack | None = None
    ) -> None:
        """track: of the Talker, where there is one."""
        self.limit = limit
        self.cache = cache
        self.track = track
        self.stretches: list[Stretch] = []
        self._model = thinker.model
        self._ids = np.zeros(FIRST_ROOM, np.int64)
        self._positions = np.zeros((3, FIRST_ROOM), np.int64)

    def __len__(self) -> int:
        return self.cache.length

    @property
    def ids(self) -> NDArray[np.int64]:
        """Token ids, [n]; a view."""
        return self._ids[: len(self)]

    def arrays(self, length: int) -> dict[str, NDArray[np.generic]]:
        """Copies of the first `length` tokens' ids, [n], and TMRoPE positions, [3, n]."""
        return {
            "prompt_ids": self._ids[:length].copy(),
            "position_ids": self._positions[:, :length].copy(),
        }

    @property
    def room(self) -> int:
        """Tokens that still fit."""
        return self.limit - len(self)

    def cut(self, length: int) -> None:
        """Forget everything from token `length` on."""
        self.cache.truncate(length)
        if self.track is not None:
            self.track.cut(length)
        while self.stretches and self.stretches[-1].end > length:
            last = self.stretches.pop()
            if last.start < length:
                self.stretches.append(replace(last, end=length))

    def extend(self, pieces: Sequence[Piece]) -> Tensor:
        """Read more; the Talker reads it with the next `catch_up`, or when it begins to speak.

        Returns: the Thinker's states after its final norm, [n, hidden].
        Raises: EngineError("input") if it does not fit.
        """
        size = sum(len(piece.ids) for piece in pieces)
        if size > self.room:
            raise EngineError(
                "input",
                f"This is more than the {self.limit} tokens this conversation can hold at once; "
                "say it in shorter turns or start a new conversation.",
            )
        with torch.inference_mode():
            rows = [self._embeds(piece) for piece in pieces]
            embeds = torch.cat(rows)
            positions = np.concatenate([piece.positions for piece in pieces], axis=1)
            at = torch.from_numpy(positions).to(embeds.device)
            states = self._model(embeds, at, self.cache)
            if self.track is not None:
                # Of sound and pictures the Talker is given what the Thinker made of them alone.
                words = [
                    row if piece.embeds is None else torch.zeros_like(row)
                    for piece, row in zip(pieces, rows, strict=True)
                ]
                self.track.add(torch.cat(words) + states, at)
        self._reserve()
        start = len(self) - size
        for piece in pieces:
            self._note(piece, start)
            start += len(piece.ids)
        return states

    def catch_up(self) -> None:
        """Let the Talker read what it has not yet."""
        if self.track is not None:
            self.track.catch_up()

    def note(self, piece: Piece) -> None:
        """Write down a piece whose keys are the cache's last: what a decode step has read."""
        self._reserve()
        self._note(piece, len(self) - len(piece.ids))

    def spoken(self, text: Sequence[Tensor]) -> None:
        """The last tokens were a reply: the Talker is to read them as text, [hidden] each."""
        if self.track is not None and text:
            at = torch.from_numpy(self._positions[:, len(self) - len(text) : len(self)].copy())
            self.track.add(torch.stack(tuple(text)), at.to(text[0].device))

    def _embeds(self, piece: Piece) -> Tensor:
        if piece.embeds is not None:
            return piece.embeds
        device = self._model.norm.weight.device
        return self._model.embed(torch.tensor(piece.ids, dtype=torch.int64, device=device))

    def _reserve(self) -> None:
        known, needed = self._ids.size, len(self)
        if needed > known:
            more = max(needed, 2 * known) - known
            self._ids = np.concatenate((self._ids, np.zeros(more, np.int64)))
            self._positions = np.concatenate((self._positions, np.zeros((3, more), np.int64)), 1)

    def _note(self, piece: Piece, start: int) -> None:
        end = start + len(piece.ids)
        self._ids[start:end] = piece.ids
        self._positions[:, start:end] = piece.positions
        last = self.stretches[-1] if self.stretches else None
        if last is not None and last.place == piece.place:
            self.stretches[-1] = replace(last, end=end)
        elif end > start:
            self.stretches.append(Stretch(piece.place, start, end))

    def keep(self, stretches: Sequence[Stretch]) -> None:
        """Drop everything but these stretches; kept keys keep the rotation they were made with."""
        ranges = [(stretch.start, stretch.end) for stretch in stretches]
        kept = np.concatenate([np.arange(*bounds) for bounds in ranges])
        self._ids[: kept.size] = self._ids[kept]
        self._positions[:, : kept.size] = self._positions[:, kept]
        self.cache.keep(ranges)
        if self.track is not None:
            self.track.keep(ranges)
        self.stretches, end = [], 0
        for stretch in stretches:
            start, end = end, end + stretch.size
            self.stretches.append(replace(stretch, start=start, end=end))

    def free(self) -> None:
        """Give the memory back."""
        self.cache.free()
        if self.track is not None:
            self.track.free()
        self.stretches.clear()
