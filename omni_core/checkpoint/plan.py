"""How much memory a checkpoint will take, worked out without loading it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import psutil
import torch

from omni_core.checkpoint import layout
from omni_core.checkpoint.config import DecoderConfig
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import PARTS, tensors_of
from omni_core.conversation import EngineError

SPEAKING = (layout.TALKER, layout.DIT, layout.VOCODER)

SPEECH_BYTES = 4
"""The diffusion transformer and the vocoder stay in float32."""

FIRST_CACHE = 2048
"""Tokens of the first cache; it doubles (omni_core.transformer.kv_cache)."""

LONGEST_SPEECH = 4098
"""Codes behind a full context, and the two tokens that begin them (omni_core.omni.voice)."""

CHUNK = 1024
"""Tokens read at once (omni_core.transformer.decoder)."""


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Bytes on the device.

    parts: of the weights, by what their names begin with.  context: tokens.  cache: keys and
    values of them all in the Thinker, talker_cache: in the Talker, with the longest speech behind.
    first_cache: of both at the beginning of a conversation.  activations: while a chunk of a
    prompt is read.
    """

    parts: dict[str, int]
    context: int
    cache: int
    talker_cache: int
    first_cache: int
    activations: int

    @property
    def weights(self) -> int:
        """All parts."""
        return sum(self.parts.values())

    @property
    def speech(self) -> int:
        """Of a full context, what an answer in text can do without."""
        return sum(self.parts[part] for part in SPEAKING) + self.talker_cache

    @property
    def peak(self) -> int:
        """Of a full context."""
        return self.weights + self.cache + self.talker_cache + self.activations

    @property
    def peak_at_first(self) -> int:
        """Of a conversation that has just begun."""
        return self.weights + self.first_cache + self.activations


def plan(
    folder: Path, dtype: torch.dtype, context: int | None = None, speaks: bool = True
) -> MemoryPlan:
    """What the checkpoint in `folder` takes with numbers of `dtype`.

    context: tokens a conversation may hold; None takes all it was trained for.  speaks: whether
    the parts that speak are loaded.
    Raises: CheckpointError; EngineError("input") for a context it was not trained for.
    """
    config = read_config(folder)
    decoder = config.thinker.decoder
    limit = decoder.max_positions if context is None else context
    if not 0 < limit <= decoder.max_positions:
        raise EngineError(
            "input", f"The context must lie between 1 and {decoder.max_positions} tokens."
        )
    size = dtype.itemsize
    parts: dict[str, int] = dict.fromkeys(PARTS, 0)
    for name, shape in tensors_of(config).items():
        part = next(part for part in PARTS if name.startswith(part))
        if not speaks and part in SPEAKING:
            continue
        wide = part in (layout.DIT, layout.VOCODER)
        parts[part] += math.prod(shape) * (SPEECH_BYTES if wide else size)
    talker = config.talker.decoder if speaks and config.talker is not None else None
    first, most = min(limit, FIRST_CACHE), limit + LONGEST_SPEECH
    return MemoryPlan(
        parts=parts,
        context=limit,
        cache=cache_bytes(decoder, limit, size),
        talker_cache=0 if talker is None else cache_bytes(talker, most, size),
        first_cache=cache_bytes(decoder, first, size)
        + (0 if talker is None else cache_bytes(talker, FIRST_CACHE, size)),
        activations=max(
            _activations(network, min(limit, CHUNK), size)
            for network in (decoder, talker)
            if network is not None
        ),
    )


def cache_bytes(config: DecoderConfig, tokens: int, size: int) -> int:
    """Keys and values of so many tokens, `size` bytes a number."""
    return 2 * config.num_layers * config.num_kv_heads * config.head_dim * tokens * size


def _activations(decoder: DecoderConfig, tokens: int, size: int) -> int:
    """The widest moment of a chunk: the MLP's gate and up beside the states they come from.

    The scores of one token are in float32.
    """
    mlp = tokens * (3 * decoder.intermediate_size + 3 * decoder.hidden_size) * size
    return mlp + decoder.vocab_size * torch.float32.itemsize


def check_room(needed: int, device: torch.device) -> None:
    """Refuse what cannot fit.

    Raises: EngineError("memory") if the device has fewer than `needed` bytes free.
    """
    where, instead = "", "a smaller model or a smaller number format"
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        where, instead = " on the graphics card", f"{instead}, or the device cpu"
    else:
        free = psutil.virtual_memory().available
    if needed > free:
        raise EngineError(
            "memory",
            f"This model needs {needed / 1e9:.1f} GB of memory{where} and {free / 1e9:.1f} GB are "
            f"free; close other programs, or choose {instead}.",
        )
