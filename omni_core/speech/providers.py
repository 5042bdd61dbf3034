"""What runs a graph: the providers of the installed ONNX Runtime, the best one first.

ONNX Runtime comes in flavours that overwrite each other, and one of its own habits is to go on
with the processor without a word where a graphics card cannot be used.  So every step down is
noticed here, and the reason logged.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from onnxruntime.capi.onnxruntime_pybind11_state import (
    EPFail,
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
from omni_core.labels import Label

log = logging.getLogger(__name__)

CPU, CUDA, DIRECTML, COREML = Label("cpu"), Label("cuda"), Label("directml"), Label("coreml")

PROVIDERS: Mapping[Label, str] = {
    CUDA: "CUDAExecutionProvider",
    DIRECTML: "DmlExecutionProvider",
    COREML: "CoreMLExecutionProvider",
    CPU: "CPUExecutionProvider",
}
"""By the name a person calls them, the fastest first."""

NOT_INSTALLED = Label("the installed flavour of ONNX Runtime does not have it")
NOT_STARTED = Label("it does not start: its driver or its libraries are missing or do not fit")
REFUSED = Label("it does not take the graph")

OPTIONS: Mapping[Label, Mapping[str, str]] = {
    # The first of two cards is often the one without memory of its own.
    DIRECTML: {"performance_preference": "high_performance"},
    # Its older kind of model computes in float16, whatever the graph says.
    COREML: {"ModelFormat": "MLProgram"},
}
"""Of providers that all graphs share; CUDA's depend on the card."""

ERRORS_ONLY, FATAL_ONLY = 3, 4
"""ONNX Runtime's log severities that leave warnings out, and errors too."""

GRAPH_ERRORS = (
    EPFail,
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    RuntimeException,
    UnknownOperator,
    RuntimeError,  # its checks: of what is bound, and of CUDA's libraries where CUDA_PATH is set
)
"""What ONNX Runtime raises for a graph it cannot load or run."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session, and on what.

    device: where its tensors have to be.  stream: of CUDA, which the session computes on.
    captures: whether it may replay a window's work as one CUDA graph.
    """

    session: onnxruntime.InferenceSession
    provider: Label
    device: torch.device
    stream: torch.cuda.Stream | None = None
    captures: bool = False


def provider_named(name: str) -> Label:
    """The provider a person calls `name`.

    Raises: EngineError("input").
    """
    for provider in PROVIDERS:
        if provider == name:
            return provider
    names = ", ".join(PROVIDERS)
    raise EngineError("input", f"There is no provider {name!r}; choose one of {names}.")


def candidates(
    wanted: Label | None, installed: Sequence[str], without: Collection[str] = ()
) -> list[Label]:
    """The providers to try in turn: `wanted` alone before the processor, or all there are.

    without: names of those to leave out unless they are wanted; never the processor.
    """
    if wanted is None:
        there = [provider for provider, name in PROVIDERS.items() if name in installed]
        return [provider for provider in there if provider == CPU or provider not in without]
    if PROVIDERS[wanted] not in installed:
        log.warning("speech does not run on %s: %s", wanted, NOT_INSTALLED)
        return [CPU]
    return list(dict.fromkeys((wanted, CPU)))


def installed_best() -> Label:
    """The best provider of the installed flavour, whether it starts or not."""
    return candidates(None, onnxruntime.get_available_providers())[0]


def open_graph(
    file: Path,
    wanted: Label | None,
    device: torch.device,
    threads: int,
    captures: bool,
    without: Collection[str] = (),
) -> Opened:
    """Open a graph on the best provider that takes it.

    wanted: None for the best of the installed flavour.  device: where torch computes; a graphics
        card's number is taken from it.  threads: of the processor.  captures: whether windows of
        equal shape come again and again, so that a CUDA graph of them is worth its memory.
    without: see `candidates`.
    Raises: EngineError("model") if not even the processor takes it.
    """
    reason: Exception | None = None
    for provider in candidates(wanted, onnxruntime.get_available_providers(), without):
        for attempt in _attempts(provider, device, captures):
            try:
                session = _session(file, attempt, threads)
            except GRAPH_ERRORS as error:
                reason = error
                if attempt.captures:
                    log.warning("speech is not captured on %s: %s", provider, REFUSED)
                else:
                    log.warning("speech does not run on %s: %s", provider, REFUSED, exc_info=error)
                continue
            if session.get_providers()[0] != PROVIDERS[provider]:
                log.warning("speech does not run on %s: %s", provider, NOT_STARTED)
                break
            log.info("a graph of speech runs on %s", provider)
            return Opened(
                session, provider, attempt.device, attempt.stream, captures=attempt.captures
            )
    raise EngineError(
        "model",
        f"The prepared graph {file.name} in {file.parent} cannot be loaded; prepare the "
        "checkpoint again.",
    ) from reason


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to start a provider."""

    provider: Label
    device: torch.device
    stream: torch.cuda.Stream | None
    captures: bool
    options: Mapping[str, str]


def _attempts(provider: Label, device: torch.device, captures: bool) -> Iterator[_Attempt]:
    """With capture first, where there is such a thing."""
    if provider != CUDA:
        options = OPTIONS.get(provider, {})
        yield _Attempt(provider, torch.device("cpu"), None, captures=False, options=options)
        return
    options = {
        "device_id": str(device.index or 0),
        # float32 as torch computes it; its default would keep ten bits of each factor.
        "use_tf32": "0",
        # By its default every packet of a new length would try out every algorithm first.
        "cudnn_conv_algo_search": "HEURISTIC",
        # torch shares the card: by its default each piece taken would be twice the one before.
        "arena_extend_strategy": "kSameAsRequested",
    }
    # It may have been imported before torch, and not have found the libraries that torch brings,
    # or those that were installed for it alone.  What it misses it would tell the person's screen.
    with redirect_stdout(StringIO()):  # other threads may print meanwhile
        onnxruntime.preload_dlls()
    if device.type != "cuda":  # torch has no CUDA: ONNX Runtime copies tensors
        yield _Attempt(provider, torch.device("cpu"), None, captures=False, options=options)
        return
    stream = torch.cuda.Stream(device)
    options["user_compute_stream"] = str(stream.cuda_stream)
    if captures:
        yield _Attempt(
            provider, device, stream, captures=True, options={**options, "enable_cuda_graph": "1"}
        )
    yield _Attempt(provider, device, stream, captures=False, options=options)


def _session(file: Path, attempt: _Attempt, threads: int) -> onnxruntime.InferenceSession:
    # It writes to the screen what is told in the log here, in more words.
    onnxruntime.set_default_logger_severity(FATAL_ONLY)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = ERRORS_ONLY
    # Threads that wait by spinning take the time of torch's, which compute the next codes.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Weights as they are, not in pieces of the memory that comes and goes.
    options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
    if attempt.provider == DIRECTML:  # it needs both
        options.enable_mem_pattern = False
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    providers: list[Any] = [(PROVIDERS[attempt.provider], dict(attempt.options))]
    if attempt.provider != CPU:
        providers.append(PROVIDERS[CPU])
    return onnxruntime.InferenceSession(file, options, providers=providers, enable_fallback=0)
