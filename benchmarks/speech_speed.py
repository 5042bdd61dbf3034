"""Claim: streamed speech takes half the time of the published schedule, and no more than the whole.

    python -m benchmarks.speech_speed

Both networks of speech at their published size, random weights, fp32, on the processor, 36
evaluations everywhere.  Timed in turn: an evaluation of every window that ten seconds of speech
need, by the stock modules, ours by torch and ours by ONNX Runtime, and the vocoder at every length;
from these, times their counts, ten seconds by the published schedule (chunks of one block), by
stock at once, and by ours in growing chunks.  Then ours and stock at once are really run, and the
first packets of the published schedule.  Beside it what each change gave, and the quicker solvers.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from benchmarks.speech_export import published_speech
from benchmarks.speech_steps import (
    BLOCK,
    PUBLISHED_WINDOW,
    ROUNDS,
    Speech,
    every_change,
    every_step,
    every_vocoder,
    packet_frames,
    taking_turns,
)
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.vocabulary import qwen_tokenizer
from omni_core.conversation import Cancel
from omni_core.media import SPEECH_RATE
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.ode import RK4, SOLVERS
from omni_core.speech.prepared import prepare
from omni_core.speech.schedule import Schedule, next_window
from tests.omni_core.speech import published
from tests.omni_core.speech.networks import random_codes

CODES, BLOCKS = 500, 42
"""Of ten seconds."""

PACKETS = 2
"""Of the published schedule that are really run."""

SHORT = 4
"""Blocks that the solvers are compared on."""

LEAST_BY_PUBLISHED, MOST_BY_WHOLE = 2.0, 1.0

Spent = Mapping[str, Sequence[float]]
"""Milliseconds by name."""


def windows(schedule: Schedule, growth: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Blocks computed and blocks kept of each window of ten seconds, all codes being known."""
    done = packets = 0
    while done < BLOCKS:
        most = min(growth[min(packets, len(growth) - 1)], BLOCKS - done)
        chunk = max(size for size in CHUNKS if size <= most)
        window = next_window(schedule, done, BLOCKS, True, chunk)
        if window is None:
            raise RuntimeError("A window is missing.")
        yield window.blocks, window.own_stop - window.own
        done, packets = window.own_stop, packets + 1


def ten_seconds(
    steps: Spent, sounds: Spent, by: str, schedule: Schedule, growth: Sequence[int]
) -> float:
    """Seconds that ten seconds of speech take: medians, as often as they are needed."""
    return sum(
        RK4.evaluations * _median_s(steps[f"{by} {computed}"])
        + _median_s(sounds[f"{by} {packet_frames(kept)}"])
        for computed, kept in windows(schedule, growth)
    )


def whole(steps: Spent, sounds: Spent) -> float:
    """Seconds of the stock decoding at once."""
    return RK4.evaluations * _median_s(steps["stock whole"]) + _median_s(sounds["stock 1000"])


def _median_s(milliseconds: Sequence[float]) -> float:
    return statistics.median(milliseconds) / 1000


def really_run(speech: Speech) -> dict[str, float]:
    """Ten seconds by ours and by stock at once, and packets of the published schedule; seconds."""
    _, synthesis = speech.ours()
    codes, noise = random_codes(CODES), synthesis.noise(0)
    stream = synthesis.stream(speech.voice, noise)
    stream.push(codes)
    stream.finish()
    started, samples = time.perf_counter(), 0
    while stream.ready:
        samples += stream.next_packet(Cancel()).size
    ours = time.perf_counter() - started
    if samples != 10 * SPEECH_RATE:
        raise RuntimeError("Ten seconds of speech are not ten seconds.")
    print(f"ours really: {ours:.1f} s", flush=True)
    stock, buffer = speech.stock, noise.frames(0, BLOCKS * BLOCK)
    started = time.perf_counter()
    stock.sound(published.sample(stock.dit, stock.speaker, codes, buffer[: 2 * CODES]))
    at_once = time.perf_counter() - started
    print(f"stock at once really: {at_once:.1f} s", flush=True)
    chunks = published.chunks(stock.dit, stock.speaker, codes, buffer, BLOCK)
    for _ in islice(chunks, PUBLISHED_WINDOW - 2):  # the windows that are not whole yet
        pass
    started = time.perf_counter()
    for _ in islice(chunks, PACKETS):
        pass
    return {
        "ours_s": ours,
        "stock_at_once_s": at_once,
        "published_packet_s": (time.perf_counter() - started) / PACKETS,
    }


