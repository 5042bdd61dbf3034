"""The Talker's side of one conversation: it reads what the Thinker has read, and speaks behind it.

What was spoken never stays.  Behind each reply the Talker goes back to the end of the prompt and
reads the reply as the text it was, so that it knows later turns as the reference does.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from omni_core.talker.model import Talker
from omni_core.transformer.decode_step import decode_step
from omni_core.transformer.kv_cache import KvCache


class DualTrack:
    """Keys and values of the text so far, and of the codes of the reply being spoken.

    The text of a token is the Thinker's embedding and state of it, added; at sound and pictures
    the state alone.  Text waits until `catch_up` or `begin`, whichever is sooner.
    """

    def __init__(self, talker: Talker, cache: KvCache) -> None:
        """cache: with room for the longest prompt and the longest speech behind it."""
        self._talker = talker
        self._cache = cache
        self._step = decode_step(talker, cache)
        config, weight = talker.config, talker.model.norm.weight
        # What stands for text, for the speaker's token and for the reply's first one among codes.
        self.placeholders = (config.codec_mask, config.codec_pad, config.codec_start)
        self._opening = torch.tensor(self.placeholders[1:], device=weight.device)
        self._read = 0
        self._text = weight.new_zeros(0, config.embedding_size)
        self._positions = self._opening.new_zeros(3, 0)

    def __len__(self) -> int:
        """Tokens of text, those that wait included."""
        return self._read + self._text.shape[0]

    @torch.inference_mode()
    def add(self, text: Tensor, positions: Tensor) -> None:
        """The text of more tokens, [n, width], at the Thinker's positions, int64 [3, n]."""
        self._text = torch.cat((self._text, text))
        self._positions = torch.cat((self._positions, positions), dim=1)

    @torch.inference_mode()
    def catch_up(self) -> None:
        """Read the text that waits, and be ready to speak behind it."""
        self.end()
        if self._text.shape[0]:
            self._talker.model(self._talker.inputs(self._text), self._positions, self._cache)
            self._known(len(self))
        self._step.make_ready()

    @torch.inference_mode()
    def begin(self, speaker: Tensor, text: Tensor, positions: Tensor) -> Tensor:
        """Begin to speak a reply, behind all the text there is.

        speaker: the Thinker's embedding of the token that calls a voice, [width].  text: of the
        reply's first token, [width].  positions: of the two, int64 [3, 2].
        Returns: the scores of the first code, [vocab].
        """
        self.end()
        talker, length = self._talker, len(self)
        opening = torch.stack((speaker, text)) + talker.model.embed(self._opening)
        tracks = torch.cat((self._text, opening))
        at = torch.cat((self._positions, positions), dim=1)
        states = talker.model(talker.inputs(tracks), at, self._cache)
        self._known(length)
        return talker.logits(states[-1])

    @torch.inference_mode()
    def step(self, code: int, text: Tensor, position: int) -> Tensor:
        """Read back a code beside the next text, [width]; the scores of the code after it."""
        known = self._talker.model.embed(self._opening.new_tensor([code]))
        _, logits = self._step(self._talker.inputs(known + text), position)
        return logits

    def end(self) -> None:
        """Back to the end of the text; what was spoken is forgotten.  In constant time."""
        self._cache.truncate(self._read)

    def cut(self, length: int) -> None:
        """Forget everything from token `length` on."""
        self._read = min(self._read, length)
        self.end()
        waiting = max(0, length - self._read)
        self._text, self._positions = self._text[:waiting], self._positions[:, :waiting]

    def keep(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Keep only these ascending ranges (start, end); keys stay rotated as made."""
        self.catch_up()
        self._cache.keep(ranges)
        self._read = self._cache.length

    def free(self) -> None:
        """Give the memory back."""
        self._cache.free()
        self._known(0)

    def _known(self, length: int) -> None:
        """All text up to `length` is read, and none waits."""
        self._read = length
        self._text = self._text.new_zeros(0, self._text.shape[1])
        self._positions = self._positions.new_zeros(3, 0)
