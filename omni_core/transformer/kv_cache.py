"""The keys and values of one conversation, one decoder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

import torch
from torch import Tensor

from omni_core.checkpoint.config import DecoderConfig

FIRST_ROOM = 2048
"""Tokens the first allocation holds; it doubles from there, up to the limit."""


class KvCache:
    """Keys, already rotated, and values of the tokens read so far.

    A layer has [kv_heads, length, head_dim] of each.  Only ever appended to and cut at the end,
    so a length is a savepoint.

    generation: counts the times its memory was another one.
    """

    def __init__(
        self, config: DecoderConfig, device: torch.device, dtype: torch.dtype, limit: int
    ) -> None:
        """Room for at most `limit` tokens; memory is taken as it is needed."""
        self.limit = limit
        self.length = 0
        self.generation = 0
        self._shape = (config.num_layers, config.num_kv_heads, config.head_dim)
        self._device, self._dtype = device, dtype
        self.keys, self.values = self._empty(0), self._empty(0)

    @property
    def room(self) -> int:
        """Tokens that memory is allocated for."""
        return self.keys.shape[2]

    def reserve(self, tokens: int) -> None:
        """Make room for `tokens` more.

        Raises: ValueError beyond the limit: whoever appends knows what to say about it.
        """
        needed = self.length + tokens
        if needed > self.limit:
            raise ValueError(f"{needed} tokens do not fit into a cache of {self.limit}.")
        if needed <= self.room:
            return
        room = max(FIRST_ROOM, self.room)
        while room < needed:
            room *= 2
        self.generation += 1
        # One tensor at a time: at most one and a half times the memory is held while growing.
        self.keys = self._grown(self.keys, min(room, self.limit))
        self.values = self._grown(self.values, min(room, self.limit))

    def append(self, layer: int, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Write [kv_heads, n, head_dim] behind the known tokens of a layer, and return all.

        The tokens count as known once every layer has them and `advance` was called.
        """
        end = self.length + keys.shape[1]
        self.keys[layer, :, self.length : end] = keys
        self.values[layer, :, self.length : end] = values
        return self.keys[layer, :, :end], self.values[layer, :, :end]

    def mask(self, tokens: int) -> Tensor | None:
        """Who sees whom when `tokens` are appended: bool [tokens, length + tokens], or None: all.

        True where a token may look: at everything before it and at itself.
        """
        if tokens == 1:
            return None
        shape = (tokens, self.length + tokens)
        return torch.ones(shape, dtype=torch.bool, device=self._device).tril(self.length)

    def advance(self, tokens: int) -> None:
        """The last `tokens` appended are now known."""
        self.length += tokens

    def truncate(self, length: int) -> None:
        """Forget everything from token `length` on, in constant time."""
        if not 0 <= length <= self.length:
            raise ValueError(f"A cache of {self.length} tokens cannot be cut to {length}.")
        self.length = length

    @torch.inference_mode()
    def keep(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Keep only these ascending ranges (start, end), closed up; keys stay rotated as made."""
        bounds = [0, *chain.from_iterable(ranges), self.length]
        if any(later < earlier for earlier, later in pairwise(bounds)):
            raise ValueError("The ranges to keep must be ascending and within the cache.")
        end = 0
        for start, stop in ranges:
            size = stop - start
            for cache in (self.keys, self.values):
                # A copy first: source and target may overlap.
                cache[:, :, end : end + size] = cache[:, :, start:stop].clone()
            end += size
        self.length = end

    def free(self) -> None:
        """Give the memory back."""
        self.length = 0
        self.generation += 1
        self.keys, self.values = self._empty(0), self._empty(0)

    @torch.inference_mode()
    def _empty(self, room: int) -> Tensor:
        layers, heads, width = self._shape
        shape = (layers, heads, room, width)
        # Zeros, since a fixed window also multiplies what is not written yet; on a CPU they cost
        # nothing until they are touched.
        return torch.zeros(shape, device=self._device, dtype=self._dtype)

    @torch.inference_mode()
    def _grown(self, old: Tensor, room: int) -> Tensor:
        new = self._empty(room)
        new[:, :, : self.length] = old[:, :, : self.length]
        return new
