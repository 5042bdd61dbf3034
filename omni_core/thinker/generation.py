"""`generation_config.json`: how the Thinker's next token is chosen, and what ends a reply."""

from __future__ import annotations

from pathlib import Path

from omni_core.checkpoint.json_file import Section, read_json
from omni_core.transformer.sampling import SamplingSettings

FILE = "generation_config.json"

END_OF_TEXT = 151643
END_OF_TURN = 151645

QWEN_2_5 = SamplingSettings(
    temperature=0.7,
    top_k=20,
    top_p=0.8,
    repetition_penalty=1.05,
    stop=(END_OF_TURN, END_OF_TEXT),
)
"""What Qwen publishes for its 2.5 chat models: taken where a checkpoint says nothing."""


def read_generation(folder: Path) -> SamplingSettings:
    """What the checkpoint's file says of the Thinker; keys may carry the prefix `thinker_`.

    Raises: CheckpointError for a damaged file.
    """
    if not (folder / FILE).exists():
        return QWEN_2_5
    file = read_json(folder / FILE)

    def name(key: str) -> str:
        return f"thinker_{key}" if f"thinker_{key}" in file else key

    settings = SamplingSettings(
        greedy=not file.flag(name("do_sample"), True),
        temperature=file.number(name("temperature"), QWEN_2_5.temperature),
        top_k=file.whole(name("top_k"), QWEN_2_5.top_k, least=0),
        top_p=file.number(name("top_p"), QWEN_2_5.top_p),
        repetition_penalty=file.number(name("repetition_penalty"), QWEN_2_5.repetition_penalty),
        suppress=file.wholes(name("suppress_tokens"), (), least=0),
        stop=file.wholes(name("eos_token_id"), QWEN_2_5.stop, least=0),
    )
    _check(file, settings)
    return settings


def _check(file: Section, settings: SamplingSettings) -> None:
    if not settings.greedy and settings.temperature == 0.0:
        raise file.wrong("temperature", "above 0, or do_sample false")
    if settings.top_p > 1.0:
        raise file.wrong("top_p", "at most 1")
    if settings.repetition_penalty == 0.0:
        raise file.wrong("repetition_penalty", "above 0")
