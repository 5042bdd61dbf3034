"""Three hundred damaged checkpoints, each told in one sentence; nothing in them is executed."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.layout import tensors_of
from omni_core.checkpoint.preprocessing import read_preprocessing
from omni_core.checkpoint.shapes import SHAPES
from omni_core.checkpoint.speakers import read_speakers
from omni_core.checkpoint.weights import INDEX, Weights
from omni_core.talker.generation import read_code_settings
from omni_core.thinker.generation import read_generation
from omni_core.thinker.tokenizer import Tokenizer

SHARD = "model-00001-of-00001.safetensors"
LENGTH = 8


def open_all(folder: Path) -> None:
    """Everything that loading an engine reads, but for the numbers themselves."""
    config = read_config(folder)
    read_preprocessing(folder)
    read_generation(folder)
    if config.talker is not None:
        read_code_settings(folder, config.talker)
    Weights.open(folder).check(tensors_of(config))
    Tokenizer.open(folder, config.thinker.tokens)
    read_speakers(folder, config)


@pytest.fixture(scope="module")
def whole(made_up_checkpoint: Callable[..., Path]) -> Path:
    # As small as an official vocabulary allows: it is copied 300 times.
    text = replace(SHAPES["tiny"].text, hidden=8, heads=2, kv_heads=1, head_dim=8, layers=1)
    return made_up_checkpoint(replace(SHAPES["tiny"], text=text, tied_head=True), seed=3)


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Callable[[], Path]:
    """A fresh folder of the same files; linked, so a damaged one must be replaced, not edited."""

    def copied() -> Path:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for file in whole.iterdir():
            os.link(file, folder / file.name)
        return folder

    return copied


def refused(folder: Path) -> None:
    with pytest.raises(CheckpointError) as raised:
        open_all(folder)
    sentence = str(raised.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert raised.value.file.name in sentence
    shutil.rmtree(folder)


def rewrite(file: Path, content: bytes) -> None:
    file.unlink()
    file.write_bytes(content)


def test_the_whole_one_opens(copy):
    open_all(copy())


@pytest.mark.parametrize("name", ["config.json", INDEX, "tokenizer.json", "spk_dict.pt", SHARD])
def test_a_missing_file(copy, name):
    folder = copy()
    (folder / name).unlink()
    refused(folder)


@pytest.mark.parametrize(
    "name",
    [
        "config.json",
        INDEX,
        "tokenizer.json",
        "spk_dict.pt",
        "generation_config.json",
        "preprocessor_config.json",
    ],
)
def test_a_file_cut_off_anywhere(copy, name):
    rng = np.random.default_rng(1)
    for _ in range(10):
        folder = copy()
        content = (folder / name).read_bytes()
        rewrite(folder / name, content[: int(rng.integers(0, len(content.rstrip()) - 1))])
        refused(folder)


WRONG: list[Any] = [None, "no", -1, 0, 2**40, 1.5, [], {}, True]


def places(content: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every number and section whose value the loader relies on."""
    found = []
    for key, value in content.items():
        if isinstance(value, dict):
            found += [(*path, key), *places(value, (*path, key))]
        elif isinstance(value, int) and not isinstance(value, bool):
            found.append((*path, key))
    return found


UNUSED = {
    "user_token_id",  # nothing reads them
    "dim",
    "depth",
    "heads",
    "audio_token_index",  # any id may stand for media as far as a file can tell
    "image_token_index",
    "video_token_index",
    "audio_start_token_id",
    "audio_end_token_id",
    "vision_start_token_id",
    "vision_end_token_id",
}


def test_a_wrong_value_anywhere_in_the_configuration(copy, whole):
    content = json.loads((whole / "config.json").read_text())
    rng = np.random.default_rng(2)
    tried = 0
    for path in places(content):
        if path[-1] in UNUSED or path[-1] == "rope_scaling":
            continue
        # None stands for a missing key, which has a default where the official file relies on it.
        wrong = [value for value in WRONG if value not in (None, True)]
        for value in rng.choice(len(wrong), 2, replace=False):
            changed = json.loads(json.dumps(content))
            section = changed
            for key in path[:-1]:
                section = section[key]
            if wrong[value] == 0 and path[-1].startswith("tts_"):
                continue
            section[path[-1]] = wrong[value]
            folder = copy()
            rewrite(folder / "config.json", json.dumps(changed).encode())
            refused(folder)
            tried += 1
    assert tried > 100


