"""One reply's mel, as its codes come."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from omni_core.conversation import Cancel, StateError
from omni_core.speech.block_decoder import BlockDecoder, LeftContexts
from omni_core.speech.conditioning import Voice
from omni_core.speech.noise import Noise
from omni_core.speech.ode import Solver
from omni_core.speech.schedule import Schedule, Window, next_window


class MelStream:
    """Takes codes in pieces of any size and hands out mel in chunks of blocks.

    The chunk is free to change from one `decode` to the next; the solver is not, because what a
    window remembers of the last one belongs to the evaluations of one solver.

    blocks_done: blocks handed out.  blocks_computed: blocks that were computed for them, each in
    every evaluation of its window.  evaluations: of the network, over all windows.
    """

    def __init__(
        self,
        decoder: BlockDecoder,
        voice: Voice,
        noise: Noise,
        solver: Solver,
        schedule: Schedule = Schedule.CACHED,
    ) -> None:
        self._decoder = decoder
        self._voice = voice
        self._noise = noise
        self._solver = solver
        self._schedule = schedule
        self._contexts: LeftContexts | None = None
        if schedule is Schedule.CACHED:
            self._contexts = decoder.empty_contexts(solver.evaluations)
        self.reset()

    def reset(self) -> None:
        """Begin the next reply: no codes, frame 0, nothing to look back at."""
        self._codes: list[int] = []
        self._finished = False
        self._broken = False
        self.blocks_done = 0
        self.blocks_computed = 0
        self.evaluations = 0

    def push(self, codes: Sequence[int]) -> None:
        """Add the next codes of the reply.

        Raises: StateError after `finish`.
        """
        if self._finished:
            raise StateError("The reply's speech has ended; reset the stream for the next one.")
        self._codes.extend(codes)

    def finish(self) -> None:
        """Say that no more codes come; may be called twice."""
        self._finished = True

    @property
    def codes(self) -> int:
        """Codes of the reply so far."""
        return len(self._codes)

    @property
    def blocks_left(self) -> int:
        """Blocks that are known and not handed out yet.

        Before the end whole blocks alone, the one that is only looked at among them.
        """
        whole = len(self._codes) // self._decoder.codes_per_block
        known = self._decoder.blocks(len(self._codes)) if self._finished else whole
        return known - self.blocks_done

    def ready(self, chunk: int) -> bool:
        """Whether `decode(chunk)` would hand out mel."""
        return self._window(chunk) is not None

    def decode(self, chunk: int, cancel: Cancel | None = None) -> Tensor | None:
        """The mel of the next `chunk` blocks, float32 [frames, mel_bins]; at the end fewer.

        None while codes are missing for it, the block to look ahead at included, and after the
        end.

        Raises: StateError after a decoding that did not come to its end, until `reset`;
            DecodingCancelledError; ValueError for a chunk of no blocks.
        """
        if self._broken:
            raise StateError("The reply's speech was stopped midway; reset the stream first.")
        window = self._window(chunk)
        if window is None:
            return None
        self._broken = True
        mel = self._decoder.solve(
            window,
            self._codes,
            self._voice,
            self._noise,
            self._solver,
            self._contexts,
            cancel,
        )
        self._broken = False
        self.blocks_done = window.own_stop
        self.blocks_computed += window.blocks
        self.evaluations += self._solver.evaluations
        return mel

    def _window(self, chunk: int) -> Window | None:
        if chunk < 1:
            raise ValueError("A chunk has one block at least.")
        known = self.blocks_done + self.blocks_left
        return next_window(self._schedule, self.blocks_done, known, self._finished, chunk)
