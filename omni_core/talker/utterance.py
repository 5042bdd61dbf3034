"""One reply being spoken: code after code, each beside the text of one token of the reply."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat

import torch
from torch import Tensor

from omni_core.talker.generation import CodeSettings
from omni_core.talker.track import DualTrack
from omni_core.transformer.sampling import Sampler


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The Thinker's embeddings that stand for no word of a reply, [width] each.

    speaker: calls the voice.  end: the text is over.  pad: there is none any more.
    """

    speaker: Tensor
    end: Tensor
    pad: Tensor


class Utterance:
    """The codes of one reply, in lock step with its text.

    codes: so far, without the one that ended them.  They may lie outside the codebook.
    done: whether there will be no more.
    """

    def __init__(
        self,
        track: DualTrack,
        settings: CodeSettings,
        cues: Cues,
        positions: Tensor,
        next_position: int,
        generator: torch.Generator,
    ) -> None:
        """Begins with the first `say`; the track must hold all text before the reply by then.

        positions: of the speaker's token and of the reply's first, int64 [3, 2].
        next_position: of the first code.
        """
        self._track = track
        self._sampler = Sampler(settings.sampling)
        self._longest = settings.longest
        self._cues = cues
        self._positions = positions
        self._position = next_position
        self._silence = chain((cues.end,), repeat(cues.pad))
        self._generator = generator
        # All that counts as chosen before, for the repetition penalty: the placeholders too.
        self._known = len(track.placeholders)
        self._seen = positions.new_empty(self._known + settings.longest)
        self._seen[: self._known] = positions.new_tensor(track.placeholders)
        self.codes: list[int] = []
        self.done = False

    def say(self, text: Tensor | None) -> int | None:
        """The next code, or None where speech ends.

        text: of the reply's next token, [width]; None once there is none left, and never to wait.
        A reply without a single token is not spoken.
        """
        if not self.codes:
            if text is None:
                self.done = True
                return None
            logits = self._track.begin(self._cues.speaker, text, self._positions)
        else:
            text = next(self._silence) if text is None else text
            logits = self._track.step(self.codes[-1], text, self._position)
            self._position += 1
        code = self._sampler.choose(logits, self._seen[: self._known], self._generator)
        if code in self._sampler.settings.stop:
            self.done = True
            return None
        self.codes.append(code)
        self._seen[self._known] = code
        self._known += 1
        self.done = len(self.codes) == self._longest
        return code
