"""One input in, the scores of the next token out: the step that a reply repeats.

On a CPU it runs over the conversation's growing cache.  On a CUDA device every launch costs more
than the arithmetic of a small layer, so there the step runs over a fixed window of the cache and
is captured as one CUDA graph a window length; what changes between steps are three buffers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from omni_core.transformer.decoder import Decoder
from omni_core.transformer.kv_cache import KvCache

WINDOW = 2048
"""The shortest fixed window, in tokens; longer ones double it."""

WARM_UP_STEPS = 2
"""Runs before a capture, so that libraries have chosen their kernels and taken their memory."""


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


class FixedPast:
    """A window of fixed length over a cache; where to write is a tensor, as a capture needs."""

    def __init__(self, cache: KvCache, window: int, end: Tensor) -> None:
        self._keys = cache.keys[:, :, :window]
        self._values = cache.values[:, :, :window]
        self._end = end
        self._places = torch.arange(window, device=end.device)

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
    """What a captured step reads and writes."""

    row: Tensor
    position: Tensor
    end: Tensor
    state: Tensor
    logits: Tensor


class FixedStep:
    """The step over a fixed window; `captured` makes it a CUDA graph.

    A graph holds the cache's addresses, so it lasts until the cache grows.
    """

    def __init__(self, network: Network, cache: KvCache, captured: bool) -> None:
        self._network = network
        self._cache = cache
        self._captured = captured
        self._graphs: dict[int, torch.cuda.CUDAGraph] = {}
        self._pasts: dict[int, FixedPast] = {}
        self._made_for = cache.keys
        model = network.model
        like = model.norm.weight
        one = torch.zeros(1, dtype=torch.int64, device=like.device)
        self._buffers = _Buffers(
            row=like.new_zeros(1, model.config.hidden_size),
            position=one.repeat(3, 1),
            end=one,
            state=like.new_zeros(model.config.hidden_size),
            logits=like.new_zeros(model.config.vocab_size),
        )

    @torch.inference_mode()
    def __call__(self, row: Tensor, position: int) -> tuple[Tensor, Tensor]:
        """See `DecodeStep`; the tensors returned are overwritten by the next step."""
        cache, buffers = self._cache, self._buffers
        cache.reserve(1)
        if cache.keys is not self._made_for:
            self._graphs.clear()
            self._pasts.clear()
            self._made_for = cache.keys
        window = WINDOW
        while window < cache.length + 1:
            window *= 2
        window = min(window, cache.room)
        buffers.row.copy_(row)
        buffers.position.fill_(position)
        buffers.end.fill_(cache.length)
        if window not in self._pasts:
            self._pasts[window] = FixedPast(cache, window, buffers.end)
        if self._captured:
            self._replay(window)
        else:
            self._run(window)
        cache.advance(1)
        return buffers.state, buffers.logits

    def _run(self, window: int) -> None:
        buffers = self._buffers
        states = self._network.model.run(buffers.row, buffers.position, self._pasts[window])
        buffers.state.copy_(states[0])
        buffers.logits.copy_(self._network.logits(states)[0])

    def _replay(self, window: int) -> None:
        if window not in self._graphs:
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                for _ in range(WARM_UP_STEPS):
                    self._run(window)
            torch.cuda.current_stream().wait_stream(side)
            graph = torch.cuda.CUDAGraph()
            # The speech thread works on meanwhile and may take memory, outside this capture.
            with torch.cuda.graph(graph, capture_error_mode="thread_local"):
                self._run(window)
            self._graphs[window] = graph
        self._graphs[window].replay()


def decode_step(network: Network, cache: KvCache) -> DecodeStep | FixedStep:
    """The quickest step for the device the network is on."""
    if network.model.norm.weight.device.type == "cuda":
        return FixedStep(network, cache, captured=True)
    return DecodeStep(network, cache)
