"""The networks of speech as a conversation gets them: prepared graphs where there are some.

A checkpoint that was prepared runs on ONNX Runtime; one that was not, or whose graphs are damaged
or do not load, runs by torch, and the reason is logged.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from omni_core.checkpoint.config import DitConfig, VocoderConfig
from omni_core.checkpoint.speakers import Speaker
from omni_core.checkpoint.weights import Weights
from omni_core.conversation import EngineError
from omni_core.labels import Label
from omni_core.media import SPEECH_RATE
from omni_core.speech.block_decoder import BlockDecoder
from omni_core.speech.calibration import CHUNKS, Choice, choose, machine_name, measure, remembered
from omni_core.speech.dit import TorchStep
from omni_core.speech.export import step_example, vocoder_example
from omni_core.speech.loading import read_conditions, read_network
from omni_core.speech.ode import SOLVERS
from omni_core.speech.prepared import STEP, VOCODER, Prepared
from omni_core.speech.sessions import open_step, open_vocoder
from omni_core.speech.speech_stream import Synthesis
from omni_core.speech.step import LeftContext, Modulation, VelocityStep, Vocoder
from omni_core.speech.vocoder import TorchVocoder, read_vocoder

TORCH = Label("torch")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class SpeechNetworks:
    """Both networks, and what runs them: a provider of ONNX Runtime, or `TORCH`.

    device: where their tensors should be, to be taken without a copy.
    """

    step: VelocityStep
    vocoder: Vocoder
    runs_on: Label
    device: torch.device
    dit: DitConfig
    vocoder_config: VocoderConfig


def open_networks(
    weights: Weights,
    prepared: Prepared,
    device: torch.device,
    wanted: Label | None = None,
) -> SpeechNetworks:
    """The networks of a checkpoint, on the best there is.

    prepared: see `omni_core.speech.prepared.locate`; it need not be ready.
    device: where torch computes.  wanted: a provider; None for the best of the installed flavour.
    Raises: CheckpointError.
    """
    threads = torch.get_num_threads()
    if prepared.is_ready:
        try:
            step = open_step(prepared.graph(STEP), prepared.dit, wanted, device, threads)
            vocoder = open_vocoder(
                prepared.graph(VOCODER), prepared.vocoder, wanted, device, threads
            )
        except EngineError as error:
            log.warning("the prepared graphs do not load; speech runs on torch", exc_info=error)
        else:
            return SpeechNetworks(
                step, vocoder, step.provider, step.device, prepared.dit, prepared.vocoder
            )
    else:
        log.info("speech is not prepared; it runs on torch")
    return SpeechNetworks(
        TorchStep(read_network(weights, prepared.dit, device, torch.float32)),
        TorchVocoder(read_vocoder(weights, prepared.vocoder, device)),
        TORCH,
        device,
        prepared.dit,
        prepared.vocoder,
    )


def open_synthesis(
    weights: Weights,
    prepared: Prepared,
    speakers: Mapping[str, Speaker],
    device: torch.device,
    solver: str | None = None,
) -> Synthesis:
    """Everything from codes to sound, as this machine runs it best.

    solver: a name of `SOLVERS`; None for the best that this machine keeps up with.
    Raises: CheckpointError.
    """
    networks = open_networks(weights, prepared, device)
    conditions = read_conditions(weights, prepared.dit, speakers, networks.device, torch.float32)
    growth = CHUNKS
    if solver is None:
        choice = calibrated(networks, prepared.folder)
        solver, growth = choice.solver, choice.chunks
    return Synthesis(
        decoder=BlockDecoder(prepared.dit, networks.step, conditions.codes, conditions.modulations),
        vocoder=networks.vocoder,
        voices=conditions.voices,
        solver=SOLVERS[solver],
        samples_per_frame=prepared.vocoder.samples_per_frame,
        growth=growth,
    )


def calibrated(
    networks: SpeechNetworks,
    folder: Path,
    clock: Callable[[], float] = time.perf_counter,
) -> Choice:
    """Which solver and chunks this machine keeps up with; measured the first time.

    folder: where that is remembered, `Prepared.folder`.
    Takes seconds where speech is quicker than real time, some half a minute where it is far from.
    """
    machine = machine_name(networks.runs_on, torch.get_num_threads(), networks.device)
    return remembered(folder, machine, lambda: _measured(networks, clock))


def _measured(networks: SpeechNetworks, clock: Callable[[], float]) -> Choice:
    config, device = networks.dit, networks.device

    def step(blocks: int) -> None:
        given = (each.to(device) for each in step_example(config, blocks))
        mel, condition, layers, out, keys, values, seen, last_own = given
        made, _ = networks.step(
            mel, condition, Modulation(layers, out), LeftContext(keys, values), seen, last_own
        )
        made.sum().item()  # waits for the card

    def vocoder(frames: int) -> None:
        (mel,) = vocoder_example(networks.vocoder_config, frames)
        networks.vocoder(mel.to(device)).sum().item()

    measures = measure(step, vocoder, config.block_size, clock)
    rate = SPEECH_RATE // networks.vocoder_config.samples_per_frame
    return choose(measures, config.block_size, rate)
