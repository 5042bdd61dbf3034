"""What is wrong with a checkpoint, in one sentence that names the file."""

from __future__ import annotations

from pathlib import Path

from omni_core.conversation import EngineError


class CheckpointError(EngineError):
    """A checkpoint that cannot be used: missing, damaged, of another model, or a trap."""

    def __init__(self, file: Path, problem: str) -> None:
        """`problem` continues the sentence that the file's name begins."""
        super().__init__("model", f"{file.name} in {file.parent} {problem}.")
        self.file = file
