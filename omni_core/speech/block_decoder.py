"""Codes to mel by windows of blocks: what is shared by all replies.

A window is solved from its noise; nothing here changes but the left contexts that are handed in.
`mel_stream.py` keeps those, and a reply's codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from omni_core.checkpoint.config import DitConfig
from omni_core.conversation import Cancel
from omni_core.speech.conditioning import CodeTable, Voice
from omni_core.speech.dit import BRANCHES, look_back_layers
from omni_core.speech.noise import Noise
from omni_core.speech.ode import Solver
from omni_core.speech.schedule import Window
from omni_core.speech.step import LeftContext, Modulation, VelocityStep


class DecodingCancelledError(Exception):
    """The reply was cancelled between two evaluations; its stream has to be reset."""


@dataclass(frozen=True, slots=True, eq=False)
class LeftContexts:
    """A left context of every evaluation of a solver, written anew by each window.

    keys, values: [evaluations, look_back layers, 2, heads, block_size, head_dim].
    """

    keys: Tensor
    values: Tensor

    def of(self, evaluation: int) -> LeftContext:
        """What one evaluation sees; shares its memory."""
        return LeftContext(self.keys[evaluation], self.values[evaluation])

    def keep(self, evaluation: int, left: LeftContext) -> None:
        """Replace what one evaluation sees."""
        self.keys[evaluation].copy_(left.keys)
        self.values[evaluation].copy_(left.values)


class BlockDecoder:
    """Solves windows; immutable, so any number of conversations share it.

    modulations: of every solver by its name, one an evaluation.
    """

    def __init__(
        self,
        config: DitConfig,
        step: VelocityStep,
        codes: CodeTable,
        modulations: Mapping[str, Sequence[Modulation]],
    ) -> None:
        self.config = config
        self.codes_per_block = config.block_size // config.repeats
        self._step = step
        self._codes = codes
        self._modulations = modulations
        self._nothing = self.empty_contexts(1).of(0)

    def empty_contexts(self, evaluations: int) -> LeftContexts:
        """Zeros, where the network is."""
        config, rows = self.config, self._codes.rows
        shape = (
            evaluations,
            len(look_back_layers(config)),
            BRANCHES,
            config.num_heads,
            config.block_size,
            config.head_dim,
        )
        return LeftContexts(*(rows.new_zeros(shape) for _ in range(2)))

    def whole(
        self,
        codes: Sequence[int],
        voice: Voice,
        noise: Noise,
        solver: Solver,
        cancel: Cancel | None = None,
    ) -> Tensor:
        """A reply at once, as the reference decodes it: mel [len(codes) * repeats, mel_bins].

        Raises: DecodingCancelledError.
        """
        blocks = self.blocks(len(codes))
        if not blocks:
            return self._codes.rows.new_empty((0, self.config.mel_bins), dtype=torch.float32)
        return self.solve(Window(0, 0, blocks, blocks), codes, voice, noise, solver, None, cancel)

    def blocks(self, codes: int) -> int:
        """How many blocks this many codes fill, the last one perhaps in part."""
        return -(-codes // self.codes_per_block)

    @torch.inference_mode()
    def solve(
        self,
        window: Window,
        codes: Sequence[int],
        voice: Voice,
        noise: Noise,
        solver: Solver,
        contexts: LeftContexts | None,
        cancel: Cancel | None = None,
    ) -> Tensor:
        """The mel of a window's own blocks, float32 [frames, mel_bins], frames that exist alone.

        codes: of the whole reply so far.  contexts: of the block before the window, which become
            those of its last own block; None where nothing is remembered.
        Raises: DecodingCancelledError, which leaves `contexts` of no use.
        """
        size, repeats = self.config.block_size, self.config.repeats
        first, stop = window.first * size, window.stop * size
        there = min(len(codes) * repeats, stop)
        spoken = list(codes[first // repeats : there // repeats])
        spoken += [0] * ((stop - there) // repeats)
        condition = self._codes.condition(spoken, voice)
        device, dtype = condition.device, condition.dtype
        seen = torch.arange(first - size, stop) < there
        seen[:size] = contexts is not None and window.first > 0
        seen = seen.to(device)
        last_own = torch.tensor([window.own_stop - 1 - window.first], device=device)
        modulations = self._modulations[solver.name]

        def velocity(evaluation: int, mel: Tensor) -> Tensor:
            if cancel is not None and cancel.is_set:
                raise DecodingCancelledError
            past = self._nothing if contexts is None else contexts.of(evaluation)
            slope, left = self._step(
                mel.to(dtype), condition, modulations[evaluation], past, seen, last_own
            )
            if contexts is not None:
                contexts.keep(evaluation, left)
            return slope.to(torch.float32, copy=True)  # the next call may write over it

        mel = solver.integrate(velocity, noise.frames(first, stop).to(device))
        return mel[window.own * size - first : min(window.own_stop * size, there) - first]
