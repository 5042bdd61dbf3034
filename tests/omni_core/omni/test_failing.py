"""What a person is told of a failure inside the engine."""

from __future__ import annotations

import pytest
import torch

from omni_core.conversation import EngineError, StateError
from omni_core.media import MediaError
from omni_core.omni.failing import in_plain_words


def told(error: Exception, behind: Exception | None = None) -> EngineError:
    """behind: what had failed first."""
    error.__context__ = behind
    with pytest.raises(EngineError) as raised, in_plain_words():
        raise error
    return raised.value


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("CUDA error: out of memory"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
        RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"),
        RuntimeError("MPS backend out of memory (MPS allocated: 9.00 GB)"),
    ],
    ids=lambda error: str(error)[:30],
)
def test_whoever_runs_out_of_memory(error: Exception) -> None:
    assert told(error).kind == "memory"


def test_a_capture_that_ends_because_memory_did() -> None:
    """The end of a CUDA graph's capture fails too, and hides what failed within."""
    end = RuntimeError("CUDA error: operation failed due to a previous error during capture")
    assert told(end, behind=torch.OutOfMemoryError("CUDA out of memory.")).kind == "memory"
    assert told(end).kind == "internal"


def test_a_card_that_stopped() -> None:
    """Its driver refuses everything from then on: saying it again would not help."""
    error = told(torch.AcceleratorError("CUDA error: an illegal memory access was encountered"))
    assert error.kind == "device"
    assert "start Visavis again" in str(error)
    assert "illegal" not in str(error)


def test_what_is_said_already_is_passed_on() -> None:
    for error in (StateError("closed"), EngineError("input", "too long"), MediaError("no picture")):
        with pytest.raises(type(error)) as raised, in_plain_words():
            raise error
        assert raised.value is error
