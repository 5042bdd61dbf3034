"""Which device and number format a checkpoint runs with."""

from __future__ import annotations

import re

import torch

from omni_core.conversation import EngineError

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
AUTO = "auto"
NAMES = re.compile(r"cpu|mps|(cuda)(?::(0|[1-9][0-9]?))?")
"""What a device may be called; only graphics cards for CUDA come in numbers."""

FIRST_WITH_BFLOAT16 = (8, 0)
"""CUDA's compute capability (Ampere).  Older cards only pretend to have the format, slowly, which
torch's own `is_bf16_supported` does not tell apart unless it is asked to."""


def choose_device(name: str) -> torch.device:
    """The device called `name` (auto, cpu, cuda, cuda:1, mps); auto takes the fastest there is.

    Raises: EngineError("device") for one this machine or this build of torch does not have.
    """
    if name == AUTO:
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    match = NAMES.fullmatch(name)
    if match is None:
        raise EngineError("device", f"There is no device {name!r}; choose auto, cpu, cuda or mps.")
    kind, number = match[1] or name, int(match[2] or 0)
    there = {
        "cpu": 1,
        "cuda": torch.cuda.device_count() if torch.cuda.is_available() else 0,
        "mps": int(torch.backends.mps.is_available()),
    }
    if there[kind] == 0:
        raise EngineError(
            "device",
            f"torch finds no {kind} on this machine; install the build of torch that is made for "
            "it, or choose the device cpu.",
        )
    if number >= there[kind]:
        raise EngineError(
            "device", f"There is no device {name}; the last one is {kind}:{there[kind] - 1}."
        )
    return torch.device(name)


def choose_dtype(name: str, device: torch.device) -> torch.dtype:
    """The number format called `name`; auto takes bfloat16 where the device is quick with it.

    A CPU without matrix units for it computes in bfloat16 at a third of its speed in float32
    (20 against 62 GFLOP/s measured), so there auto takes float32.  float16 is the last resort:
    these networks were trained in bfloat16, and larger numbers overflow.

    Raises: EngineError("input") for an unknown name.
    """
    if name == AUTO:
        if device.type == "cuda":
            return torch.bfloat16 if _has_bfloat16(device) else torch.float16
        # Every Mac that ONNX Runtime has files for has bfloat16: macOS 14 brought it.
        return torch.bfloat16 if device.type == "mps" else torch.float32
    if name not in DTYPES:
        raise EngineError(
            "input", f"There is no number format {name!r}; choose auto, {', '.join(DTYPES)}."
        )
    return DTYPES[name]


def _has_bfloat16(card: torch.device) -> bool:
    """Whether a card computes in bfloat16 itself; all of AMD's that torch runs on do."""
    if torch.version.hip is not None:
        return True
    return torch.cuda.get_device_capability(card) >= FIRST_WITH_BFLOAT16


def keep_float32_whole() -> None:
    """Have torch compute in float32 what is stored so, on a card too, for the whole process.

    By its default the convolutions of a card keep ten bits of each factor (TF32), which the
    vocoder, published in float32, has not been heard with.
    """
    # The newer switches, one an operation, make torch.export stumble over the older ones.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False


def give_back(device: torch.device) -> None:
    """Return memory to other programs that torch would keep for what it might load next."""
    if device.type == "cuda":
        with torch.cuda.device(device):
            torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
