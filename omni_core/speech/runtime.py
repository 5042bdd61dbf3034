"""The networks of speech as a conversation gets them: prepared graphs where there are some.

A checkpoint that was prepared runs on ONNX Runtime; one that was not, or whose graphs are damaged
or do not load, runs by torch, and the reason is logged.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

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
from omni_core.speech.providers import CPU, REFUSED, installed_best
from omni_core.speech.schedule import AHEAD_BLOCKS
from omni_core.speech.sessions import OrtStep, OrtVocoder, open_step, open_vocoder
from omni_core.speech.speech_stream import Synthesis
from omni_core.speech.step import LeftContext, Modulation, VelocityStep, Vocoder
from omni_core.speech.vocoder import TorchVocoder, read_vocoder
from omni_core.speech.vocoder_stream import CONTEXT_FRAMES

TORCH = Label("torch")

WINDOWS = frozenset(chunk + ahead for chunk in CHUNKS for ahead in (0, AHEAD_BLOCKS))
"""Lengths of window that occur, in blocks: nothing is looked ahead at behind a reply's end."""

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

    @property
    def on_a_card(self) -> bool:
        """Whether anything but the processor computes them."""
        return self.runs_on not in (CPU, TORCH) or self.device.type != CPU


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
    graphs = _open_graphs(prepared, device, wanted)
    if graphs is not None:
        step, vocoder = graphs
        return SpeechNetworks(
            step, vocoder, step.provider, step.device, prepared.dit, prepared.vocoder
        )
    return torch_networks(weights, prepared, device)


def torch_networks(weights: Weights, prepared: Prepared, device: torch.device) -> SpeechNetworks:
    """The networks of a checkpoint by torch, in float32.

    Raises: CheckpointError.
    """
    return SpeechNetworks(
        TorchStep(read_network(weights, prepared.dit, device, torch.float32)),
        TorchVocoder(read_vocoder(weights, prepared.vocoder, device)),
        TORCH,
        device,
        prepared.dit,
        prepared.vocoder,
    )


def _open_graphs(
    prepared: Prepared, device: torch.device, wanted: Label | None
) -> tuple[OrtStep, OrtVocoder] | None:
    """The prepared graphs; None where torch does better, the reason logged."""
    if not prepared.is_ready:
        log.info("speech is not prepared; it runs on torch")
        return None
    has_card = device.type != CPU and wanted is None
    if has_card and installed_best() == CPU:
        _say_on_torch(device)
        return None
    threads = torch.get_num_threads()
    try:
        step = _open_step(prepared, device, wanted, threads)
        vocoder = open_vocoder(
            prepared.graph(VOCODER),
            prepared.vocoder,
            wanted,
            device,
            threads,
            prepared.refused(VOCODER),
        )
    except EngineError as error:
        log.warning("the prepared graphs do not load; speech runs on torch", exc_info=error)
        return None
    if has_card and CPU in (step.provider, vocoder.provider):
        _say_on_torch(device)
        return None
    return step, vocoder


def _say_on_torch(card: torch.device) -> None:
    log.warning(
        "speech is prepared, but this ONNX Runtime computes it on the processor; it runs on torch, "
        "on %s",
        Label(card.type),
    )


def _open_step(
    prepared: Prepared, device: torch.device, wanted: Label | None, threads: int
) -> OrtStep:
    """With all windows that occur captured where that can be."""
    file, config, without = prepared.graph(STEP), prepared.dit, prepared.refused(STEP)
    step = open_step(file, config, wanted, device, threads, without=without)
    try:
        step.capture(WINDOWS)
        return step
    except EngineError as error:
        log.warning("speech is not captured on %s: %s", step.provider, REFUSED, exc_info=error)
    del step  # a card may not have room for both
    return open_step(file, config, wanted, device, threads, captures=False, without=without)


def open_synthesis(
    weights: Weights,
    prepared: Prepared,
    speakers: Mapping[str, Speaker],
    device: torch.device,
    solver: str | None = None,
) -> Synthesis:
    """Everything from codes to sound, as this machine runs it best.

    Must be called on the thread that will speak, see `OrtStep.capture`.
    solver: a name of `SOLVERS`; None for the best that this machine keeps up with.
    Raises: CheckpointError.
    """
    networks = open_networks(weights, prepared, device)
    conditions = read_conditions(weights, prepared.dit, speakers, networks.device, torch.float32)
    if networks.on_a_card:
        warm_up(networks)
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


def warm_up(networks: SpeechNetworks) -> None:
    """Run the windows and the first packets once, each to its end.

    A card's libraries choose how to compute a length when they first meet it, for which somebody
    would wait in the first reply.
    """
    step, vocoder, size = step_run(networks), vocoder_run(networks), networks.dit.block_size
    for blocks in sorted(WINDOWS):
        step(blocks)
    for frames in (size, 2 * size, size + 2 * CONTEXT_FRAMES):  # as blocks come one by one
        vocoder(frames)


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
    config = networks.dit
    measures = measure(step_run(networks), vocoder_run(networks), config.block_size, clock)
    rate = SPEECH_RATE // networks.vocoder_config.samples_per_frame
    return choose(measures, config.block_size, rate)


def step_run(networks: SpeechNetworks) -> Callable[[int], None]:
    """Runs one evaluation of a window of so many blocks, to its end.

    Its inputs are made with the first window of a length: drawing them takes longer than a card
    takes to evaluate them.
    """

    @cache
    def example(blocks: int) -> tuple[Tensor, ...]:
        return tuple(each.to(networks.device) for each in step_example(networks.dit, blocks))

    def run(blocks: int) -> None:
        mel, condition, layers, out, keys, values, seen, last_own = example(blocks)
        made, _ = networks.step(
            mel, condition, Modulation(layers, out), LeftContext(keys, values), seen, last_own
        )
        made.sum().item()  # waits for the card

    return run


def vocoder_run(networks: SpeechNetworks) -> Callable[[int], None]:
    """Runs the vocoder on so many frames, to its end."""

    @cache
    def example(frames: int) -> Tensor:
        (mel,) = vocoder_example(networks.vocoder_config, frames)
        return mel.to(networks.device)

    def run(frames: int) -> None:
        networks.vocoder(example(frames)).sum().item()

    return run
