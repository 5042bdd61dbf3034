"""The voice of one conversation: it says its replies in codes, and lets them sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch

from omni_core.conversation import Cancel, Options
from omni_core.omni.sounding import Sounding
from omni_core.omni.spoken_text import Pace
from omni_core.omni.talking import CALL, Talking
from omni_core.perception.positions import Positions
from omni_core.talker.track import DualTrack
from omni_core.talker.utterance import Cues, Utterance
from omni_core.thinker.model import Thinker

SEEDS = 2**63
"""Seeds of replies wrap around here: torch's generator takes no larger ones."""


class Voice:
    """Speaks the replies of one conversation.

    Each reply has random numbers of its own, which its turn decides: a reply that is taken back and
    given again is spoken alike, and the words are those of a conversation without a voice.
    """

    def __init__(
        self, thinker: Thinker, talking: Talking, options: Options, limit: int, seed: int
    ) -> None:
        """limit: tokens of text.  seed: of all replies.

        Raises: KeyError for a voice that the checkpoint does not have.
        """
        config, sampling = talking.talker.config, talking.settings.sampling
        greedy = options.greedy
        self.name = talking.voices[0] if options.voice is None else options.voice
        self.speaker = speaker = talking.speakers[self.name]
        self.seed = seed
        self.track = DualTrack(talking.talker, talking.new_cache(limit))
        self._talking = talking
        self._speed, self._volume = options.speed, options.volume
        self._noise = talking.synthesis.noise(seed)
        self._pace = Pace()
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

    def sounding(self, sounded: Callable[[], None], keeps: bool, cancel: Cancel) -> Sounding:
        """A reply about to sound; see `Sounding` for `sounded` and `keeps`."""
        stream = self._talking.synthesis.stream(self.name, self._noise, self._speed)
        speech = self._talking.worker.begin(stream, cancel)
        return Sounding(speech, stream, self._pace, self._volume, sounded, keeps)

    def learn(self, sounding: Sounding) -> None:
        """A reply is over."""
        self._pace = sounding.pace
