"""One reply being written: token after token, each read back as soon as it is chosen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from omni_core.conversation import Cancel, DoneReason, TextDelta
from omni_core.omni.context import Context, Piece, Place
from omni_core.perception.positions import Positions
from omni_core.thinker.model import Thinker
from omni_core.thinker.tokenizer import TextStream, Tokenizer
from omni_core.transformer.decode_step import DecodeStep, FixedStep
from omni_core.transformer.sampling import Sampler

ROOM_TO_CLOSE = 8
"""Tokens left free in a full context, for the end of the turn and the beginning of the next."""


class Reply:
    """A reply, as far as it is written.

    ids: its tokens, without the one that ended it.  read: how many of them the context holds.
    said: whether any text came of it.  states: the Thinker's state that each token was chosen
    from, [hidden] each.  reason: why it ended.  stats: see `omni_core.conversation.ReplyDone`.
    """

    def __init__(self, place: Place, longest: int) -> None:
        """A reply of `longest` tokens at most; its clock starts now, when the turn ends."""
        self._place = place
        self._longest = longest
        self._clock = time.monotonic
        self._started = self._clock()
        self.ids: list[int] = []
        self.read = 0
        self.said = False
        self.states: list[Tensor] = []
        self.reason: DoneReason = "cancelled"
        self.stats: dict[str, float] = {}

    def passed(self, name: str) -> None:
        """Note the seconds since the end of the turn, the first time `name` happens."""
        self.stats.setdefault(name, self._clock() - self._started)

    def write(
        self, decoding: Decoding, state: Tensor, positions: Positions, cancel: Cancel
    ) -> Iterator[TextDelta]:
        """Choose and read tokens until one ends the reply, it is the longest, or it is cancelled.

        state: of the last token before it, [hidden].  positions: of its first token.
        """
        logits = decoding.thinker.logits(state)
        stream = TextStream(decoding.tokenizer)
        while not cancel.is_set:
            token = decoding.choose(logits)
            self.states.append(state.clone())
            self.passed("first_token_s")
            if token in decoding.sampler.settings.stop:
                self.reason = "end"
                break
            self.ids.append(token)
            if piece := stream.push(token):
                self.said = True
                yield TextDelta(piece)
            if len(self.ids) == self._longest or decoding.context.room <= ROOM_TO_CLOSE:
                self.reason = "length"
                break
            if cancel.is_set:
                break
            positions, at = positions.text(1)
            state, logits = decoding.step(token, int(at[0, 0]))
            decoding.context.note(Piece(self._place, [token], at))
            self.read += 1
        self.passed("text_s")
        self.stats["tokens"] = len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Decoding:
    """What a conversation writes its replies with."""

    thinker: Thinker
    tokenizer: Tokenizer
    context: Context
    step: DecodeStep | FixedStep
    sampler: Sampler
    generator: torch.Generator

    def choose(self, logits: Tensor) -> int:
        """The next token after all that the context holds."""
        seen = torch.from_numpy(self.context.ids).to(logits.device)
        return self.sampler.choose(logits, seen, self.generator)


def new_generator(seed: int | None) -> torch.Generator:
    """On the CPU, so that the same seed draws the same tokens on any device."""
    generator = torch.Generator()
    if seed is None:
        generator.seed()
    else:
        generator.manual_seed(seed)
    return generator
