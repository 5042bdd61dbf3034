"""Text to token ids and back, with the checkpoint's own tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tokenizers
from tokenizers.decoders import DecodeStream

from omni_core.checkpoint.config import MediaTokens
from omni_core.checkpoint.errors import CheckpointError

FILE = "tokenizer.json"


class Tokenizer:
    """The official Qwen tokenizer; special tokens are named by id and never come from text."""

    def __init__(self, tokenizer: tokenizers.Tokenizer, tokens: MediaTokens) -> None:
        # What a person types stays text, even if it spells a special token.
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self._first_special = tokens.end_of_text

    @classmethod
    def open(cls, folder: Path, tokens: MediaTokens) -> Tokenizer:
        """Read the checkpoint's `tokenizer.json`.

        Raises: CheckpointError if it is missing, damaged or of another model.
        """
        file = folder / FILE
        if not file.exists():
            raise CheckpointError(file, "is missing; fetch the checkpoint again")
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(file))
        except Exception as error:
            raise CheckpointError(file, "is damaged; fetch it again") from error
        known = {
            "user": 872,
            "<|endoftext|>": tokens.end_of_text,
            "<|im_start|>": tokens.turn_start,
            "<|im_end|>": tokens.turn_end,
        }
        for word, token in known.items():
            if tokenizer.token_to_id(word) != token:
                raise CheckpointError(file, f"is not Qwen's: {word} is not token {token}")
        return cls(tokenizer, tokens)

    def encode(self, text: str) -> list[int]:
        """The ids of a person's text; none of them is special."""
        return self._tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids; special ones have none, and half a character is left out."""
        stream = TextStream(self)
        return "".join(stream.push(token) for token in ids)

    def spelled(self, ids: Sequence[int]) -> str:
        """The text of ids with the special ones by their names; for comparing, not for people."""
        return self._tokenizer.decode(list(ids), skip_special_tokens=False)

    def first_characters(self, ids: Sequence[int], count: int) -> tuple[list[int], str]:
        """A reply cut after `count` characters of its text.

        Returns: the most ids whose text is within them, and the text of the rest up to there.
        """
        stream = TextStream(self)
        text, kept, kept_length = "", 0, 0
        for place, token in enumerate(ids):
            text += stream.push(token)
            if len(text) > count:
                break
            if not stream.holds_back:
                kept, kept_length = place + 1, len(text)
        return list(ids[:kept]), text[kept_length:count]

    def is_text(self, token: int) -> bool:
        """Whether a token has text; neither special nor made-up ones do."""
        return token < self._first_special

    def step(self, stream: DecodeStream, token: int) -> str | None:
        """The text that became whole by one more token of a stream."""
        return stream.step(self._tokenizer, token)


class TextStream:
    """Tokens one by one to pieces of text; a character that is not whole yet is held back."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._stream = DecodeStream(skip_special_tokens=True)
        self.holds_back = False

    def push(self, token: int) -> str:
        """The text that became whole by this token; often a word, at times nothing."""
        if not self._tokenizer.is_text(token):
            return ""
        piece = self._tokenizer.step(self._stream, token)
        self.holds_back = piece is None
        return piece or ""
