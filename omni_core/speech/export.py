"""The two networks of speech as ONNX graphs.

One graph serves windows and packets of every length: the exporter turns lengths into symbols, and
the graphs come out no larger for it.  In half precision weights and arithmetic are float16 and
the graph's inputs and outputs stay float32, so nobody around it has to know.
"""

from __future__ import annotations

import copy
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.export import Dim

from omni_core.checkpoint.config import DitConfig, VocoderConfig
from omni_core.speech.dit import BRANCHES, Dit, look_back_layers
from omni_core.speech.vocoder import BigVgan, Snake

OPSET = 20
"""Of ONNX: old enough for every flavour of ONNX Runtime, new enough to have Gelu."""

REVISION = 1
"""Of what the graphs compute or are called with; raised when that changes."""

DTYPES: Mapping[str, torch.dtype] = {"fp32": torch.float32, "fp16": torch.float16}

STEP_INPUTS: tuple[str, ...] = (
    "mel",
    "condition",
    "layers",
    "out",
    "past_keys",
    "past_values",
    "seen",
    "last_own",
)
STEP_OUTPUTS: tuple[str, ...] = ("velocity", "keys", "values")
VOCODER_INPUTS: tuple[str, ...] = ("mel",)
VOCODER_OUTPUTS: tuple[str, ...] = ("wave",)

MOST_BLOCKS = 4096
MOST_FRAMES = 65536
"""Bounds of the symbols, beyond anything said in one breath; the exporter wants some."""

EXAMPLE_BLOCKS = 3
EXAMPLE_FRAMES = 48
"""Lengths the networks are traced with."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one network becomes a graph, and with what its copy is compared.

    name: of the graph.  example: inputs of some length, made from random numbers.
    lengths: what `example` takes for the comparison: blocks, or frames.
    """

    name: str
    network: nn.Module
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    example: Callable[[int], tuple[Tensor, ...]]
    traced: int
    lengths: tuple[int, ...]
    dynamic_shapes: tuple[Any, ...]

    def write(self, file: Path, dtype: torch.dtype) -> None:
        """Export to `file`, its weights beside it in `file` + `.data`.

        Raises: OSError if the disk takes no more.
        """
        network = self.network if dtype == torch.float32 else halved(self.network)
        with _quiet():
            program = torch.onnx.export(
                network.eval(),
                self.example(self.traced),
                dynamo=True,
                opset_version=OPSET,
                input_names=self.inputs,
                output_names=self.outputs,
                dynamic_shapes=self.dynamic_shapes,
                verbose=False,
            )
            if program is None:
                raise RuntimeError("torch's exporter returned no graph")
            program.save(file, external_data=True)


def step_recipe(network: Dit) -> Recipe:
    """Of one evaluation of the diffusion transformer, see `omni_core.speech.dit.Dit.forward`."""
    config = network.config
    size = config.block_size
    blocks = Dim("blocks", min=1, max=MOST_BLOCKS)
    return Recipe(
        "step",
        network,
        STEP_INPUTS,
        STEP_OUTPUTS,
        lambda count: step_example(config, count),
        EXAMPLE_BLOCKS,
        (1, 2, EXAMPLE_BLOCKS + 1),
        (
            {0: size * blocks},
            {1: size * blocks},
            None,
            None,
            None,
            None,
            {0: size * blocks + size},
            None,
        ),
    )


def vocoder_recipe(network: BigVgan) -> Recipe:
    """Of the vocoder."""
    config = network.config
    return Recipe(
        "vocoder",
        network,
        VOCODER_INPUTS,
        VOCODER_OUTPUTS,
        lambda frames: vocoder_example(config, frames),
        EXAMPLE_FRAMES,
        (1, 7, EXAMPLE_FRAMES + 16),
        ({0: Dim("frames", min=1, max=MOST_FRAMES)},),
    )


def step_example(config: DitConfig, blocks: int) -> tuple[Tensor, ...]:
    """Inputs of a window as `Dit.forward` takes them: the last third of a block does not exist."""
    generator = torch.Generator().manual_seed(blocks)

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator)

    size, frames = config.block_size, blocks * config.block_size
    heads = (len(look_back_layers(config)), BRANCHES, config.num_heads, size, config.head_dim)
    layers, out = (0.1 * normal(n, 6, config.hidden_size) for n in (config.num_layers, 1))
    out = out[0, :2]
    layers[:, [1, 4]] += 1.0  # scales
    layers[:, [2, 5]] += 0.3  # gates
    out[1] += 1.0
    seen = torch.arange(size + frames) < size + frames - size // 3
    return (
        normal(frames, config.mel_bins),
        normal(BRANCHES, frames, config.hidden_size),
        layers,
        out,
        normal(*heads),
        normal(*heads),
        seen,
        torch.tensor([max(blocks - 2, 0)]),
    )


def vocoder_example(config: VocoderConfig, frames: int) -> tuple[Tensor]:
    """Mel about as loud as speech."""
    generator = torch.Generator().manual_seed(frames)
    return (3.0 * torch.randn(frames, config.mel_bins, generator=generator) - 4.0,)


class HalvedStep(nn.Module):
    """The diffusion transformer in float16 behind float32 borders."""

    def __init__(self, network: Dit) -> None:
        super().__init__()
        self.network = copy.deepcopy(network).half()

    def forward(
        self,
        mel: Tensor,
        condition: Tensor,
        layers: Tensor,
        out: Tensor,
        past_keys: Tensor,
        past_values: Tensor,
        seen: Tensor,
        last_own: Tensor,
    ) -> tuple[Tensor, ...]:
        """See `omni_core.speech.dit.Dit.forward`."""
        numbers = (each.half() for each in (mel, condition, layers, out, past_keys, past_values))
        return tuple(made.float() for made in self.network(*numbers, seen, last_own))


def halved(network: nn.Module) -> nn.Module:
    """A copy of either network that computes in float16.

    The vocoder converts at its own borders, and the parameters of its activation are logarithms,
    whose rounding would be multiplied: they stay as they are.
    """
    if isinstance(network, Dit):
        return HalvedStep(network)
    half = copy.deepcopy(network).half()
    for ours, theirs in zip(half.modules(), network.modules(), strict=True):
        if isinstance(ours, Snake) and isinstance(theirs, Snake):
            ours.alpha, ours.beta = theirs.alpha, theirs.beta
    return half


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what torch's exporter says about torch's exporter."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
