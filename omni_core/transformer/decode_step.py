"""One input in, the scores of the next token out: the step that a reply repeats.

On a CPU it runs over the conversation's growing cache.  On a CUDA device every launch costs more
than the arithmetic of a small layer, so there the step runs over a fixed window of the cache and
is captured as one CUDA graph a window length; what changes between steps are three buffers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import torch
from torch import Tensor

from omni_core.transformer.cuda_graph import Work, captured
from omni_core.transformer.decoder import Decoder
from omni_core.transformer.kv_cache import KvCache

WINDOW = 2048
"""The shortest fixed window, in tokens; longer ones double it."""

AHEAD = 1024
"""Tokens that a step is made ready for: the last sound and pictures of a turn, what closes it, and
a reply of 20 s in codes."""

Record = Callable[[Work], Work]
"""Makes of work over fixed tensors what repeats it."""


class Network(Protocol):
    """A decoder with a head: the Thinker, or the Talker."""

    model: Decoder

    def logits(self, states: Tensor) -> Tensor:
        """[..., hidden] to [..., vocab]."""
        ...


class DecodeStep:
    """The plain step, over the cache as it is."""

    def __init__(self, network: Network, cache: KvCache) -> None:
        self._network = network
        self._cache = cache

    @torch.inference_mode()
    def __call__(self, row: Tensor, position: int) -> tuple[Tensor, Tensor]:
        """Read one input of the decoder, [1, hidden], at `position` (the same on all three axes).

        Returns: its state after the final norm, [hidden], and the scores of the next, [vocab].
        """
        at = torch.full((3, 1), position, dtype=torch.int64, device=row.device)
        states = self._network.model(row, at, self._cache)
        return states[0], self._network.logits(states)[0]

    def make_ready(self) -> None:
        """There is nothing to prepare."""


class FixedPast:
    """A window of fixed length over a cache; where to write is a tensor, as a capture needs."""

    def __init__(self, cache: KvCache, places: Tensor, end: Tensor) -> None:
        """places: 0, 1, ... of the window, int64.  end: of the token to write, int64 [1]."""
        window = places.shape[0]
        self._keys = cache.keys[:, :, :window]
        self._values = cache.values[:, :, :window]
        self._end = end
        self._places = places

    def append(self, layer: int, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Write the one new token at the end; the whole window is returned, used or not."""
        self._keys[layer].index_copy_(1, self._end, keys)
        self._values[layer].index_copy_(1, self._end, values)
        return self._keys[layer], self._values[layer]

    def mask(self, tokens: int) -> Tensor:
        """The used part of the window, bool [1, window]."""
        return (self._places <= self._end).expand(tokens, -1)


@dataclass(slots=True)
class _Buffers:
    """What a captured step reads and writes, besides the cache.

    places: 0, 1, ... up to the cache's limit; every window has its first ones.
    """

    row: Tensor
    position: Tensor
    end: Tensor
    places: Tensor
    state: Tensor
    logits: Tensor


class FixedStep:
    """The step over a fixed window, recorded once a window length.

    What is recorded holds the cache's addresses and not its memory, so it lasts until the cache
    grows, and keeps nothing that was outgrown.
    """

    def __init__(self, network: Network, cache: KvCache, record: Record) -> None:
        """record: `cuda_graph.captured` on its device; in tests anything that does the work."""
        self._network = network
        self._cache = cache
        self._record = record
        self._recorded: dict[int, Work] = {}
        self._recorded_for = cache.generation
        model = network.model
        like = model.norm.weight
        one = torch.zeros(1, dtype=torch.int64, device=like.device)
        self._buffers = _Buffers(
            row=like.new_zeros(1, model.config.hidden_size),
            position=one.repeat(3, 1),
            end=one,
            places=torch.arange(cache.limit, device=like.device),
            state=like.new_zeros(model.config.hidden_size),
            logits=like.new_zeros(model.config.vocab_size),
        )

    @torch.inference_mode()
    def __call__(self, row: Tensor, position: int) -> tuple[Tensor, Tensor]:
        """See `DecodeStep`; the tensors returned are overwritten by the next step."""
        cache, buffers = self._cache, self._buffers
        cache.reserve(1)
        buffers.row.copy_(row)
        buffers.position.fill_(position)
        buffers.end.fill_(cache.length)
        self._of(cache.length + 1)()
        cache.advance(1)
        return buffers.state, buffers.logits

    @torch.inference_mode()
    def make_ready(self) -> None:
        """Record what the next step will need, so that no reply waits for it.

        A recording runs the step, which writes behind the end of what is known.
        """
        cache = self._cache
        tokens = min(AHEAD, cache.limit - cache.length)
        if tokens:
            cache.reserve(tokens)
            self._buffers.end.fill_(cache.length)
            for length in (cache.length + 1, cache.length + tokens):
                self._of(length)

    def _of(self, length: int) -> Work:
        """The recorded step over the shortest window that holds so many tokens."""
        cache = self._cache
        if cache.generation != self._recorded_for:
            self._recorded.clear()
            self._recorded_for = cache.generation
        window = WINDOW
        while window < length:
            window *= 2
        window = min(window, cache.room)
        if window not in self._recorded:
            past = FixedPast(cache, self._buffers.places[:window], self._buffers.end)
            self._recorded[window] = self._record(partial(self._run, past))
        return self._recorded[window]

    def _run(self, past: FixedPast) -> None:
        buffers = self._buffers
        states = self._network.model.run(buffers.row, buffers.position, past)
        buffers.state.copy_(states[0])
        buffers.logits.copy_(self._network.logits(states)[0])


def decode_step(network: Network, cache: KvCache) -> DecodeStep | FixedStep:
    """The quickest step for the device the network is on."""
    device = network.model.norm.weight.device
    if device.type == "cuda":
        return FixedStep(network, cache, partial(captured, device=device))
    return DecodeStep(network, cache)
