"""How the Talker's next code is chosen, what ends speech, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from omni_core.checkpoint.config import TalkerConfig
from omni_core.checkpoint.json_file import read_json
from omni_core.transformer.generation_file import FILE, read_sampling
from omni_core.transformer.sampling import SamplingSettings

LONGEST = 4096
"""Codes of one reply's speech, 82 s: the default of the reference's `generate`."""

CHOICE = SamplingSettings(temperature=0.9, top_k=40, top_p=0.8, repetition_penalty=1.05)
"""Its other defaults."""


@dataclass(frozen=True, slots=True)
class CodeSettings:
    """sampling: how a code is chosen, and which end speech.  longest: codes of one reply."""

    sampling: SamplingSettings
    longest: int


def read_code_settings(folder: Path, config: TalkerConfig) -> CodeSettings:
    """What the checkpoint's file says of the Talker, under keys that begin with `talker_`.

    The code that begins speech is never chosen, whatever the file says, as in the reference.
    Raises: CheckpointError for a damaged file.
    """
    stop = (config.codec_pad, config.codec_end)
    sampling, longest = replace(CHOICE, stop=stop), LONGEST
    if (folder / FILE).exists():
        file = read_json(folder / FILE)
        sampling = read_sampling(file, "talker_{}".format, sampling)
        longest = file.whole("talker_max_new_tokens", LONGEST)
    return CodeSettings(replace(sampling, suppress=(config.codec_start,)), longest)
