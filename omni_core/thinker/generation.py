"""How the Thinker's next token is chosen, and what ends a reply."""

from __future__ import annotations

from pathlib import Path

from omni_core.checkpoint.json_file import read_json
from omni_core.transformer.generation_file import FILE, read_sampling
from omni_core.transformer.sampling import SamplingSettings

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

    return read_sampling(file, name, QWEN_2_5)
