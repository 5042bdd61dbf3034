"""Fixtures for every test: model packs, fetched as the program fetches them, and recordings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
import tokenizers

from app.command import COMMAND_VARIABLE
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore

if TYPE_CHECKING:
    from omni_core.speech.prepared import Prepared, Stage

DATA = Path(__file__).parent / "data"

SHORT_VOCODER = {
    "model_type": "qwen2_5_omni_bigvgan",
    "upsample_initial_channel": 32,
    "upsample_rates": [5, 3],
    "upsample_kernel_sizes": [11, 7],
    "resblock_kernel_sizes": [3],
    "resblock_dilation_sizes": [[3]],
}

# The same examples in every run, so that what passed on one machine passes on the next.
hypothesis.settings.register_profile("visavis", derandomize=True, deadline=None)
hypothesis.settings.load_profile("visavis")


@pytest.fixture(scope="session", autouse=True)
def _started_by_nobody() -> Iterator[None]:
    """The tests may have been started by run.py; what they test was not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(COMMAND_VARIABLE, raising=False)
        yield


@pytest.fixture(scope="session")
def pack() -> Callable[[str], Path]:
    """`pack("vad-silero")`: the folder of a pack or of test data, fetched if it is not here yet."""
    folder = Folders.from_environment().models
    stores = [
        ModelStore(folder, Manifest.of_program()),
        ModelStore(folder, Manifest.load(DATA / "packs.toml")),
    ]

    def fetched(name: str) -> Path:
        store = next((s for s in stores if name in s.manifest.packs), stores[0])
        store.pull([name])
        return store.path(name)

    return fetched


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of freely licensed recordings of people."""
    return DATA / "recordings"


@pytest.fixture(scope="session")
def qwen_tokenizer(pack: Callable[[str], Path]) -> tokenizers.Tokenizer:
    """The official tokenizer, made once: it takes seconds."""
    from omni_core.checkpoint.vocabulary import qwen_tokenizer

    return qwen_tokenizer(pack("tokenizer-qwen") / "qwen.tiktoken")


@pytest.fixture(scope="session")
def made_up_checkpoint(
    qwen_tokenizer: tokenizers.Tokenizer, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """`made_up_checkpoint("tiny")`, or of any `Shape`: its folder; never write into it."""
    from omni_core.checkpoint.random_checkpoint import write_random
    from omni_core.checkpoint.shapes import SHAPES, Shape

    known: dict[tuple[Shape, int], Path] = {}

    def made_up(shape: str | Shape, seed: int = 0) -> Path:
        sizes = SHAPES[shape] if isinstance(shape, str) else shape
        if (sizes, seed) not in known:
            folder = tmp_path_factory.mktemp("checkpoint")
            write_random(folder, sizes, seed, qwen_tokenizer)
            known[sizes, seed] = folder
        return known[sizes, seed]

    return made_up


@pytest.fixture(scope="session")
def brief_checkpoint(
    made_up_checkpoint: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Path]:
    """`brief_checkpoint(60)`: `tiny`, whose replies are spoken in 60 codes at most.

    Made-up weights know no end, and would speak for a minute and a half.
    """
    known: dict[int, Path] = {}

    def speaking(codes: int) -> Path:
        if codes not in known:
            folder = tmp_path_factory.mktemp("speaking") / "checkpoint"
            shutil.copytree(made_up_checkpoint("tiny"), folder)
            file = folder / "generation_config.json"
            said = json.loads(file.read_text(encoding="utf-8"))
            file.write_text(json.dumps({**said, "talker_max_new_tokens": codes}), encoding="utf-8")
            known[codes] = folder
        return known[codes]

    return speaking


@pytest.fixture(scope="session")
def speaking_checkpoint(
    qwen_tokenizer: tokenizers.Tokenizer, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A made-up checkpoint with a vocoder of few layers, by which an export takes its time."""
    from omni_core.checkpoint import shapes
    from omni_core.checkpoint.random_checkpoint import write_random

    folder = tmp_path_factory.mktemp("speaking")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "_vocoder", lambda _shape: SHORT_VOCODER)
        write_random(folder, shapes.SHAPES["tiny"], 0, qwen_tokenizer)
    return folder


@pytest.fixture(scope="session")
def prepared_as(
    speaking_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Prepared, list[Stage]]]:
    """`prepared_as("fp32")`: its graphs in a cache of their own, and what was reported."""
    from omni_core.speech.prepared import prepare

    known: dict[str, tuple[Prepared, list[Stage]]] = {}

    def made(dtype: str) -> tuple[Prepared, list[Stage]]:
        if dtype not in known:
            stages: list[Stage] = []
            cache = tmp_path_factory.mktemp("cache")
            prepared = prepare(speaking_checkpoint, cache, dtype, report=stages.append)
            known[dtype] = prepared, stages
        return known[dtype]

    return made
