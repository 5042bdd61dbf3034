"""The networks of speech on ONNX Runtime, fed with torch tensors in place.

Both read and write tensors by their addresses (`IOBinding`), on the processor and on a CUDA card
alike; other providers copy what lies in main memory.  torch's own `TorchStep` and `TorchVocoder`
do the same work and stay the oracle.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from omni_core.checkpoint.config import DitConfig, VocoderConfig
from omni_core.conversation import EngineError
from omni_core.labels import Label
from omni_core.speech.dit import BRANCHES, look_back_layers
from omni_core.speech.export import STEP_INPUTS, STEP_OUTPUTS, VOCODER_INPUTS, VOCODER_OUTPUTS
from omni_core.speech.providers import GRAPH_ERRORS, Opened, open_graph
from omni_core.speech.step import LeftContext, Modulation

NUMPY = {torch.float32: np.float32, torch.int64: np.int64, torch.bool: np.bool_}
"""What the graphs take and give, as ONNX Runtime names it."""

KEPT_WINDOWS = 16
"""Lengths of window, in blocks, whose tensors are kept; more than ever stream."""

GRAPH_ID = "gpu_graph_id"
NOT_CAPTURED = -1
"""ONNX Runtime's word for a run that is neither captured nor replayed."""

CAPTURE_RUNS = 3
"""Until a graph is captured: versions differ in whether the first run does all of it."""

_OUT_OF_MEMORY = re.compile(
    "allocate memory|out of memory|bad allocation|CU(BLAS|DNN)_STATUS_ALLOC_FAILED"
)


class Session:
    """One graph on one provider."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.provider: Label = opened.provider
        self.device = opened.device
        self.captures = opened.captures

    def bind(
        self, inputs: Mapping[str, Tensor], outputs: Mapping[str, Tensor]
    ) -> onnxruntime.IOBinding:
        """Name the tensors to read and to write; they must outlive the binding.

        Raises: ValueError for one whose numbers do not lie in order.
        """
        binding = self._opened.session.io_binding()
        for name, tensor in inputs.items():
            binding.bind_input(name, *_place(tensor))
        for name, tensor in outputs.items():
            binding.bind_output(name, *_place(tensor))
        return binding

    def run(self, binding: onnxruntime.IOBinding, graph: int = NOT_CAPTURED) -> None:
        """Compute what is bound.

        graph: a number above 0 that stands for these very tensors, where capture is wanted.
        Raises: EngineError.
        """
        options = onnxruntime.RunOptions()
        if self.captures:
            options.add_run_config_entry(GRAPH_ID, str(graph))
        try:
            with self._in_turn():
                self._opened.session.run_with_iobinding(binding, options)
        except torch.AcceleratorError:
            raise  # the card itself, not the graph: nothing computes on it any more
        except GRAPH_ERRORS as error:
            if _OUT_OF_MEMORY.search(str(error)):
                raise EngineError(
                    "memory",
                    f"There is not enough memory to speak on {self.provider}; close other "
                    "programs, or choose a smaller context or model.",
                ) from error
            raise EngineError(
                "internal",
                f"Speech failed on {self.provider}; choose the device cpu, or let it answer in "
                "text alone.",
            ) from error

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Behind what torch has begun on the card, and before what it begins next."""
        stream = self._opened.stream
        if stream is None:
            yield
            return
        around = torch.cuda.current_stream(self.device)
        stream.wait_stream(around)
        yield
        around.wait_stream(stream)


