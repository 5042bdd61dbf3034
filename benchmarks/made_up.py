"""Made-up checkpoints for benchmarks."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import Shape
from omni_core.checkpoint.vocabulary import qwen_tokenizer

PACK = "tokenizer-qwen"


def tokenizer() -> Tokenizer:
    """The official one, fetched where it is missing."""
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull([PACK])
    return qwen_tokenizer(store.path(PACK) / "qwen.tiktoken")


def made_up(folder: Path, shape: Shape, dtype: torch.dtype = torch.float32) -> Path:
    """Write a checkpoint with random weights into a new folder, and return it."""
    write_random(folder, shape, 0, tokenizer(), dtype)
    return folder
