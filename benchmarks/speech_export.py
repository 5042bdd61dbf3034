"""Claim: both speech networks of the published size become ONNX graphs that compute the same.

    python -m benchmarks.speech_export [--threads N]

A checkpoint is made up whose speech part has the published dimensions and whose other parts are
tiny; `prepare` turns it into graphs in float32 and float16, each in a process of its own, whose
time and memory are told.  Then ONNX Runtime and torch take turns on the same inputs, and the
reference's vocoder beside ours.  Random weights, CPU.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from torch import Tensor, nn
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniBigVGANConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (
    Qwen2_5OmniToken2WavBigVGANModel,
)

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.talk.memory import peak_rss_mb
from benchmarks import report
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import SHAPES, Shape
from omni_core.checkpoint.vocabulary import qwen_tokenizer
from omni_core.checkpoint.weights import Weights
from omni_core.speech.comparison import LARGEST_ERROR
from omni_core.speech.export import Recipe, halved, step_recipe, vocoder_recipe
from omni_core.speech.loading import read_network
from omni_core.speech.prepared import STEP, VOCODER, Doing, Prepared, Stage, locate, prepare
from omni_core.speech.providers import CPU as ON_CPU
from omni_core.speech.providers import open_graph
from omni_core.speech.sessions import Session
from omni_core.speech.vocoder import BigVgan, TorchVocoder, read_vocoder

HERE = torch.device("cpu")
LENGTHS = {STEP: (2, 3, 4, 7, 9), VOCODER: (24, 64, 88, 232)}
"""What chunks of 1, 2, 3, 6 and 8 blocks need, and frames: a first packet, then with context."""

TIMED = {STEP: (2, 4, 9), VOCODER: (24, 64)}
ROUNDS = 5
MEGABYTE = 1e6


def published_speech() -> Shape:
    """The shape: speech as published, the rest tiny."""
    real = SHAPES["7b"]
    return replace(
        SHAPES["tiny"],
        dit=real.dit,
        vocoder_channels=real.vocoder_channels,
        speaker_channels=real.speaker_channels,
    )


def prepared_in_a_process(checkpoint: Path, cache: Path, dtype: str) -> dict[str, Any]:
    """Seconds a stage, and the most memory the process had.

    `processor_seconds` tell what is left of the others where a machine does other work as well.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_prepare, (checkpoint, cache, dtype))


def _prepare(checkpoint: Path, cache: Path, dtype: str) -> dict[str, Any]:
    libraries = peak_rss_mb()
    stamps: list[tuple[str, float]] = [("hashing", time.perf_counter())]

    def note(stage: Stage) -> None:
        name = f"{stage.graph}: {stage.doing.value}" if stage.graph else stage.doing.value
        if stamps[-1][0] != name:
            stamps.append((name, time.perf_counter()))

    prepared = prepare(checkpoint, cache, dtype, ON_CPU, report=note)
    seconds = {
        name: round(end - start, 1)
        for (name, start), (_, end) in pairwise(stamps)
        if not name.endswith(Doing.READY.value)
    }
    files = {
        str(file.relative_to(prepared.folder)): round(file.stat().st_size / MEGABYTE, 2)
        for file in sorted(prepared.folder.rglob("graph.onnx*"))
    }
    return {
        "seconds": seconds | {"all": round(stamps[-1][1] - stamps[0][1], 1)},
        "processor_seconds": round(time.process_time(), 1),
        "megabytes": files,
        "peak_memory_megabytes": round(peak_rss_mb()),
        "of_which_libraries": round(libraries),
    }


def recipes(checkpoint: Path) -> dict[str, Recipe]:
    """Both networks by torch, with the checkpoint's weights."""
    config, weights = read_config(checkpoint), Weights.open(checkpoint)
    if config.dit is None or config.vocoder is None:
        raise RuntimeError("The made-up checkpoint does not speak.")
    return {
        STEP: step_recipe(read_network(weights, config.dit, HERE, torch.float32)),
        VOCODER: vocoder_recipe(read_vocoder(weights, config.vocoder, HERE)),
    }


def session_of(prepared: Prepared, name: str, threads: int) -> Session:
    """A prepared graph on the processor."""
    return Session(open_graph(prepared.graph(name), ON_CPU, HERE, threads, captures=False))


def by_torch(network: nn.Module, inputs: Sequence[Tensor]) -> list[Tensor]:
    """What a network makes of the inputs, always a list."""
    made = network(*inputs)
    return list(made) if isinstance(made, tuple) else [made]


class Graph:
    """A session, fed as `Recipe` names it; keeps its tensors between runs of one length."""

    def __init__(self, session: Session, recipe: Recipe, length: int) -> None:
        self.inputs = recipe.example(length)
        expected = by_torch(recipe.network, self.inputs)
        self.made = [torch.zeros_like(each) for each in expected]
        self._session = session
        self._binding = session.bind(
            dict(zip(recipe.inputs, self.inputs, strict=True)),
            dict(zip(recipe.outputs, self.made, strict=True)),
        )

    def __call__(self) -> list[Tensor]:
        """One evaluation."""
        self._session.run(self._binding)
        return self.made


