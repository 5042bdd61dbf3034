"""ONNX Runtime sessions set up the same way for every network of sight."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    RuntimeException,
)
from onnxruntime.capi.onnxruntime_pybind11_state import (
    NotImplemented as UnknownOperator,
)

from omni_core.conversation import EngineError

ERRORS_ONLY = 3
"""ONNX Runtime's log severity that leaves warnings out."""


def quiet_options() -> onnxruntime.SessionOptions:
    """One thread and no chatter: looking must not take the voice's processor time.

    Without an arena, what a look needed is given back after it; looks are rare and pictures vary.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = ERRORS_ONLY
    return options


LOAD_ERRORS = (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    UnknownOperator,
    RuntimeException,
    OSError,
)
"""What ONNX Runtime raises for a file that is missing or no network."""


def open_network(path: Path) -> onnxruntime.InferenceSession:
    """Load a network for the CPU.

    Raises: EngineError `model` if the file is missing or is no network.
    """
    try:
        return onnxruntime.InferenceSession(
            path, quiet_options(), providers=["CPUExecutionProvider"]
        )
    except LOAD_ERRORS as error:
        raise EngineError(
            "model", f"The sight model {path.name} can't be loaded; install Visavis again."
        ) from error