def _place(tensor: Tensor) -> tuple[str, int, type, list[int], int]:
    """A tensor as `IOBinding` wants it told."""
    if not tensor.is_contiguous():
        raise ValueError("ONNX Runtime is told an address alone, so numbers must lie in order.")
    device = tensor.device
    return (
        device.type,
        device.index or 0,
        NUMPY[tensor.dtype],
        list(tensor.shape),
        tensor.data_ptr(),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    """The tensors of all windows of one length, and where they are bound."""

    inputs: Mapping[str, Tensor]
    outputs: Mapping[str, Tensor]
    binding: onnxruntime.IOBinding
    graph: int


class OrtStep:
    """`omni_core.speech.step.VelocityStep` on ONNX Runtime.

    What it returns lies in its own tensors and is overwritten by the next call; one thread at a
    time may call it.
    """

    def __init__(self, session: Session, config: DitConfig) -> None:
        self.provider, self.device = session.provider, session.device
        self._session = session
        self._config = config
        self._windows: dict[int, _Window] = {}

    @torch.inference_mode()
    def __call__(
        self,
        mel: Tensor,
        condition: Tensor,
        modulation: Modulation,
        past: LeftContext,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, LeftContext]:
        """See `omni_core.speech.step.VelocityStep`.

        Raises: EngineError.
        """
        window = self._window(mel.shape[0] // self._config.block_size)
        given = (
            mel,
            condition,
            modulation.layers,
            modulation.out,
            past.keys,
            past.values,
            seen,
            last_own,
        )
        for name, tensor in zip(STEP_INPUTS, given, strict=True):
            window.inputs[name].copy_(tensor)
        self._session.run(window.binding, window.graph)
        velocity, keys, values = (window.outputs[name] for name in STEP_OUTPUTS)
        return velocity, LeftContext(keys, values)

    @torch.inference_mode()
    def capture(self, lengths: Iterable[int]) -> None:
        """Have windows of these lengths in blocks, and of no others, run as CUDA graphs.

        Does nothing on a provider without such a thing.  Must be called on the thread that will
        speak, for ONNX Runtime keeps a graph for the thread that captured it, and while nobody
        else uses the card: what another thread asks of it meanwhile would fail, or the capture.
        Raises: EngineError; the session is then of no use any more.
        """
        if not self._session.captures:
            return
        for number, blocks in enumerate(sorted(set(lengths)), start=1):
            window = replace(self._new_window(blocks), graph=number)
            for _ in range(CAPTURE_RUNS):
                self._session.run(window.binding, window.graph)
            self._windows[blocks] = window

    def _window(self, blocks: int) -> _Window:
        known = self._windows.get(blocks)
        if known is not None:
            return known
        made = self._new_window(blocks)
        if len(self._windows) < KEPT_WINDOWS:
            self._windows[blocks] = made
        return made

    def _new_window(self, blocks: int) -> _Window:
        config, size = self._config, self._config.block_size
        frames, width = blocks * size, config.hidden_size
        heads = len(look_back_layers(config)), BRANCHES, config.num_heads, size, config.head_dim
        shapes = (
            (frames, config.mel_bins),
            (BRANCHES, frames, width),
            (config.num_layers, 6, width),
            (2, width),
            heads,
            heads,
        )
        device = self._session.device
        numbers = [torch.zeros(shape, device=device) for shape in shapes]
        seen = torch.zeros(size + frames, dtype=torch.bool, device=device)
        last_own = torch.zeros(1, dtype=torch.int64, device=device)
        inputs = dict(zip(STEP_INPUTS, (*numbers, seen, last_own), strict=True))
        made = [torch.zeros(shape, device=device) for shape in (shapes[0], heads, heads)]
        outputs = dict(zip(STEP_OUTPUTS, made, strict=True))
        binding = self._session.bind(inputs, outputs)
        return _Window(inputs, outputs, binding, NOT_CAPTURED)


class OrtVocoder:
    """`omni_core.speech.step.Vocoder` on ONNX Runtime."""

    def __init__(self, session: Session, config: VocoderConfig) -> None:
        self.provider = session.provider
        self._session = session
        self._samples_per_frame = config.samples_per_frame

    @torch.inference_mode()
    def __call__(self, mel: Tensor) -> Tensor:
        """See `omni_core.speech.step.Vocoder`.

        Raises: EngineError.
        """
        device = self._session.device
        mel = mel.to(device, torch.float32).contiguous()
        wave = torch.empty(mel.shape[0] * self._samples_per_frame, device=device)
        (into,), (out,) = VOCODER_INPUTS, VOCODER_OUTPUTS
        self._session.run(self._session.bind({into: mel}, {out: wave}))
        return wave


def open_step(
    file: Path,
    config: DitConfig,
    wanted: Label | None,
    device: torch.device,
    threads: int,
    captures: bool = True,
    without: Collection[str] = (),
) -> OrtStep:
    """The diffusion transformer's graph; see `open_graph` for what may be wanted.

    captures: whether windows may become CUDA graphs, see `OrtStep.capture`.
    Raises: EngineError("model").
    """
    return OrtStep(Session(open_graph(file, wanted, device, threads, captures, without)), config)


def open_vocoder(
    file: Path,
    config: VocoderConfig,
    wanted: Label | None,
    device: torch.device,
    threads: int,
    without: Collection[str] = (),
) -> OrtVocoder:
    """The vocoder's graph.  Its packets come in too many lengths to keep a CUDA graph of each.

    Raises: EngineError("model").
    """
    opened = open_graph(file, wanted, device, threads, captures=False, without=without)
    return OrtVocoder(Session(opened), config)
