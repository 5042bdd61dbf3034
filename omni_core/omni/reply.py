"""One reply being written and spoken: token after token, code after code, in lock step.

The Thinker chooses a token and reads it back; beside that state the Talker says one code.  So the
first code comes as soon as the first token is read, and neither runs ahead of the other.  When
the text is over the Talker goes on alone, and when speech is over the Thinker does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from omni_core.conversation import Cancel, DoneReason, TextDelta
from omni_core.omni.context import Context, Piece, Place
from omni_core.omni.written import Code, CodesDone, Sounds, Written
from omni_core.perception.positions import Positions
from omni_core.talker.utterance import Utterance
from omni_core.thinker.model import Thinker
from omni_core.thinker.tokenizer import TextStream, Tokenizer
from omni_core.transformer.decode_step import DecodeStep, FixedStep
from omni_core.transformer.sampling import Sampler

ROOM_TO_CLOSE = 8
"""Tokens left free in a full context, for the end of the turn and the beginning of the next."""


class Reply:
    """A reply, as far as it is written.

    ids: its tokens, without the one that ended it.  read: how many of them the context holds.
    said: whether any text came of it.  states: the Thinker's states, [hidden] each: what the first
    token was chosen from, then that of each token read.  text: what the Talker knows of each
    token read, [hidden] each; empty where nobody speaks.  codes: of its speech.
    sounds: what they sounded like, where that is kept.
    reason: why it ended.  stats: those that docs/architecture.md lists.
    """

    def __init__(self, place: Place, longest: int) -> None:
        """A reply of `longest` tokens at most; its clock starts now, when the turn ends."""
        self._place = place
        self._longest = longest
        self._clock = time.monotonic
        self._started = self._clock()
        self._text_ended: DoneReason = "cancelled"
        self.ids: list[int] = []
        self.read = 0
        self.said = False
        self.states: list[Tensor] = []
        self.text: list[Tensor] = []
        self.codes: list[int] = []
        self.sounds: Sounds | None = None
        self.reason: DoneReason = "cancelled"
        self.stats: dict[str, float] = {}

    def passed(self, name: str) -> None:
        """Note the seconds since the end of the turn, the first time `name` happens."""
        self.stats.setdefault(name, self._clock() - self._started)

    def sounded(self) -> None:
        """Note that more sound is there: when the first was, and when the last."""
        self.passed("first_sound_s")
        self.stats["last_sound_s"] = self._clock() - self._started

    @contextmanager
    def _during(self, name: str) -> Iterator[None]:
        """Add the seconds that the block takes.

        On CUDA work goes on behind the call, until the next token or code is chosen: there the sum
        of the Thinker's and the Talker's is right, and how it is shared out is not.
        """
        started = self._clock()
        try:
            yield
        finally:
            self.stats[name] = self.stats.get(name, 0.0) + self._clock() - started

    def write(
        self,
        decoding: Decoding,
        state: Tensor,
        positions: Positions,
        utterance: Utterance | None,
        cancel: Cancel,
    ) -> Iterator[Written]:
        """Write and speak until both are over, or it is cancelled.

        state: of the last token before it, [hidden].  positions: of its first token.
        utterance: says it; None: nobody does.
        """
        for written in self._write(decoding, state, positions, utterance is not None, cancel):
            if isinstance(written, TextDelta):
                yield written
            elif utterance is not None and not cancel.is_set:
                yield from self._say(utterance, written)
        while utterance is not None and not utterance.done and self._text_ended != "cancelled":
            if cancel.is_set:
                return
            yield from self._say(utterance, None)
        self.reason = self._text_ended

    def _write(
        self, decoding: Decoding, state: Tensor, positions: Positions, spoken: bool, cancel: Cancel
    ) -> Iterator[TextDelta | Tensor]:
        """Choose and read tokens until one ends the reply or it is the longest.

        Yields its text, and where it is spoken what the Talker is to say, token by token.  What is
        not read cannot be said: a spoken reply's last token is read too, as long as it fits.
        """
        with self._during("thinker_s"):
            logits = decoding.thinker.logits(state)
        self.states.append(state.clone())
        stream = TextStream(decoding.tokenizer)
        while not cancel.is_set:
            with self._during("thinker_s"):
                token = decoding.choose(logits)
            self.passed("first_token_s")
            if token in decoding.sampler.settings.stop:
                self._text_ended = "end"
                break
            self.ids.append(token)
            if piece := stream.push(token):
                self.said = True
                yield TextDelta(piece)
            room = decoding.context.room
            is_last = len(self.ids) == self._longest or room <= ROOM_TO_CLOSE
            if is_last:
                self._text_ended = "length"
            if cancel.is_set or (is_last and not (spoken and room)):
                break
            positions, at = positions.text(1)
            with self._during("thinker_s"):
                row, state, logits = decoding.read(token, int(at[0, 0]))
            decoding.context.note(Piece(self._place, [token], at))
            self.read += 1
            self.states.append(state.clone())
            if spoken:
                self.text.append(row + state)
                yield self.text[-1]
            if is_last:
                break
        self.passed("text_s")
        self.stats["tokens"] = len(self.ids)

    def _say(self, utterance: Utterance, text: Tensor | None) -> Iterator[Code | CodesDone]:
        """One step of the Talker; nothing once speech is over."""
        if utterance.done:
            return
        with self._during("talker_s"):
            code = utterance.say(text)
        if code is not None:
            self.codes.append(code)
            self.passed("first_code_s")
            yield Code(code, alone=text is None)
        if utterance.done:
            self.passed("codes_s")
            self.stats["codes"] = len(self.codes)
            yield CodesDone()


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

    def read(self, token: int, position: int) -> tuple[Tensor, Tensor, Tensor]:
        """Read a token back; its embedding and state, [hidden] each, and the scores of the next."""
        model = self.thinker.model
        row = model.embed(torch.tensor([token], device=model.norm.weight.device))
        state, logits = self.step(row, position)
        return row[0], state, logits


def new_generator(seed: int | None) -> torch.Generator:
    """On the CPU, so that the same seed draws the same tokens on any device."""
    generator = torch.Generator()
    if seed is None:
        generator.seed()
    else:
        generator.manual_seed(seed)
    return generator
