"""Evaluations and vocoder calls of the published size, by the reference and ours, to be timed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from benchmarks.speech_export import HERE
from benchmarks.stock_speech import StockSpeech
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.speakers import read_speakers
from omni_core.checkpoint.weights import Weights
from omni_core.speech.block_decoder import BlockDecoder
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.export import step_example, vocoder_example
from omni_core.speech.loading import read_conditions
from omni_core.speech.ode import RK4
from omni_core.speech.prepared import Prepared, locate
from omni_core.speech.runtime import SpeechNetworks, open_networks
from omni_core.speech.speech_stream import Synthesis
from omni_core.speech.step import LeftContext, Modulation
from omni_core.speech.vocoder_stream import CONTEXT_FRAMES
from tests.omni_core.speech import published
from tests.omni_core.speech.networks import random_codes

BLOCK, FRAMES = 24, 1000
"""Frames of mel: of a block, of ten seconds."""

PUBLISHED_WINDOW = 4
"""Blocks: two before its own and one behind."""

TIME = torch.tensor(0.3)
ROUNDS = 3

Timed = Callable[[], float]
"""Does something once; the seconds that took."""


def timed(run: Callable[[], object]) -> Timed:
    """Of all of it."""

    def once() -> float:
        started = time.perf_counter()
        run()
        return time.perf_counter() - started

    return once


def taking_turns(runs: Mapping[str, Timed]) -> dict[str, list[float]]:
    """Milliseconds, a round each in turn, behind one that warms up."""
    for run in runs.values():
        run()
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            spent[name].append(1000 * run())
    for name, values in spent.items():
        print(f"{name}: {statistics.median(values):.0f} ms", flush=True)
    return spent


@dataclass(frozen=True, slots=True)
class Speech:
    """One checkpoint, by each that runs it."""

    stock: StockSpeech
    by_torch: SpeechNetworks
    by_runtime: SpeechNetworks
    weights: Weights
    prepared: Prepared
    voice: str

    @classmethod
    def open(cls, folder: Path, cache: Path) -> Speech:
        """Raises: CheckpointError."""
        weights, prepared = Weights.open(folder), locate(folder, cache, "fp32")
        speakers = read_speakers(folder, read_config(folder))
        voice = next(iter(speakers))
        return cls(
            StockSpeech.open(weights, speakers[voice]),
            open_networks(weights, locate(folder, cache / "none", "fp32"), HERE),
            open_networks(weights, prepared, HERE),
            weights,
            prepared,
            voice,
        )

    def ours(self) -> tuple[BlockDecoder, Synthesis]:
        """Ours, by ONNX Runtime and with the reference's solver."""
        config, networks = self.prepared.dit, self.by_runtime
        speakers = {self.voice: self.stock.speaker}
        known = read_conditions(self.weights, config, speakers, networks.device, torch.float32)
        decoder = BlockDecoder(config, networks.step, known.codes, known.modulations)
        hop = self.prepared.vocoder.samples_per_frame
        return decoder, Synthesis(decoder, networks.vocoder, known.voices, RK4, hop)


def packet_frames(kept: int) -> int:
    """What the vocoder is given for a packet of so many blocks."""
    return kept * BLOCK + 2 * CONTEXT_FRAMES


def stock_step(speech: Speech, frames: int) -> Timed:
    """An evaluation by the reference."""
    codes = random_codes(frames // published.FRAMES_A_CODE)
    mel = torch.randn(frames, speech.prepared.dit.mel_bins)
    return timed(lambda: speech.stock.velocity(codes, mel, TIME))


def our_step(networks: SpeechNetworks, blocks: int) -> Timed:
    """An evaluation by ours."""
    mel, condition, layers, out, keys, values, seen, own = step_example(networks.dit, blocks)
    modulation, past = Modulation(layers, out), LeftContext(keys, values)
    return timed(lambda: networks.step(mel, condition, modulation, past, seen, own))


def every_step(speech: Speech) -> dict[str, Timed]:
    """Every window that some schedule needs."""
    runs = {f"stock {n}": stock_step(speech, n * BLOCK) for n in (2, 3, PUBLISHED_WINDOW)}
    runs["stock whole"] = stock_step(speech, FRAMES)
    for blocks in (2, 3, 4, 6, 7, 9):
        runs[f"torch {blocks}"] = our_step(speech.by_torch, blocks)
        runs[f"onnxruntime {blocks}"] = our_step(speech.by_runtime, blocks)
    return runs


def every_vocoder(speech: Speech) -> dict[str, Timed]:
    """Every length that some schedule needs."""

    def run(frames: int, by: Callable[[torch.Tensor], object]) -> Timed:
        (mel,) = vocoder_example(speech.prepared.vocoder, frames)
        return timed(lambda: by(mel))

    runs = {f"stock {n}": run(n, speech.stock.sound) for n in (packet_frames(1), FRAMES)}
    for kept in CHUNKS:
        frames = packet_frames(kept)
        runs[f"torch {frames}"] = run(frames, speech.by_torch.vocoder)
        runs[f"onnxruntime {frames}"] = run(frames, speech.by_runtime.vocoder)
    return runs


def every_change(speech: Speech) -> dict[str, Timed]:
    """The published window, by stock modules and with one thing after the other changed."""
    step, stock = stock_step(speech, PUBLISHED_WINDOW * BLOCK), speech.stock

    def voice_known() -> float:
        with stock.without_speaker_encoder():
            return step()

    def modulation_known() -> float:
        with stock.without_speaker_encoder(), stock.without_modulation(TIME):
            return step()

    return {
        "stock": step,
        "voice known": voice_known,
        "modulation known too": modulation_known,
        "attention within blocks too": our_step(speech.by_torch, PUBLISHED_WINDOW),
    }
