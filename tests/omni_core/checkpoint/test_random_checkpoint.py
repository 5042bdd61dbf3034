"""Made-up checkpoints: whole, repeatable, and read by the reference as its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from tokenizers import Tokenizer, models
from transformers import WhisperFeatureExtractor
from transformers import logging as transformers_logging
from transformers.models.qwen2_5_omni import Qwen2_5OmniForConditionalGeneration

from omni_core.checkpoint import random_checkpoint
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import SHAPES, Transformer
from omni_core.conversation import EngineError

OFFICIAL = {
    "chat_template.json",
    "config.json",
    "generation_config.json",
    "model-00001-of-00001.safetensors",
    "model.safetensors.index.json",
    "preprocessor_config.json",
    "spk_dict.pt",
    "tokenizer.json",
    "tokenizer_config.json",
}

TINY = SHAPES["tiny"]
SMALLEST = replace(TINY, text=Transformer(8, 1, 1, 8, head_dim=8))
"""The vocabulary must hold the ids that lead through speech."""
NO_WORDS = Tokenizer(models.BPE())
"""Where the words do not matter: the real ones take a second to write."""


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def hashes(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_it_has_the_official_files(tiny):
    assert {file.name for file in tiny.iterdir()} == OFFICIAL
    index = json.loads((tiny / "model.safetensors.index.json").read_text())
    shard = tiny / "model-00001-of-00001.safetensors"
    with safe_open(shard, framework="pt") as opened:
        names = list(opened.keys())
        size = sum(opened.get_tensor(name).nbytes for name in names)
    assert index["weight_map"] == dict.fromkeys(names, shard.name)
    assert index["metadata"]["total_size"] == size


def test_the_same_seed_gives_the_same_files(tmp_path):
    made = {}
    for name, seed in (("one", 5), ("again", 5), ("other", 6)):
        write_random(tmp_path / name, SMALLEST, seed, NO_WORDS)
        made[name] = hashes(tmp_path / name)
    assert made["one"] == made["again"]
    changed = {file for file in made["one"] if made["one"][file] != made["other"][file]}
    assert changed == {"model-00001-of-00001.safetensors", "spk_dict.pt"}


def test_the_reference_loads_it_as_its_own(tiny):
    transformers_logging.set_verbosity_error()
    model = Qwen2_5OmniForConditionalGeneration.from_pretrained(tiny, dtype=torch.float32)
    loaded = model.state_dict()
    with safe_open(tiny / "model-00001-of-00001.safetensors", framework="pt") as shard:
        names = set(shard.keys())
        # A key the file lacks would be filled with numbers of the reference's own.
        assert names == set(loaded)
        assert all(torch.equal(shard.get_tensor(name), loaded[name]) for name in names)
    assert list(model.speaker_map) == ["Chelsie", "Ethan"]


def test_the_reference_hears_as_it_says(tiny):
    ears = WhisperFeatureExtractor.from_pretrained(tiny, local_files_only=True)
    assert (ears.feature_size, ears.hop_length, ears.chunk_length) == (128, 160, 300)


def test_its_tokenizer_is_the_official_one(tiny, qwen_tokenizer):
    assert (tiny / "tokenizer.json").read_text("utf-8") == qwen_tokenizer.to_str(pretty=True)
    named = json.loads((tiny / "tokenizer_config.json").read_text())["added_tokens_decoder"]
    assert {qwen_tokenizer.token_to_id(entry["content"]) for entry in named.values()} == set(
        map(int, named)
    )


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_speech_stays_in_float32(tmp_path, dtype):
    write_random(tmp_path / "made", SMALLEST, 0, NO_WORDS, dtype)
    with safe_open(next((tmp_path / "made").glob("*.safetensors")), framework="pt") as shard:
        for name in shard.keys():  # noqa: SIM118 - no mapping
            wide = name.startswith("token2wav.")
            assert shard.get_tensor(name).dtype == (torch.float32 if wide else dtype)


def test_progress_ends_with_all(tmp_path):
    told: list[tuple[int, int]] = []
    write_random(tmp_path / "made", SMALLEST, 0, NO_WORDS, progress=lambda *at: told.append(at))
    done = [at for at, _ in told]
    assert done == sorted(done)
    (total,) = {of for _, of in told}
    assert done[-1] == total


# -- what stops it ------------------------------------------------------------------------------


def stop(*_at: int) -> None:
    raise KeyboardInterrupt


def test_an_interruption_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write_random(tmp_path / "new", SMALLEST, 0, NO_WORDS, progress=stop)
    assert not (tmp_path / "new").exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(KeyboardInterrupt):
        write_random(tmp_path / "empty", SMALLEST, 0, NO_WORDS, progress=stop)
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(EngineError, match="is not empty; name a new folder") as raised:
        write_random(tmp_path, SMALLEST, 0, NO_WORDS)
    assert raised.value.kind == "input"
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_too_small_a_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(random_checkpoint.shutil, "disk_usage", lambda _folder: Usage(1000))
    with pytest.raises(EngineError, match=r"has 0\.0 GB left"):
        write_random(tmp_path / "new", SMALLEST, 0, NO_WORDS)
    assert not (tmp_path / "new").exists()


class Usage:
    """What `shutil.disk_usage` says, as far as it is looked at."""

    def __init__(self, free: int) -> None:
        self.free = free


@pytest.mark.parametrize("most", [2_000, 300_000])
def test_a_disk_that_fills_up_on_the_way(tmp_path, most):
    """In the middle of the small files, and of the weights."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        with pytest.raises((OSError, EngineError)) as raised:
            write_random(tmp_path / "new", SMALLEST, 0, NO_WORDS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    if isinstance(raised.value, EngineError):
        assert "its disk may be full" in str(raised.value)
    assert not (tmp_path / "new").exists()
