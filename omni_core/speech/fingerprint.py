"""Which speech a checkpoint holds, told by its tensors' bytes.

Graphs made from a checkpoint are found again by it, wherever the checkpoint is moved to.  Hashing
takes seconds, so the outcome is remembered beside the sizes and times of the files it was read
from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import torch

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.layout import DIT, VOCODER
from omni_core.checkpoint.weights import Weights
from omni_core.speech.notebook import read_notes, write_notes

MEMORY = "checkpoints.json"
"""What was hashed before, in the folder of the prepared graphs."""


def fingerprint(
    weights: Weights,
    config: OmniConfig,
    memory: Path,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> str:
    """SHA-256 of the speech part, in hexadecimal.

    memory: a folder, made where it is missing; one that cannot be written costs the hashing.
    report: is told the bytes hashed so far, and of all; not called if nothing has to be.
    Raises: CheckpointError.
    """
    names = sorted(name for name in weights.tensors if name.startswith((DIT, VOCODER)))
    state = {"config": repr((config.dit, config.vocoder)), "files": _files(weights, names)}
    folder = str(weights.folder.resolve())
    known = read_notes(memory / MEMORY)
    entry = known.get(folder)
    if isinstance(entry, dict) and entry.get("state") == state:
        found = entry.get("sha256")
        if isinstance(found, str):
            return found
    digest = hashlib.sha256(state["config"].encode())
    total = sum(weights.tensors[name].size for name in names)
    done = 0
    for name in names:
        tensor = weights.stored(name)
        digest.update(f"{name} {tensor.dtype} {list(tensor.shape)}\n".encode())
        digest.update(tensor.contiguous().flatten().view(torch.uint8).numpy().data)
        done += tensor.nbytes
        report(done, total)
    found = digest.hexdigest()
    write_notes(memory / MEMORY, {**known, folder: {"state": state, "sha256": found}})
    return found


def _files(weights: Weights, names: list[str]) -> dict[str, list[int]]:
    """Size and time of change, in nanoseconds, of each file that holds one of the tensors."""
    files = {weights.tensors[name].file for name in names}
    states = {file.name: file.stat() for file in sorted(files)}
    return {name: [state.st_size, state.st_mtime_ns] for name, state in states.items()}
