"""From the end of somebody's words to the first sound of the answer, as a sum of its parts.

The same parts in two ways: as the design foresees them from what a step of each network costs
(`Costs`), and as a reply that was given took them (`measured`).  All in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

FIRST_CODES = 24
"""Codes that the first packet waits for: a block of twelve, and the one it looks ahead at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is computed between the end of a turn and the first packet of sound, in this order.

    reading: what was not read yet, two seconds of sound and a pair of frames at most; encoding it
    counts.  codes: the Thinker and the Talker until the first codes are there.  diffusion: their
    mel.  vocoder: its sound.
    """

    reading: float
    codes: float
    diffusion: float
    vocoder: float

    @property
    def together(self) -> float:
        """Their sum, for each waits for the one before."""
        return sum(getattr(self, part.name) for part in fields(self))


@dataclass(frozen=True, slots=True)
class Costs:
    """What one of each takes on a machine.

    reading: to encode and read what may be left of a turn.  thinker_step, talker_step: of one
    token, and of one code, the choice of it included.  evaluation: of the diffusion transformer
    over two blocks.  evaluations: that the solver wants.  vocoder: for the first packet.
    """

    reading: float
    thinker_step: float
    talker_step: float
    evaluation: float
    evaluations: int
    vocoder: float

    def parts(self) -> Parts:
        """As the design foresees them: one code a token, and one block pair."""
        return Parts(
            reading=self.reading,
            codes=FIRST_CODES * (self.thinker_step + self.talker_step),
            diffusion=self.evaluations * self.evaluation,
            vocoder=self.vocoder,
        )


def measured(stats: Mapping[str, float]) -> Parts | None:
    """The parts of a reply that was given, from its `ReplyDone.stats`; None if nothing sounded.

    What the threads waited for each other is in `codes`.
    """
    if "first_sound_s" not in stats:
        return None
    reading = stats["read_s"]
    diffusion, vocoder = stats["first_packet_diffusion_s"], stats["first_packet_vocoder_s"]
    return Parts(
        reading=reading,
        codes=max(0.0, stats["first_sound_s"] - reading - diffusion - vocoder),
        diffusion=diffusion,
        vocoder=vocoder,
    )


def from_last_voiced(parts: Parts, silence: float, confirmation: float = 0.0) -> float:
    """Seconds from the last voiced sample to the first packet.

    silence: before a reply is begun on trial.  confirmation: from the last voiced sample until it
    is sure that the turn is over; a packet that is ready sooner is held back.
    """
    return max(silence + parts.together, confirmation)