def errors(ours: Sequence[Tensor], expected: Sequence[Tensor]) -> dict[str, float]:
    """The largest difference, and its root mean square, by that of what is expected."""
    pairs = [(a - b, b.square().mean().sqrt()) for a, b in zip(ours, expected, strict=True)]
    return {
        "largest": max(float(off.abs().max() / size) for off, size in pairs),
        "mean": max(float(off.square().mean().sqrt() / size) for off, size in pairs),
    }


def compared(recipe: Recipe, sessions: Mapping[str, Session]) -> dict[str, Any]:
    """Errors at every length: ONNX Runtime in both formats, and torch's own float16."""
    half = halved(recipe.network).eval()
    result: dict[str, Any] = {}
    for length in LENGTHS[recipe.name]:
        inputs = recipe.example(length)
        expected = by_torch(recipe.network, inputs)
        row = {
            f"onnxruntime {dtype}": errors(Graph(session, recipe, length)(), expected)
            for dtype, session in sessions.items()
        }
        row["torch fp16"] = errors(by_torch(half, inputs), expected)
        result[str(length)] = row
    return result


def timed(runs: Mapping[str, Callable[[], object]]) -> dict[str, Any]:
    """Milliseconds of each, taking turns, and how often the first goes into the others."""
    spent = report.taking_turns(runs, ROUNDS)
    first, *others = spent
    return {
        "ms": {name: report.spread(each) for name, each in spent.items()},
        **{f"{other}_by_{first}": report.ratio(spent[other], spent[first]) for other in others},
    }


def speeds(recipe: Recipe, session: Session) -> dict[str, Any]:
    """ONNX Runtime against torch, and of the vocoder against the reference's too."""
    result: dict[str, Any] = {}
    for length in TIMED[recipe.name]:
        inputs = recipe.example(length)
        runs: dict[str, Callable[[], object]] = {"onnxruntime": Graph(session, recipe, length)}
        network = recipe.network
        if isinstance(network, BigVgan):
            runs["torch"] = partial(TorchVocoder(network), *inputs)
            runs["stock"] = partial(stock_of(network), inputs[0].T[None])
        else:
            runs["torch"] = partial(network, *inputs)
        result[str(length)] = timed(runs)
        medians = {run: round(ms["median"]) for run, ms in result[str(length)]["ms"].items()}
        print(recipe.name, length, medians, flush=True)
    return result


def stock_of(ours: BigVgan) -> nn.Module:
    """The reference's vocoder of the published size, with the same weights."""
    transformers_logging.set_verbosity_error()
    stock = Qwen2_5OmniToken2WavBigVGANModel._from_config(Qwen2_5OmniBigVGANConfig()).eval()
    stock.load_state_dict(ours.state_dict())
    return stock


@torch.inference_mode()
def main() -> int:
    """Make a checkpoint up, prepare it, compare, time, and write what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    threads: int = parser.parse_args().threads
    torch.set_num_threads(threads)
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["tokenizer-qwen"])
    tokenizer = qwen_tokenizer(store.path("tokenizer-qwen") / "qwen.tiktoken")
    with tempfile.TemporaryDirectory() as temporary:
        checkpoint, cache = Path(temporary) / "checkpoint", Path(temporary) / "cache"
        write_random(checkpoint, published_speech(), 0, tokenizer)
        prepared: dict[str, Prepared] = {}
        export: dict[str, Any] = {}
        for dtype in LARGEST_ERROR:
            export[dtype] = prepared_in_a_process(checkpoint, cache, dtype)
            prepared[dtype] = locate(checkpoint, cache, dtype)
            print(dtype, export[dtype], flush=True)
        started = time.perf_counter()
        ready = prepare(checkpoint, cache, "fp32", ON_CPU).is_ready
        again = time.perf_counter() - started
        result: dict[str, Any] = {
            "threads": threads,
            "onnxruntime": onnxruntime.__version__,
            "torch": torch.__version__,
            "export": export,
            "second_run_seconds": round(again, 3),
            "error": {},
            "speed": {},
        }
        for name, recipe in recipes(checkpoint).items():
            sessions = {dtype: session_of(each, name, threads) for dtype, each in prepared.items()}
            result["error"][name] = compared(recipe, sessions)
            print(name, result["error"][name], flush=True)
            result["speed"][name] = speeds(recipe, sessions["fp32"])
    report.write("speech_export", result)
    worst = {
        dtype: max(
            row[f"onnxruntime {dtype}"]["largest"]
            for rows in result["error"].values()
            for row in rows.values()
        )
        for dtype in LARGEST_ERROR
    }
    print("largest errors", worst, "ready the second time:", ready)
    good = ready and all(worst[dtype] <= bound for dtype, bound in LARGEST_ERROR.items())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
