"""Claim: the latency of a spoken answer is the sum of its parts, and small on a graphics card.

    python -m benchmarks.gpu [CHECKPOINT] [--device cuda] [--shape small]

Times every part of an answer by itself: encoding what may be left of a turn, reading it, a token,
a code, an evaluation of the diffusion transformer by torch and by ONNX Runtime at every length,
the vocoder.  Then whole turns of 1.9 s of speech, the worst that can be left at its end, and
beside what they took what the parts add up to (`omni_core.omni.latency`).  Without a checkpoint
one is made up; times do not depend on what the weights say.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import soundfile
import torch

from app.errors import UserError
from app.settings import Settings
from app.talk.first_sound import Arrival, first_sound
from app.talk.memory import peak_rss_mb
from benchmarks import gpu_parts, report
from benchmarks.gpu_parts import (
    LEFT_TOKENS,
    STEP,
    TALKER_CHOICE,
    TALKER_STEP,
    THINKER_CHOICE,
    THINKER_STEP,
    VOCODER,
    Device,
    Table,
)
from benchmarks.made_up import made_up
from omni_core.checkpoint.plan import plan
from omni_core.checkpoint.shapes import SHAPES
from omni_core.checkpoint.weights import Weights
from omni_core.conversation import Cancel, ConversationError, Options, ReplyDone, SpeechDelta
from omni_core.media import HEARING_RATE, SPEECH_RATE, AudioBlock
from omni_core.omni.device import AUTO, choose_device, choose_dtype, give_back, keep_float32_whole
from omni_core.omni.engine import OmniEngine
from omni_core.omni.latency import Costs, Parts, from_last_voiced, measured
from omni_core.omni.talking import SPEECH_DTYPE, SpeechOptions
from omni_core.speech.ode import SOLVERS
from omni_core.speech.prepared import prepare
from omni_core.speech.runtime import SpeechNetworks, open_networks, torch_networks
from omni_core.speech.schedule import AHEAD_BLOCKS

RECORDING = Path(__file__).parent.parent / "tests" / "data" / "recordings" / "what_time_is_it.wav"
SECONDS = 1.9
"""Of speech in a turn: all but 0.1 s of a block of sound is left when it ends."""

BLOCK = HEARING_RATE // 10
LONGEST_SOUND = 10.0
"""Seconds of sound behind which a reply is stopped: made-up weights know no end."""

TOKENS = 200
ROUNDS = 20
TURNS = 5
GIGABYTE = 1e9


def networks_of(folder: Path, cache: Path, device: torch.device) -> dict[str, SpeechNetworks]:
    """The networks of speech by torch, and by ONNX Runtime where it runs them on this device."""
    weights = Weights.open(folder)
    prepared = prepare(folder, cache, SPEECH_DTYPE, device=_for_graphs(device))
    by_graph = open_networks(weights, prepared, device)
    by_torch = torch_networks(weights, prepared, device)
    return {str(each.runs_on): each for each in (by_graph, by_torch)}


def _for_graphs(device: torch.device) -> torch.device:
    return device if device.type == "cuda" else torch.device("cpu")


def one_turn(engine: OmniEngine) -> dict[str, float]:
    """Say it, 100 ms after 100 ms, and listen: the reply's own figures, and the first sound's.

    Seconds from the end of the turn.
    """
    samples, _ = soundfile.read(RECORDING, dtype="float32")
    samples = np.resize(samples, round(SECONDS * HEARING_RATE)).astype(np.float32)
    conversation, cancel = engine.open(Options(seed=0, max_reply_tokens=TOKENS)), Cancel()
    for start in range(0, samples.size, BLOCK):
        conversation.hear(AudioBlock(samples[start : start + BLOCK], start / HEARING_RATE))
    arrivals: list[Arrival] = []
    stats: dict[str, float] = {}
    started, sound = time.monotonic(), 0.0
    for event in conversation.reply(cancel):
        if isinstance(event, SpeechDelta):
            arrivals.append(Arrival(event.samples, time.monotonic()))
            sound += event.samples.size / SPEECH_RATE
            if sound >= LONGEST_SOUND:
                cancel.set()
        if isinstance(event, ReplyDone):
            stats |= event.stats
    conversation.close()
    heard = first_sound(arrivals)
    if heard is not None:
        stats["unbroken_sound_s"] = heard - started
    return stats


def modelled(table: Table, engine: OmniEngine, runs_on: str) -> Parts:
    """What the parts add up to, from their medians."""
    took = {name: statistics.median(times) / 1000 for name, times in table.items()}
    synthesis = engine.talking.synthesis if engine.talking else None
    if synthesis is None:
        raise RuntimeError("An engine that was measured speaks.")
    size, length = synthesis.decoder.config.block_size, gpu_parts.contexts(engine)[0]
    reading = ("2 s of sound encoded", f"Thinker reads {LEFT_TOKENS} tokens")
    return Costs(
        # The Talker reads along when it begins to speak.
        reading=sum(took[name] for name in reading) + took[f"Talker reads {LEFT_TOKENS} tokens"],
        thinker_step=took[THINKER_STEP.format(length)] + took[THINKER_CHOICE],
        talker_step=took[TALKER_STEP.format(length)] + took[TALKER_CHOICE],
        evaluation=took[STEP.format(1 + AHEAD_BLOCKS, runs_on)],
        evaluations=synthesis.solver.evaluations,
        vocoder=took[VOCODER.format(size, runs_on)],
    ).parts()


def memory_of(device: torch.device) -> dict[str, float]:
    """Gigabytes: the most that this process held, and of a card what all programs hold now."""
    held = {"process_gb": peak_rss_mb() / 1000}
    if device.type == "cuda":
        free, whole = torch.cuda.mem_get_info(device)
        held |= {
            "card_in_use_gb": (whole - free) / GIGABYTE,
            "torch_most_gb": torch.cuda.max_memory_reserved(device) / GIGABYTE,
        }
    return held


def machine(device: torch.device) -> dict[str, Any]:
    """What it ran on and with."""
    told: dict[str, Any] = {
        "torch": torch.__version__,
        "onnxruntime": onnxruntime.__version__,
        "providers": onnxruntime.get_available_providers(),
    }
    if device.type == "cuda":
        card = torch.cuda.get_device_properties(device)
        told |= {
            "card": card.name,
            "capability": f"{card.major}.{card.minor}",
            "card_gb": card.total_memory / GIGABYTE,
            "cuda": torch.version.cuda,
            "cudnn": torch.backends.cudnn.version(),
        }
    return told


def shown(table: Mapping[str, Sequence[float]]) -> None:
    """Medians and spread, a line a part."""
    print(f"{'':38}{'median':>10}{'least':>10}{'most':>10}   ms")
    for name, times in table.items():
        one = report.spread(times)
        print(f"{name:38}{one['median']:10.2f}{one['least']:10.2f}{one['most']:10.2f}")


def compared(ours: Parts, turns: Sequence[dict[str, float]], silence: float) -> dict[str, Any]:
    """What the parts add up to beside what whole turns took; printed, and returned in seconds."""
    took = [parts for turn in turns if (parts := measured(turn)) is not None]
    rows: dict[str, Any] = {}
    for name, expected in (*asdict(ours).items(), ("together", ours.together)):
        rows[name] = {
            "modelled": expected,
            "measured": report.spread([getattr(parts, name) for parts in took]),
        }
    rows["from the last voiced sample"] = {
        "modelled": from_last_voiced(ours, silence),
        "measured": report.spread([from_last_voiced(parts, silence) for parts in took]),
    }
    print(f"\n{'until the first packet':38}{'modelled':>10}{'measured':>10}   ms")
    for name, row in rows.items():
        print(f"{name:38}{1000 * row['modelled']:10.1f}{1000 * row['measured']['median']:10.1f}")
    return rows


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", nargs="?", type=Path, help="a folder; none: one is made up")
    parser.add_argument("--device", default=AUTO, help="auto, cpu, cuda, cuda:1 or mps")
    parser.add_argument("--dtype", default=AUTO, help="of the Thinker and the Talker")
    parser.add_argument("--shape", choices=SHAPES, default="small", help="of a made-up checkpoint")
    parser.add_argument("--context", type=int, help="tokens (default: all it was trained for)")
    parser.add_argument("--solver", choices=SOLVERS, help="default: the best that keeps pace")
    parser.add_argument("--cache", type=Path, help="where prepared graphs are kept")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--turns", type=int, default=TURNS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, or say in one sentence why not."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("omni_core").setLevel(logging.INFO)  # what runs on what, and why
    try:
        measure(parse(arguments))
    except (ConversationError, UserError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def measure(args: argparse.Namespace) -> None:
    """All parts and whole turns: print both tables and write them."""
    place = choose_device(args.device)
    dtype = choose_dtype(args.dtype, place)
    keep_float32_whole()
    device = Device(place, args.rounds)
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = args.checkpoint or made_up(temporary / "checkpoint", SHAPES[args.shape], dtype)
        cache = args.cache or temporary / "cache"
        # The networks of speech first: with the decoders beside two of each a card may be full.
        networks = networks_of(folder, cache, place)
        table = gpu_parts.speaking(networks, device)
        runs_on = next(iter(networks))
        networks.clear()
        give_back(place)
        engine = OmniEngine.load(
            folder, args.device, args.dtype, args.context, speech=SpeechOptions(cache, args.solver)
        )
        stack.callback(engine.close)
        for part in (gpu_parts.perceiving, gpu_parts.reading, gpu_parts.stepping):
            table |= part(engine, device)
        one_turn(engine)
        turns = [one_turn(engine) for _ in range(args.turns)]
        shown(table)
        parts = modelled(table, engine, runs_on)
        latency = compared(parts, turns, Settings().turns.silence)
        planned = plan(folder, dtype, args.context)
        result = {
            "device": str(place),
            "runs_on": runs_on,
            "dtype": str(dtype).removeprefix("torch."),
            "checkpoint": "given" if args.checkpoint else f"made up, {args.shape}",
            **machine(place),
            "solver": engine.talking.synthesis.solver.name if engine.talking else None,
            "growth": engine.talking.synthesis.growth if engine.talking else None,
            "ms": {name: report.spread(times) for name, times in table.items()},
            "seconds_to_first_packet": latency,
            "turns": turns,
            "memory": memory_of(place) | {"planned_gb": planned.peak_at_first / GIGABYTE},
        }
    for name in ("unbroken_sound_s", "real_time_factor", "speech_real_time_factor"):
        told = [turn[name] for turn in turns if name in turn]
        if told:
            result[name] = report.spread(told)
            print(f"{name:38}{result[name]['median']:10.3f}")
    print(f"runs on {place} and {runs_on}, memory {result['memory']}")
    shape = "given" if args.checkpoint else args.shape
    report.write(f"gpu_{place.type}_{shape}", result)


if __name__ == "__main__":
    sys.exit(main())
