"""Devices and number formats by name; no GPU is needed to say no."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
import torch

from omni_core.conversation import EngineError
from omni_core.omni.device import (
    AUTO,
    DTYPES,
    choose_device,
    choose_dtype,
    give_back,
    keep_float32_whole,
)


@pytest.fixture
def machine(monkeypatch):
    """`machine(cuda=2, mps=False)`: a machine with these graphics processors."""

    def made(cuda: int = 0, mps: bool = False, bfloat16: bool = True) -> None:
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
        # A card without the format says it has it, and computes it in float32.
        monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: cuda > 0)
        monkeypatch.setattr(
            torch.cuda, "get_device_capability", lambda _card: (9, 0) if bfloat16 else (7, 5)
        )
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)

    return made


def refusal(name: str) -> str:
    with pytest.raises(EngineError) as raised:
        choose_device(name)
    assert raised.value.kind == "device"
    return str(raised.value)


def test_auto_takes_the_fastest(machine):
    machine(cuda=1, mps=True)
    assert choose_device(AUTO) == torch.device("cuda")
    machine(mps=True)
    assert choose_device(AUTO) == torch.device("mps")
    machine()
    assert choose_device(AUTO) == torch.device("cpu")


@pytest.mark.parametrize("name", ["cpu", "mps", "cuda", "cuda:0", "cuda:1"])
def test_what_is_there_is_taken(machine, name):
    machine(cuda=2, mps=True)
    assert choose_device(name) == torch.device(name)


@pytest.mark.parametrize("name", ["cuda", "cuda:0", "mps"])
def test_what_is_not_there(machine, name):
    machine()
    assert f"torch finds no {name.partition(':')[0]} on this machine" in refusal(name)


def test_a_card_too_many(machine):
    machine(cuda=2)
    assert refusal("cuda:2") == "There is no device cuda:2; the last one is cuda:1."


@pytest.mark.parametrize(
    "name", ["", "gpu", "CPU", "cpu:1", "cpu:", "cuda:", "cuda:-1", "cuda:x", "cuda:01", "cuda:٣"]
)
def test_what_is_no_device(machine, name):
    machine(cuda=40, mps=True)
    assert "choose auto, cpu, cuda or mps" in refusal(name)


def test_numbers_that_suit_the_device(machine):
    machine(cuda=1, mps=True)
    assert choose_dtype(AUTO, torch.device("cuda")) == torch.bfloat16
    machine(cuda=1, bfloat16=False)
    assert choose_dtype(AUTO, torch.device("cuda")) == torch.float16
    assert choose_dtype(AUTO, torch.device("mps")) == torch.bfloat16
    assert choose_dtype(AUTO, torch.device("cpu")) == torch.float32


def test_numbers_by_name():
    for name, dtype in DTYPES.items():
        assert choose_dtype(name, torch.device("cpu")) == dtype
    with pytest.raises(EngineError, match="no number format 'int4'") as raised:
        choose_dtype("int4", torch.device("cpu"))
    assert raised.value.kind == "input"


def test_every_card_of_amd_has_bfloat16(machine, monkeypatch):
    machine(cuda=1, bfloat16=False)
    monkeypatch.setattr(torch.version, "hip", "6.4")
    assert choose_dtype(AUTO, torch.device("cuda")) == torch.bfloat16


def test_float32_is_computed_whole():
    """An export asks for these switches, and stumbles if only some of them are set."""
    before = torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32
    try:
        torch.backends.cudnn.allow_tf32 = True
        keep_float32_whole()
        assert not torch.backends.cudnn.allow_tf32
        assert not torch.backends.cuda.matmul.allow_tf32
        conv = torch.backends.cudnn.conv  # pyright: ignore[reportAttributeAccessIssue]
        assert conv.fp32_precision != "tf32"
        with torch.backends.cudnn.flags(enabled=False):
            """As an export does."""
    finally:
        torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = before


def test_memory_is_given_back_where_torch_keeps_it(monkeypatch):
    emptied = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: emptied.append("cuda"))
    monkeypatch.setattr(torch.cuda, "device", lambda card: nullcontext(emptied.append(str(card))))
    monkeypatch.setattr(torch.mps, "empty_cache", lambda: emptied.append("mps"))
    give_back(torch.device("cpu"))
    assert emptied == []
    give_back(torch.device("cuda:1"))
    give_back(torch.device("mps"))
    assert emptied == ["cuda:1", "cuda", "mps"]
