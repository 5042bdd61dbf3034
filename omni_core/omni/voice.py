"""Speaking: what an engine has for it, and the Talker's side of one conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch

from omni_core.checkpoint.speakers import Speaker
from omni_core.perception.positions import Positions
from omni_core.talker.generation import CodeSettings
from omni_core.talker.model import Talker
from omni_core.talker.track import DualTrack
from omni_core.talker.utterance import Cues, Utterance
from omni_core.thinker.model import Thinker
from omni_core.transformer.kv_cache import KvCache

DEFAULT_SPEAKER = "Chelsie"
"""Who speaks where nobody was named: the default of the reference's `generate`."""

CALL = 2
"""Tokens that begin speech: the speaker's, and the reply's first."""

SEEDS = 2**63
"""How many seeds torch's generator takes."""


@dataclass(frozen=True, slots=True, eq=False)
class Talking:
    """What an engine speaks with, shared by its conversations."""

    talker: Talker
    settings: CodeSettings
    speakers: Mapping[str, Speaker]

    @property
    def voices(self) -> tuple[str, ...]:
        """The speakers' names, the default first."""
        return tuple(sorted(self.speakers, key=lambda name: name != DEFAULT_SPEAKER))

    def new_track(self, limit: int) -> DualTrack:
        """The Talker's side of a conversation of `limit` tokens: the longest speech fits behind."""
        weight = self.talker.model.norm.weight
        room = limit + CALL + self.settings.longest
        cache = KvCache(self.talker.config.decoder, weight.device, weight.dtype, room)
        return DualTrack(self.talker, cache)


class Voice:
    """Speaks the replies of one conversation.

    Each reply has random numbers of its own, which its turn decides: a reply that is taken back and
    given again is spoken alike, and the words are those of a conversation without a voice.
    """

    def __init__(
        self,
        thinker: Thinker,
        talking: Talking,
        speaker: Speaker,
        limit: int,
        greedy: bool,
        seed: int,
    ) -> None:
        """limit: tokens of text.  greedy: take the likeliest code always.  seed: of all replies."""
        config, sampling = talking.talker.config, talking.settings.sampling
        self.speaker = speaker
        self.seed = seed
        self.track = talking.new_track(limit)
        self._settings = replace(
            talking.settings, sampling=replace(sampling, greedy=sampling.greedy or greedy)
        )
        self._device = thinker.model.norm.weight.device
        cues = (speaker.token, config.text_end, config.text_pad)
        with torch.inference_mode():
            self._cues = Cues(*thinker.model.embed(torch.tensor(cues, device=self._device)))

    @property
    def longest(self) -> int:
        """Codes of one reply at most."""
        return self._settings.longest

    def utterance(self, turn: int, positions: Positions) -> Utterance:
        """The reply to this turn, about to be spoken.

        positions: behind the prompt.  The speaker's token and the reply's first go on from its
        last piece, codes from the largest position so far, as in the reference.
        """
        after, opening = positions.text(CALL)
        generator = torch.Generator().manual_seed((self.seed + turn) % SEEDS)
        return Utterance(
            self.track,
            self._settings,
            self._cues,
            torch.from_numpy(opening).to(self._device),
            after.reply().next,
            generator,
        )
