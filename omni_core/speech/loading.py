"""The diffusion part of a checkpoint: the network, and all that is worked out ahead of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch

from omni_core.checkpoint.config import DitConfig
from omni_core.checkpoint.layout import DIT
from omni_core.checkpoint.speakers import Speaker
from omni_core.checkpoint.weights import Weights
from omni_core.speech.conditioning import CodeTable, Conditioner, Voice
from omni_core.speech.dit import Dit
from omni_core.speech.modulation import Modulator
from omni_core.speech.ode import SOLVERS, Solver
from omni_core.speech.step import Modulation

CPU = torch.device("cpu")


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """What the network is told, apart from the mel.

    voices: by name.  modulations: of each solver by its name, one an evaluation.
    """

    codes: CodeTable
    voices: Mapping[str, Voice]
    modulations: Mapping[str, tuple[Modulation, ...]]


def read_network(
    weights: Weights, config: DitConfig, device: torch.device, dtype: torch.dtype
) -> Dit:
    """The network itself, for `TorchStep` or an export.

    Raises: CheckpointError.
    """
    with torch.device("meta"):
        network = Dit(config)
    weights.fill(network, DIT, device, dtype)
    return network.eval()


def read_conditions(
    weights: Weights,
    config: DitConfig,
    speakers: Mapping[str, Speaker],
    device: torch.device,
    dtype: torch.dtype,
) -> Conditions:
    """All that is worked out ahead, in float32 on the CPU, then put where the network is.

    Raises: CheckpointError.
    """
    with torch.device("meta"):
        conditioner, modulator = Conditioner(config), Modulator(config)
    weights.fill(conditioner, DIT, CPU, torch.float32)
    table = conditioner.code_table()
    voices = {name: conditioner.voice(speaker) for name, speaker in speakers.items()}
    weights.fill(modulator, DIT, CPU, torch.float32)
    return Conditions(
        codes=CodeTable(table.rows.to(device, dtype), table.repeats),
        voices={
            name: Voice(voice.guided.to(device, dtype), voice.unguided.to(device, dtype))
            for name, voice in voices.items()
        },
        modulations=_modulations(modulator, SOLVERS.values(), device, dtype),
    )


def _modulations(
    modulator: Modulator, solvers: Iterable[Solver], device: torch.device, dtype: torch.dtype
) -> dict[str, tuple[Modulation, ...]]:
    """Solvers share times, so each time is worked out once."""
    times = {solver.name: solver.times().tolist() for solver in solvers}
    distinct = sorted({time for each in times.values() for time in each})
    known = {
        time: Modulation(each.layers.to(device, dtype), each.out.to(device, dtype))
        for time, each in zip(distinct, modulator(torch.tensor(distinct)), strict=True)
    }
    return {name: tuple(known[time] for time in each) for name, each in times.items()}
