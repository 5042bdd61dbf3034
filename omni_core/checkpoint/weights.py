"""The weights of a checkpoint: sharded safetensors, read one tensor at a time.

One tensor is mapped, copied straight to its device and number format, and the map is closed
again: mapped pages count as the process's memory, and a shard may be larger than what the machine
has left.  Its place is known from the header, which is read and checked once a file.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from omni_core.checkpoint.errors import CheckpointError
from omni_core.checkpoint.json_file import read_json

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
LENGTH_BYTES = 8
LARGEST_HEADER = 100_000_000
"""Bytes: the format's own limit."""

NUMBER_FORMATS = {"F32": torch.float32, "BF16": torch.bfloat16, "F16": torch.float16}
"""What the weights of a published checkpoint are stored as."""


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """Where a tensor is, and what it is; start and size in bytes of the file."""

    file: Path
    shape: tuple[int, ...]
    dtype: torch.dtype
    start: int
    size: int


class Weights:
    """The tensors of one checkpoint; nothing but headers is read until `fill`."""

    def __init__(self, folder: Path, tensors: Mapping[str, TensorInfo]) -> None:
        self.folder = folder
        self.tensors = tensors

    @classmethod
    def open(cls, folder: Path) -> Weights:
        """Read and check the index and the header of every shard.

        Raises: CheckpointError naming the file, and the tensor where there is one.
        """
        if not (folder / INDEX).exists():
            return cls(folder, read_header(folder / SINGLE))
        index = read_json(folder / INDEX)
        places = index.section("weight_map").content
        tensors: dict[str, TensorInfo] = {}
        for shard in sorted({_shard_name(index.file, name) for name in places.values()}):
            header = read_header(folder / shard)
            expected = {name for name, file in places.items() if file == shard}
            for name in sorted(expected - set(header)):
                raise CheckpointError(
                    folder / shard, f"does not hold the tensor {name} that it should"
                )
            for name in sorted(set(header) - expected):
                raise CheckpointError(
                    folder / shard, f"holds the tensor {name}, which {INDEX} does not name"
                )
            tensors |= header
        return cls(folder, tensors)

    def check(self, expected: Mapping[str, tuple[int, ...]]) -> None:
        """Compare with the names and shapes that the configuration asks for.

        Raises: CheckpointError for a missing, extra or misshapen tensor.
        """
        index = self.folder / (INDEX if (self.folder / INDEX).exists() else SINGLE)
        for name, shape in expected.items():
            info = self.tensors.get(name)
            if info is None:
                raise CheckpointError(index, f"lacks the tensor {name}; fetch the checkpoint again")
            if info.shape != shape:
                raise CheckpointError(
                    info.file,
                    f"holds the tensor {name} with the shape {list(info.shape)} where config.json "
                    f"asks for {list(shape)}",
                )
        for name in self.tensors:
            if name not in expected:
                raise CheckpointError(
                    self.tensors[name].file, f"holds the tensor {name}, which no network here has"
                )

    def stored(self, name: str) -> Tensor:
        """One tensor as the file holds it, on the CPU.

        Raises: CheckpointError if its file is missing or damaged.
        """
        return _mapped(name, self.tensors[name])

    def fill(
        self, module: nn.Module, prefix: str, device: torch.device, dtype: torch.dtype
    ) -> None:
        """Give a module that was built on the meta device its weights.

        prefix: what the official names have before the module's own, such as `thinker.`.
        A class attribute `fused` maps a child to the official siblings it joins along its rows.

        Raises: CheckpointError for a missing or misshapen tensor, or a damaged file.
        """
        for path, owner in module.named_modules():
            for name, parameter in list(owner.named_parameters(recurse=False)):
                sources = official_names(module, path, name)
                filled = _room_for(owner, parameter.shape, device, dtype)
                self._copy([prefix + source for source in sources], filled)
                setattr(owner, name, nn.Parameter(filled, requires_grad=False))

    def _copy(self, names: list[str], target: Tensor) -> None:
        """Copy tensors, joined along their rows, into `target`."""
        first = 0
        for name in names:
            info = self.tensors.get(name)
            if info is None:
                raise CheckpointError(self.folder / INDEX, f"lacks the tensor {name}")
            rows = info.shape[0] if info.shape else 1
            part = target[first : first + rows] if len(names) > 1 else target
            if tuple(part.shape) != info.shape:
                raise CheckpointError(
                    info.file,
                    f"holds the tensor {name} with the shape {list(info.shape)}, not "
                    f"{list(part.shape)}",
                )
            part.copy_(_mapped(name, info))
            first += rows
        if len(names) > 1 and first != target.shape[0]:
            raise CheckpointError(
                self.folder / INDEX, f"has tensors {', '.join(names)} that do not add up"
            )


