"""`generation_config.json`: how a network's next token is chosen, as a checkpoint says it."""

from __future__ import annotations

from collections.abc import Callable

from omni_core.checkpoint.json_file import Section
from omni_core.transformer.sampling import SamplingSettings

FILE = "generation_config.json"


def read_sampling(
    file: Section, name: Callable[[str], str], default: SamplingSettings
) -> SamplingSettings:
    """What the file says, and the default where it says nothing.

    name: what a setting is called in the file; one file holds those of two networks.
    Raises: CheckpointError for a value that cannot be.
    """
    settings = SamplingSettings(
        greedy=not file.flag(name("do_sample"), not default.greedy),
        temperature=file.number(name("temperature"), default.temperature),
        top_k=file.whole(name("top_k"), default.top_k, least=0),
        top_p=file.number(name("top_p"), default.top_p),
        repetition_penalty=file.number(name("repetition_penalty"), default.repetition_penalty),
        suppress=file.wholes(name("suppress_tokens"), default.suppress, least=0),
        stop=file.wholes(name("eos_token_id"), default.stop, least=0),
    )
    if not settings.greedy and settings.temperature == 0.0:
        raise file.wrong(name("temperature"), f"above 0, or {name('do_sample')} false")
    if settings.top_p > 1.0:
        raise file.wrong(name("top_p"), "at most 1")
    if settings.repetition_penalty == 0.0:
        raise file.wrong(name("repetition_penalty"), "above 0")
    return settings
