"""The chat template as token ids: what stands around the words of each turn.

It follows the official template and vLLM's and ms-swift's own (docs/prompt.md names and compares
them): every turn is `<|im_start|>ROLE`, a line break, the words, `<|im_end|>`, a line break; media
stand where they came.
"""

from __future__ import annotations

from omni_core.checkpoint.config import MediaTokens
from omni_core.thinker.tokenizer import Tokenizer

OFFICIAL_SYSTEM = (
    "You are Qwen, a virtual human developed by the Qwen Team, Alibaba Group, capable of "
    "perceiving auditory and visual inputs, as well as generating text and speech."
)
"""The Talker was trained with exactly this; with any other, speech may fail (official README)."""

ACCEPTED = "Sure, I got it."
"""What the official README has the model answer to who it is to be."""


class Template:
    """The fixed ids of one checkpoint's template.

    user_open, user_close, reply_close: what stands before and behind the person's words, up to
    where the reply begins, and behind the reply.
    """

    def __init__(self, tokenizer: Tokenizer, tokens: MediaTokens) -> None:
        self._tokenizer = tokenizer
        self._start, self._end = tokens.turn_start, tokens.turn_end
        self._newline = tokenizer.encode("\n")
        self.user_open = self._open("user")
        self.reply_close = [self._end, *self._newline]
        self.user_close = [*self.reply_close, *self._open("assistant")]

    def system(self, persona: str) -> list[int]:
        """The system turn, and behind it a persona, told and accepted as the official README does.

        Speech needs the system turn to be the official sentence and nothing else.
        """
        words = self._tokenizer.encode(OFFICIAL_SYSTEM)
        system = [*self._open("system"), *words, *self.reply_close]
        if not persona.strip():
            return system
        return [*system, *self.user_turn(persona.strip()), *self.reply(ACCEPTED)]

    def user_turn(self, words: str) -> list[int]:
        """A whole turn of an earlier conversation, up to where its reply begins."""
        return [*self.user_open, *self._tokenizer.encode(words), *self.user_close]

    def reply(self, words: str) -> list[int]:
        """Its reply, to the end of the turn."""
        return [*self._tokenizer.encode(words), *self.reply_close]

    def _open(self, role: str) -> list[int]:
        return [self._start, *self._tokenizer.encode(role), *self._newline]
