"""Which speech a checkpoint holds, told by its tensors' bytes.

Graphs made from a checkpoint are found again by it, wherever the checkpoint is moved to.  Hashing
takes seconds, so the outcome is remembered beside the sizes and times of the files it was read
from.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from pathlib import Path

import torch

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.layout import DIT, VOCODER
from omni_core.checkpoint.weights import Weights

MEMORY = "checkpoints.json"
"""What was hashed before, in the folder of the prepared graphs."""

log = logging.getLogger(__name__)


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
    known = _recall(memory)
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
    _remember(memory, {**known, folder: {"state": state, "sha256": found}})
    return found


def _files(weights: Weights, names: list[str]) -> dict[str, list[int]]:
    """Size and time of change, in nanoseconds, of each file that holds one of the tensors."""
    files = {weights.tensors[name].file for name in names}
    states = {file.name: file.stat() for file in sorted(files)}
    return {name: [state.st_size, state.st_mtime_ns] for name, state in states.items()}


def _recall(memory: Path) -> dict[str, object]:
    try:
        known = json.loads((memory / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or a damaged one: it is hashed again
        return {}
    return known if isinstance(known, dict) else {}


def _remember(memory: Path, known: dict[str, object]) -> None:
    file = memory / MEMORY
    fresh = file.with_name(file.name + ".new")
    try:
        memory.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(known, indent=1), encoding="utf-8")
        fresh.replace(file)
    except OSError as error:  # right all the same, and hashed again next time
        log.warning("the hash of the speech part is not remembered: %s", error)
