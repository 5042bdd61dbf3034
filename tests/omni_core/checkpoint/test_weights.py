"""Weights reach a module by name: straight to its numbers, and only those it has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from omni_core.checkpoint import random_checkpoint, weights
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.layout import tensors_of
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import SHAPES
from omni_core.checkpoint.weights import INDEX, SINGLE, Weights, official_names
from omni_core.thinker.model import Thinker

CPU = torch.device("cpu")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def tiny(made_up_checkpoint: Callable[..., Path]) -> Path:
    return made_up_checkpoint("tiny")


def stored(folder: Path) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    for file in folder.glob("*.safetensors"):
        with safe_open(file, framework="pt") as shard:
            tensors |= {name: shard.get_tensor(name) for name in shard.keys()}  # noqa: SIM118 - no mapping
    return tensors


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The tensors that were read, in order."""
    names: list[str] = []
    mapped = weights._mapped

    def noted(name: str, info: weights.TensorInfo) -> Tensor:
        names.append(name)
        return mapped(name, info)

    monkeypatch.setattr(weights, "_mapped", noted)
    return names


def thinker_of(folder: Path) -> Thinker:
    with torch.device("meta"):
        return Thinker(read_config(folder).thinker)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
def test_every_number_arrives_in_its_format(tiny, dtype):
    thinker = thinker_of(tiny)
    Weights.open(tiny).fill(thinker, "thinker.", CPU, dtype)
    official = stored(tiny)
    for path, owner in thinker.named_modules():
        for name, parameter in owner.named_parameters(recurse=False):
            sources = official_names(thinker, path, name)
            expected = torch.cat([official[f"thinker.{source}"] for source in sources])
            assert parameter.dtype == dtype
            assert not parameter.requires_grad
            assert torch.equal(parameter, expected.to(dtype))


def test_text_alone_reads_neither_senses_nor_speech(tiny, read):
    Weights.open(tiny).fill(thinker_of(tiny), "thinker.", CPU, torch.float32)
    wanted = ("thinker.model.", "thinker.lm_head.")
    assert sorted(read) == sorted(name for name in stored(tiny) if name.startswith(wanted))


def test_opening_and_checking_read_no_numbers(tiny, read):
    Weights.open(tiny).check(tensors_of(read_config(tiny)))
    assert read == []


class Joined(nn.Module):
    """Joins two official siblings along their rows."""

    fused = {"both": ("one", "two")}  # noqa: RUF012 - as networks declare it

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.both = nn.Linear(2, rows)
        self.plain = nn.Linear(2, 1, bias=False)


TENSORS = {
    "net.one.weight": torch.arange(4.0).reshape(2, 2),
    "net.one.bias": torch.tensor([10.0, 11.0]),
    "net.two.weight": torch.arange(6.0).reshape(3, 2) + 100,
    "net.two.bias": torch.tensor([12.0, 13.0, 14.0]),
    "net.plain.weight": torch.tensor([[7.0, 8.0]]),
}


def filled(folder: Path, tensors: dict[str, Tensor], rows: int = 5) -> Joined:
    save_file(tensors, folder / SINGLE)
    with torch.device("meta"):
        module = Joined(rows)
    Weights.open(folder).fill(module, "net.", CPU, torch.float32)
    return module


def test_siblings_are_joined_by_rows(tmp_path):
    module = filled(tmp_path, TENSORS)
    assert module.both.weight.tolist() == [[0, 1], [2, 3], [100, 101], [102, 103], [104, 105]]
    assert module.both.bias.tolist() == [10, 11, 12, 13, 14]
    assert module.plain.weight.tolist() == [[7, 8]]


@pytest.mark.parametrize("rows", [4, 6])
def test_siblings_that_do_not_add_up(tmp_path, rows):
    with pytest.raises(CheckpointError, match=r"net\.two\.weight"):
        filled(tmp_path, TENSORS, rows)


def test_a_missing_or_misshapen_tensor_is_named(tmp_path):
    lacking = {name: tensor for name, tensor in TENSORS.items() if name != "net.plain.weight"}
    with pytest.raises(CheckpointError, match=r"lacks the tensor net\.plain\.weight"):
        filled(tmp_path, lacking)
    with pytest.raises(CheckpointError, match=r"net\.plain\.weight with the shape \[1, 3\]"):
        filled(tmp_path, TENSORS | {"net.plain.weight": torch.ones(1, 3)})


def test_the_check_names_what_differs(tmp_path):
    save_file(TENSORS, tmp_path / SINGLE)
    opened = Weights.open(tmp_path)
    shapes = {name: tuple(tensor.shape) for name, tensor in TENSORS.items()}
    opened.check(shapes)
    with pytest.raises(CheckpointError, match=r"lacks the tensor net\.more"):
        opened.check(shapes | {"net.more": (1,)})
    with pytest.raises(CheckpointError, match=r"net\.one\.bias with the shape \[2\].*\[3\]"):
        opened.check(shapes | {"net.one.bias": (3,)})
    with pytest.raises(CheckpointError, match=r"net\.two\.bias, which no network here has"):
        opened.check({name: s for name, s in shapes.items() if name != "net.two.bias"})


def test_many_shards_are_one_checkpoint(tmp_path, tiny, qwen_tokenizer, monkeypatch):
    monkeypatch.setattr(random_checkpoint, "SHARD_BYTES", 300_000)
    write_random(tmp_path / "many", SHAPES["tiny"], 0, qwen_tokenizer)
    many = Weights.open(tmp_path / "many")
    many.check(tensors_of(read_config(tiny)))
    files = {info.file for info in many.tensors.values()}
    assert len(files) > 10
    assert files == set((tmp_path / "many").glob("*.safetensors"))
    one, other = stored(tiny), stored(tmp_path / "many")
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_no_index_is_needed_for_a_single_file(tmp_path, tiny):
    (tmp_path / SINGLE).hardlink_to(next(tiny.glob("*.safetensors")))
    assert not (tmp_path / INDEX).exists()
    assert Weights.open(tmp_path).tensors.keys() == Weights.open(tiny).tensors.keys()


MEASURED = """
import re, sys
from pathlib import Path
import torch
from torch import nn
from omni_core.checkpoint.weights import Weights

def peak():
    status = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1])

with torch.device("meta"):
    module = nn.ModuleList(nn.Linear(2048, 2048, bias=False) for _ in range(16))
weights = Weights.open(Path(sys.argv[1]))
before = peak()
weights.fill(module, "", torch.device("cpu"), torch.bfloat16)
print(peak() - before, sum(p.nbytes for p in module.parameters()))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells its peak so")
def test_filling_takes_one_tensor_more_than_the_weights(tmp_path):
    """In a process of its own: the peak of this one may lie behind it."""
    tensors = {f"{number}.weight": torch.ones(2048, 2048) for number in range(16)}
    save_file(tensors, tmp_path / SINGLE)
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    grown, held = map(int, run.stdout.split())
    stored = tensors["0.weight"].nbytes  # one is mapped at a time, in the file's float32
    assert held == 16 * stored // 2
    assert 0.9 * held < grown < held + 2 * stored