def header_of(shard: bytes) -> dict[str, Any]:
    (length,) = struct.unpack("<Q", shard[:LENGTH])
    return json.loads(shard[LENGTH : LENGTH + length])


def with_header(shard: bytes, header: dict[str, Any]) -> bytes:
    (length,) = struct.unpack("<Q", shard[:LENGTH])
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + shard[LENGTH + length :]


CHANGES: dict[str, Callable[[dict[str, Any], str, str], object]] = {
    "missing": lambda header, one, _two: header.pop(one),
    "renamed": lambda header, one, _two: header.update({f"{one}x": header.pop(one)}),
    "swapped": lambda header, one, two: header[one].update(
        data_offsets=header[two]["data_offsets"]
    ),
    "longer": lambda header, one, _two: header[one]["data_offsets"].__setitem__(1, 2**50),
    "negative": lambda header, one, _two: header[one]["data_offsets"].__setitem__(0, -8),
    "flat": lambda header, one, _two: header[one]["shape"].append(2),
    "kind": lambda header, one, _two: header[one].update(dtype="I64"),
    "unknown kind": lambda header, one, _two: header[one].update(dtype="X"),
    "shapeless": lambda header, one, _two: header[one].pop("shape"),
    "texts": lambda header, one, _two: header[one].update(shape=["a"]),
    "huge": lambda header, one, _two: header[one].update(shape=[2**62, 2**62]),
    "none": lambda header, one, _two: header.update({one: None}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_lying_header(copy, change):
    rng = np.random.default_rng(list(CHANGES).index(change))
    for _ in range(3):
        folder = copy()
        shard = (folder / SHARD).read_bytes()
        header = header_of(shard)
        names = [name for name in header if name != "__metadata__"]
        one, two = rng.choice(len(names), 2, replace=False)
        if header[names[one]]["data_offsets"] == header[names[two]]["data_offsets"]:
            continue
        CHANGES[change](header, names[one], names[two])
        rewrite(folder / SHARD, with_header(shard, header))
        refused(folder)


def test_a_shard_cut_off_or_longer(copy):
    rng = np.random.default_rng(4)
    for _ in range(15):
        folder = copy()
        shard = (folder / SHARD).read_bytes()
        rewrite(folder / SHARD, shard[: int(rng.integers(0, len(shard)))])
        refused(folder)
    folder = copy()
    rewrite(folder / SHARD, (folder / SHARD).read_bytes() + b"more")
    refused(folder)


def test_flipped_bytes_in_a_header(copy):
    rng = np.random.default_rng(5)
    tried = 0
    for _ in range(40):
        folder = copy()
        shard = bytearray((folder / SHARD).read_bytes())
        (length,) = struct.unpack("<Q", shard[:LENGTH])
        place = int(rng.integers(0, LENGTH + length))
        if chr(shard[place]) in " {}" or b"__metadata__" in shard[place - 20 : place + 30]:
            shutil.rmtree(folder)
            continue
        shard[place] ^= 0x15
        rewrite(folder / SHARD, bytes(shard))
        refused(folder)
        tried += 1
    assert tried > 25


@pytest.mark.parametrize(
    "name",
    [
        "../outside.safetensors",
        "/etc/passwd",
        "a/b.safetensors",
        "..\\x.safetensors",
        5,
        None,
        "x.pt",
    ],
)
def test_an_index_that_points_elsewhere(copy, name):
    folder = copy()
    index = json.loads((folder / INDEX).read_text())
    index["weight_map"][next(iter(index["weight_map"]))] = name
    rewrite(folder / INDEX, json.dumps(index).encode())
    refused(folder)


def test_an_index_of_other_tensors(copy):
    for change in ("gone", "more"):
        folder = copy()
        index = json.loads((folder / INDEX).read_text())
        if change == "gone":
            index["weight_map"].pop(next(iter(index["weight_map"])))
        else:
            index["weight_map"]["thinker.more.weight"] = SHARD
        rewrite(folder / INDEX, json.dumps(index).encode())
        refused(folder)


class Evil:
    """Unpickled carelessly, it runs a command of its own."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize("form", ["torch", "plain"])
def test_a_trap_in_the_speaker_file_is_not_sprung(copy, tmp_path_factory, form):
    witness = tmp_path_factory.mktemp("witness") / "sprung"
    traps = [
        Evil(os.system, f"touch {witness}"),
        Evil(eval, f"open({str(witness)!r}, 'w')"),
        Evil(exec, f"open({str(witness)!r}, 'w')"),
        Evil(Path.touch, witness),
        Evil(shutil.copy, __file__, str(witness)),
        Evil(os.mkdir, str(witness)),
    ]
    for trap in traps:
        folder = copy()
        file = folder / "spk_dict.pt"
        file.unlink()
        content = {"Chelsie": {"bos_token": 151872, "cond": trap}}
        if form == "torch":
            torch.save(content, file)
        else:
            file.write_bytes(pickle.dumps(content))
        refused(folder)
        assert not witness.exists()


VOICE = {"bos_token": 151872, "cond": torch.ones(1, 192), "ref_mel": torch.ones(1, 30, 80)}


@pytest.mark.parametrize(
    "voices",
    [
        {},
        [],
        7,
        {"A": {}},
        {"A": VOICE | {"bos_token": 10**9}},
        {"A": VOICE | {"bos_token": "x"}},
        {"A": VOICE | {"cond": torch.ones(192)}},
        {"A": VOICE | {"cond": torch.full((1, 192), float("nan"))}},
        {"A": VOICE | {"ref_mel": torch.ones(1, 0, 80)}},
        {"A": VOICE | {"ref_mel": torch.ones(1, 30, 40)}},
        {"A": VOICE | {"ref_mel": torch.ones(1, 30, 80, dtype=torch.int64)}},
    ],
)
def test_voices_that_are_none(copy, voices):
    folder = copy()
    (folder / "spk_dict.pt").unlink()
    torch.save(voices, folder / "spk_dict.pt")
    refused(folder)


def test_a_broken_archive_of_voices(copy):
    rng = np.random.default_rng(6)
    for _ in range(15):
        folder = copy()
        file = folder / "spk_dict.pt"
        with zipfile.ZipFile(file) as archive:
            entry = next(name for name in archive.namelist() if name.endswith("data.pkl"))
            pickled = bytearray(archive.read(entry))
            others = {n: archive.read(n) for n in archive.namelist() if n != entry}
        del pickled[int(rng.integers(2, len(pickled) // 2)) :]
        file.unlink()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(entry, bytes(pickled))
            for name, content in others.items():
                archive.writestr(name, content)
        refused(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("generation_config.json", {"temperature": 0}),
        ("generation_config.json", {"top_p": 2}),
        ("generation_config.json", {"top_k": "many"}),
        ("generation_config.json", {"repetition_penalty": 0}),
        ("generation_config.json", {"eos_token_id": ["x"]}),
        ("generation_config.json", {"do_sample": "yes"}),
        ("preprocessor_config.json", {"min_pixels": -1}),
        ("preprocessor_config.json", {"min_pixels": 9, "max_pixels": 5}),
        ("preprocessor_config.json", []),
        ("config.json", {"model_type": "llama"}),
        ("config.json", [1]),
    ],
)
def test_values_that_cannot_be(copy, name, content):
    folder = copy()
    rewrite(folder / name, json.dumps(content).encode())
    refused(folder)


def test_another_models_tokenizer(copy):
    folder = copy()
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    names = ["<|im_start|>", "<|im_end|>"]
    for token in tokenizer["added_tokens"]:
        if token["content"] in names:
            token["content"] = names[1 - names.index(token["content"])]
    rewrite(folder / "tokenizer.json", json.dumps(tokenizer).encode())
    refused(folder)
