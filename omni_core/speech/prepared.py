"""Graphs made from checkpoints, kept below the cache and made again where they are damaged.

    speech/checkpoints.json                       what was hashed
    speech/HASH-rREVISION-opsetOPSET-DTYPE/       one checkpoint's
        step/ vocoder/                            graph.onnx, graph.onnx.data, note.json

A graph is written into a folder beside its own, compared with torch there, and moved into place
in one step: what is in place is whole and right.  So an interrupted run goes on with the graph
that is missing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import torch
from torch import nn

from omni_core.checkpoint.config import DitConfig, OmniConfig, VocoderConfig
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import tensors_of
from omni_core.checkpoint.weights import Weights
from omni_core.conversation import EngineError
from omni_core.labels import Label
from omni_core.speech.comparison import best_provider
from omni_core.speech.export import DTYPES, OPSET, REVISION, Recipe, step_recipe, vocoder_recipe
from omni_core.speech.fingerprint import fingerprint
from omni_core.speech.loading import read_network
from omni_core.speech.vocoder import read_vocoder

STEP, VOCODER = "step", "vocoder"
GRAPHS: tuple[str, ...] = (STEP, VOCODER)

FOLDER = "speech"
GRAPH = "graph.onnx"
DATA = "graph.onnx.data"
NOTE = "note.json"
PART = ".part"

SPARE = 1.1
"""Room asked for on the disk, by the size of the weights."""

HASH_BLOCK = 2**20
"""Bytes hashed at a time."""

CPU = torch.device("cpu")


class Doing(Enum):
    """What a preparation is at."""

    HASHING = "hashing"
    EXPORTING = "exporting"
    COMPARING = "comparing"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a preparation is.

    graph: one of `GRAPHS`; None while the checkpoint is hashed.
    share: of the hashing done, 0 to 1.  made: of a graph that is ready, whether only just now.
    """

    doing: Doing
    graph: str | None = None
    share: float = 0.0
    made: bool = False


Report = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the graphs of a checkpoint are, or belong.

    folder: also holds what was measured with them.
    """

    folder: Path
    dit: DitConfig
    vocoder: VocoderConfig

    def graph(self, name: str) -> Path:
        """The file of one of `GRAPHS`."""
        return self.folder / name / GRAPH

    def refused(self, name: str) -> tuple[str, ...]:
        """The providers on which one of `GRAPHS` was found to compute something else."""
        try:
            note = json.loads((self.folder / name / NOTE).read_text(encoding="utf-8"))
            return tuple(note.get("refused", ()))
        except (OSError, ValueError, AttributeError, TypeError):
            return ()

    @property
    def is_ready(self) -> bool:
        """Whether both are there and as they were made."""
        return all(_is_whole(self.folder / name) for name in GRAPHS)


def locate(
    checkpoint: Path, cache: Path, dtype: str, report: Report = lambda _stage: None
) -> Prepared:
    """Where the prepared graphs of a checkpoint belong; hashes it if it is new or has changed.

    dtype: a name of `DTYPES`.
    Raises: CheckpointError; EngineError("input") for a checkpoint that does not speak.
    """
    return _locate(_read(checkpoint), cache, dtype, report)


def prepare(
    checkpoint: Path,
    cache: Path,
    dtype: str,
    wanted: Label | None = None,
    device: torch.device = CPU,
    report: Report = lambda _stage: None,
) -> Prepared:
    """Make the graphs that are missing or damaged.

    dtype: a name of `DTYPES`.  wanted: the provider to compare on, None for the best there is.
    Raises: CheckpointError; EngineError if the disk is too small, or a graph does not compute
        what torch computes; OSError if the cache cannot be written.
    """
    speech = _read(checkpoint)
    prepared = _locate(speech, cache, dtype, report)
    for name in GRAPHS:
        made = not _is_whole(prepared.folder / name)
        if made:
            report(Stage(Doing.EXPORTING, name))
            _make(speech.recipe(name), prepared.folder / name, dtype, wanted, device, report)
        report(Stage(Doing.READY, name, made=made))
    return prepared


@dataclass(frozen=True, slots=True)
class _Speech:
    """The speech part of a checkpoint, its weights still in the files."""

    weights: Weights
    config: OmniConfig
    dit: DitConfig
    vocoder: VocoderConfig

    def recipe(self, name: str) -> Recipe:
        """Of a graph, with its network's weights read."""
        if name == STEP:
            return step_recipe(read_network(self.weights, self.dit, CPU, torch.float32))
        return vocoder_recipe(read_vocoder(self.weights, self.vocoder, CPU))


def _read(checkpoint: Path) -> _Speech:
    config = read_config(checkpoint)
    if config.dit is None or config.vocoder is None:
        raise EngineError("input", f"The checkpoint in {checkpoint} has no voice to prepare.")
    weights = Weights.open(checkpoint)
    weights.check(tensors_of(config))
    return _Speech(weights, config, config.dit, config.vocoder)


def _locate(speech: _Speech, cache: Path, dtype: str, report: Report) -> Prepared:
    root = cache / FOLDER
    found = fingerprint(
        speech.weights,
        speech.config,
        root,
        lambda done, total: report(Stage(Doing.HASHING, share=done / total)),
    )
    folder = root / f"{found[:16]}-r{REVISION}-opset{OPSET}-{dtype}"
    return Prepared(folder, speech.dit, speech.vocoder)


def _make(
    recipe: Recipe,
    target: Path,
    dtype: str,
    wanted: Label | None,
    device: torch.device,
    report: Report,
) -> None:
    started = time.monotonic()
    part = target.with_name(target.name + PART)
    shutil.rmtree(part, ignore_errors=True)  # of a run that was interrupted
    part.mkdir(parents=True)
    with _taken_back(part):
        _check_room(part, recipe.network, DTYPES[dtype])
        recipe.write(part / GRAPH, DTYPES[dtype])
        report(Stage(Doing.COMPARING, recipe.name))
        found = best_provider(part / GRAPH, recipe, dtype, wanted, device)
        note = {
            "files": {file.name: _described(file) for file in sorted(part.iterdir())},
            "error": found.error,
            "provider": found.provider,
            "refused": found.refused,
            "seconds": round(time.monotonic() - started, 1),
            "torch": torch.__version__,
        }
        (part / NOTE).write_text(json.dumps(note, indent=1), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)  # a damaged one
        part.rename(target)


@contextmanager
def _taken_back(part: Path) -> Iterator[None]:
    """Whatever stops a graph's making, an interruption included, leaves no half of it."""
    try:
        yield
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _check_room(folder: Path, network: nn.Module, dtype: torch.dtype) -> None:
    needed = SPARE * dtype.itemsize * sum(each.numel() for each in network.parameters())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise EngineError(
            "input",
            f"The prepared graph takes {needed / 1e9:.1f} GB and the cache {folder.parent} has "
            f"{free / 1e9:.1f} GB left; free some and run this again.",
        )


def _described(file: Path) -> dict[str, object]:
    state = file.stat()
    return {"size": state.st_size, "mtime_ns": state.st_mtime_ns, "sha256": _sha256(file)}


def _is_whole(folder: Path) -> bool:
    """Whether a graph's files are those of its note; hashed only if one was touched since."""
    try:
        files = json.loads((folder / NOTE).read_text(encoding="utf-8"))["files"]
        for name, wanted in files.items():
            state = (folder / name).stat()
            if state.st_size != wanted["size"]:
                return False
            touched = state.st_mtime_ns != wanted["mtime_ns"]
            if touched and _sha256(folder / name) != wanted["sha256"]:
                return False
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False  # missing, or the note itself is damaged
    return GRAPH in files


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()