def _room_for(
    owner: nn.Module, shape: torch.Size, device: torch.device, dtype: torch.dtype
) -> Tensor:
    """An empty tensor for a parameter of `owner`, laid out as its use is fastest.

    A token's step multiplies matrices with one vector.  A processor reads a float32 matrix that
    is no wider than high faster column by column: half the time at 152064 x 512, four fifths at
    151936 x 2048 (`benchmarks/decode_step.py`); many tokens at once cost the same either way.
    """
    by_columns = device.type == "cpu" and dtype == torch.float32
    if by_columns and isinstance(owner, nn.Linear) and len(shape) == 2 and shape[0] >= shape[1]:
        return torch.empty(shape[::-1], device=device, dtype=dtype).t()
    return torch.empty(shape, device=device, dtype=dtype)


def official_names(module: nn.Module, path: str, parameter: str) -> list[str]:
    """The official names of a parameter of the submodule at `path`, below the module's prefix."""
    parent_path, _, child = path.rpartition(".")
    parent = module.get_submodule(parent_path) if path else None
    fused: Mapping[str, tuple[str, ...]] = getattr(parent, "fused", {})
    start = f"{parent_path}." if parent_path else ""
    children = fused.get(child, (child,)) if path else ()
    return [f"{start}{name}.{parameter}" for name in children] or [parameter]


def _mapped(name: str, info: TensorInfo) -> Tensor:
    if not info.size:  # nothing cannot be mapped
        return torch.empty(info.shape, dtype=info.dtype)
    try:
        # "c": written to by nobody, but torch asks for memory that could be.
        raw = np.memmap(info.file, np.uint8, "c", info.start, (info.size,))
    except (OSError, ValueError) as error:  # gone, or shorter than when it was looked at
        raise CheckpointError(
            info.file, f"is damaged at the tensor {name}; fetch it again"
        ) from error
    return torch.from_numpy(raw).view(info.dtype).view(info.shape)


def _shard_name(index: Path, name: object) -> str:
    """A shard's file name, which must lie beside the index and nowhere else."""
    if (
        not isinstance(name, str)
        or PurePosixPath(name).name != name
        or "\\" in name
        or not name.endswith(".safetensors")
    ):
        raise CheckpointError(index, f"names {name!r} as a file of weights, which it cannot be")
    return name


def read_header(file: Path) -> dict[str, TensorInfo]:
    """The tensors that a safetensors file says it holds, checked against its size.

    Raises: CheckpointError.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as shard:
            (length,) = struct.unpack("<Q", shard.read(LENGTH_BYTES).ljust(LENGTH_BYTES, b"\0"))
            if not 0 < length <= min(size - LENGTH_BYTES, LARGEST_HEADER):
                raise CheckpointError(file, "is damaged or cut off; fetch it again")
            header = json.loads(shard.read(length))
    except FileNotFoundError:
        raise CheckpointError(file, "is missing; fetch the checkpoint again") from None
    except OSError as error:
        raise CheckpointError(file, f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise CheckpointError(file, "has a damaged header; fetch it again") from error
    if not isinstance(header, dict):
        raise CheckpointError(file, "has a damaged header; fetch it again")
    header.pop("__metadata__", None)
    start = LENGTH_BYTES + length
    tensors = dict(_tensors(file, header, start))
    stored = size - start
    if sum(info.size for info in tensors.values()) != stored:
        raise CheckpointError(file, "is cut off or holds more than it says; fetch it again")
    return tensors


def _tensors(file: Path, header: Mapping[str, Any], start: int) -> Iterator[tuple[str, TensorInfo]]:
    """Every entry of a header; together they must fill the file without holes or overlaps.

    start: of the first tensor, in bytes of the file.
    """
    end = 0
    try:
        entries = sorted(header.items(), key=lambda entry: entry[1]["data_offsets"])
        for name, entry in entries:
            shape = tuple(entry["shape"])
            dtype = NUMBER_FORMATS[entry["dtype"]]
            size = dtype.itemsize
            for length in shape:
                if type(length) is not int or length < 0:
                    raise ValueError(length)
                size *= length
            if entry["data_offsets"] != [end, end + size]:
                raise ValueError(entry["data_offsets"])
            yield name, TensorInfo(file, shape, dtype, start + end, size)
            end += size
    except (KeyError, TypeError, ValueError) as error:
        raise CheckpointError(
            file, "has a damaged header: its tensors do not fit together; fetch it again"
        ) from error
