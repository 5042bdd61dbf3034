"""What an engine speaks with: the Talker, the voices, and what turns codes into sound."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import torch

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.config_file import FILE
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.layout import TALKER
from omni_core.checkpoint.speakers import Speaker
from omni_core.checkpoint.weights import Weights
from omni_core.omni.speech_worker import SpeechWorker
from omni_core.speech.prepared import locate
from omni_core.speech.runtime import open_synthesis
from omni_core.speech.speech_stream import Synthesis
from omni_core.talker.generation import CodeSettings, read_code_settings
from omni_core.talker.model import Talker
from omni_core.transformer.kv_cache import KvCache

DEFAULT_SPEAKER = "Chelsie"
"""Who speaks where nobody was named: the default of the reference's `generate`."""

SPEECH_DTYPE = "fp32"
"""Of the graphs that speak: nobody has shown yet that half of it sounds as well."""

CALL = 2
"""Tokens that begin speech: the speaker's, and the reply's first."""


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """How an engine speaks.

    cache: the folder of prepared graphs, and of what was measured of this machine.
    solver: `rk4`, `midpoint` or `euler`; None for the best that this machine keeps up with.
    """

    cache: Path
    solver: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Talking:
    """What an engine speaks with, shared by its conversations."""

    talker: Talker
    settings: CodeSettings
    speakers: Mapping[str, Speaker]
    synthesis: Synthesis
    worker: SpeechWorker

    @property
    def voices(self) -> tuple[str, ...]:
        """The speakers' names, the default first."""
        return tuple(sorted(self.speakers, key=lambda name: name != DEFAULT_SPEAKER))

    def new_cache(self, limit: int) -> KvCache:
        """Empty, for a conversation of `limit` tokens with the longest speech behind them."""
        weight = self.talker.model.norm.weight
        room = limit + CALL + self.settings.longest
        return KvCache(self.talker.config.decoder, weight.device, weight.dtype, room)


def read_talking(
    weights: Weights,
    config: OmniConfig,
    speakers: Mapping[str, Speaker],
    device: torch.device,
    dtype: torch.dtype,
    options: SpeechOptions,
) -> Talking | None:
    """The parts that speak; None for a checkpoint that has none.

    Raises: CheckpointError.
    """
    if config.talker is None or config.dit is None or config.vocoder is None:
        return None
    cues, most = (config.talker.text_end, config.talker.text_pad), config.thinker.decoder.vocab_size
    if max(cues) >= most:
        raise CheckpointError(
            weights.folder / FILE,
            f"tells the end of text to the Talker by ids beyond the {most} there are",
        )
    with torch.device("meta"):
        talker = Talker(config.talker)
    weights.fill(talker.eval(), TALKER, device, dtype)
    settings = read_code_settings(weights.folder, config.talker)
    prepared = locate(weights.folder, options.cache, SPEECH_DTYPE)
    worker = SpeechWorker(gives_way=device.type == "cpu")
    with ExitStack() as undo:
        undo.callback(worker.close)
        synthesis = worker.call(
            lambda: open_synthesis(weights, prepared, speakers, device, options.solver)
        )
        undo.pop_all()
    return Talking(
        talker=talker,
        settings=settings,
        speakers=speakers,
        synthesis=synthesis,
        worker=worker,
    )