def solvers(speech: Speech) -> dict[str, dict[str, float]]:
    """Each solver at once, by its time and by how far its mel is from that of the reference's."""
    decoder, synthesis = speech.ours()
    codes, noise = random_codes(SHORT * BLOCK // published.FRAMES_A_CODE), synthesis.noise(0)
    found: dict[str, dict[str, float]] = {}
    expected: Tensor | None = None
    for name, solver in SOLVERS.items():
        started = time.perf_counter()
        mel = decoder.whole(codes, synthesis.voices[speech.voice], noise, solver)
        seconds = time.perf_counter() - started
        expected = mel if expected is None else expected
        error = (mel - expected).square().mean().sqrt() / expected.square().mean().sqrt()
        found[name] = {
            "evaluations": solver.evaluations,
            "seconds": seconds,
            "mel_error_by_rk4": float(error),
        }
        print(name, found[name], flush=True)
    return found


def gains(changes: Spent, steps: Spent, sounds: Spent) -> dict[str, float]:
    """Milliseconds an evaluation takes for each block that is kept, one change after the other.

    And of the vocoder, for each block.
    """
    last = CHUNKS[-1]
    return {
        **{name: statistics.median(values) for name, values in changes.items()},
        "left context remembered too": statistics.median(steps["torch 2"]),
        "by ONNX Runtime": statistics.median(steps["onnxruntime 2"]),
        f"in chunks of {last}": statistics.median(steps[f"onnxruntime {last + 1}"]) / last,
        "vocoder: stock, a block with its context": statistics.median(
            sounds[f"stock {packet_frames(1)}"]
        ),
        f"vocoder: ours, in chunks of {last}": statistics.median(
            sounds[f"onnxruntime {packet_frames(last)}"]
        )
        / last,
    }


@torch.inference_mode()
def main() -> int:
    """Make a checkpoint up, prepare it, time everything, and write what came out."""
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["tokenizer-qwen"])
    tokenizer = qwen_tokenizer(store.path("tokenizer-qwen") / "qwen.tiktoken")
    with tempfile.TemporaryDirectory() as temporary:
        folder, cache = Path(temporary) / "checkpoint", Path(temporary) / "cache"
        write_random(folder, published_speech(), 0, tokenizer)
        prepare(folder, cache, "fp32")
        speech = Speech.open(folder, cache)
        changes = taking_turns(every_change(speech))
        steps, sounds = taking_turns(every_step(speech)), taking_turns(every_vocoder(speech))
        quick = solvers(speech)
        run = really_run(speech)
    at_once = whole(steps, sounds)
    by_published = ten_seconds(steps, sounds, "stock", Schedule.REFERENCE, (1,))
    ours = {
        by: ten_seconds(steps, sounds, by, Schedule.CACHED, CHUNKS)
        for by in ("onnxruntime", "torch")
    }
    result: dict[str, Any] = {
        "rounds": ROUNDS,
        "change_ms": {name: report.spread(values) for name, values in changes.items()},
        "threads": torch.get_num_threads(),
        "evaluation_ms": {name: report.spread(values) for name, values in steps.items()},
        "vocoder_ms": {name: report.spread(values) for name, values in sounds.items()},
        "ms_a_block": gains(changes, steps, sounds),
        "ten_seconds_s": {"published": by_published, "stock at once": at_once, **ours},
        "really_run": run,
        "published_by_ours": by_published / ours["onnxruntime"],
        "ours_by_stock_at_once": ours["onnxruntime"] / at_once,
        "ours_by_stock_at_once_really": run["ours_s"] / run["stock_at_once_s"],
        "solvers": quick,
    }
    for name in ("ms_a_block", "ten_seconds_s", "really_run"):
        print(name, result[name])
    held = result["published_by_ours"] >= LEAST_BY_PUBLISHED
    for name in ("ours_by_stock_at_once", "ours_by_stock_at_once_really"):
        held = held and result[name] <= MOST_BY_WHOLE
        print(f"{name}: {result[name]:.2f}")
    print(f"published_by_ours: {result['published_by_ours']:.2f}")
    report.write("speech_speed", result)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
