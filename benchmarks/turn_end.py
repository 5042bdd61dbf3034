"""Claim: what is left to do at the end of a turn does not grow with the turn.

    python -m benchmarks.turn_end

A `small` made-up checkpoint is spoken to for 2 to 60 seconds, with and without a camera, as a
microphone gives sound: 100 ms at a time.  Ours is the time from the end of the turn to the first
token, everything else having been read while it came.  Stock is transformers' `generate` of one
token from the same features, which are given to it ready made.  The same run, one after the
other in turn, fp32, CPU.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import soundfile
import torch
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from omni_core.checkpoint.random_checkpoint import write_random
from omni_core.checkpoint.shapes import SHAPES, without_speech
from omni_core.checkpoint.vocabulary import qwen_tokenizer
from omni_core.conversation import Cancel, Options, ReplyDone
from omni_core.media import HEARING_RATE, AudioBlock, VideoFrame
from omni_core.omni.engine import OmniEngine
from tests.oracle.reference import Dump, Reference, media_of

SECONDS = (2.0, 8.0, 30.0, 60.0)
SHORT_BY = 0.1
"""Seconds taken off each, so that all but this of a two-second block is left: the worst case."""

BLOCK = HEARING_RATE // 10
FRAME_EVERY = 0.5
CAMERA = (360, 640)
ROUNDS = 5
RECORDING = Path(__file__).parent.parent / "tests" / "data" / "recordings" / "what_time_is_it.wav"
PLOT = Path(__file__).parent / "results" / "turn_end.svg"


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One turn: seconds to the first token, seconds of reading while it went on, its tokens."""

    left: float
    before: float
    tokens: int
    dump: Dump


def spoken(seconds: float) -> NDArray[np.float32]:
    """Real speech, repeated to this length."""
    samples, _ = soundfile.read(RECORDING, dtype="float32")
    return np.resize(samples, round(seconds * HEARING_RATE)).astype(np.float32)


def one_turn(engine: OmniEngine, seconds: float, camera: bool) -> Measured:
    """Say it, 100 ms after 100 ms, and wait for the first token."""
    samples = spoken(seconds)
    pixels = np.random.default_rng(0).integers(0, 256, (*CAMERA, 3), np.uint8)
    conversation = engine.open(Options(greedy=True, max_reply_tokens=1))
    started = time.perf_counter()
    for start in range(0, samples.size, BLOCK):
        now = start / HEARING_RATE
        if camera and (start // BLOCK) % round(FRAME_EVERY * HEARING_RATE / BLOCK) == 0:
            conversation.see(VideoFrame(pixels, now))
        conversation.hear(AudioBlock(samples[start : start + BLOCK], now))
    before = time.perf_counter() - started
    done = list(conversation.reply(Cancel()))[-1]
    if not isinstance(done, ReplyDone):
        raise RuntimeError("A reply ends with its end.")
    dump = conversation.dump()
    conversation.close()
    return Measured(done.stats["first_token_s"], before, dump["prompt_ids"].size, dump)


def stock_turn(reference: Reference, turn: Measured, audio_in_video: bool) -> float:
    """Seconds of the reference from ready features to its first token."""
    ids = torch.from_numpy(turn.dump["prompt_ids"])[None]
    inputs = media_of(turn.dump)
    grids = inputs.get("video_grid_thw")
    if grids is not None:
        # One film of all grids, as its processor gives them.
        whole = torch.tensor([[int(grids[:, 0].sum()), *grids[0, 1:].tolist()]])
        inputs |= {"video_grid_thw": whole, "video_second_per_grid": torch.ones(1)}
    started = time.perf_counter()
    reference.thinker.generate(
        input_ids=ids,
        attention_mask=torch.ones_like(ids),
        use_audio_in_video=audio_in_video,
        max_new_tokens=1,
        do_sample=False,
        pad_token_id=0,
        **inputs,
    )
    return time.perf_counter() - started


def compare(engine: OmniEngine, reference: Reference, rounds: int) -> list[dict[str, Any]]:
    """Every length, with and without a camera."""
    rows = []
    for camera in (False, True):
        for whole in SECONDS:
            seconds = whole - SHORT_BY
            ours, stock, turn = [], [], one_turn(engine, seconds, camera)
            for _ in range(rounds):
                turn = one_turn(engine, seconds, camera)
                ours.append(turn.left)
                stock.append(stock_turn(reference, turn, camera))
            rows.append(
                {
                    "seconds": seconds,
                    "camera": camera,
                    "tokens": turn.tokens,
                    "read_while_spoken_s": turn.before,
                    "ours_s": report.spread(ours),
                    "stock_s": report.spread(stock),
                    "stock_by_ours": report.ratio(stock, ours),
                }
            )
            print(
                f"{seconds:5.1f} s {'with camera' if camera else 'sound alone'}"
                f" {turn.tokens:6} tokens: ours {rows[-1]['ours_s']['median']:.3f} s,"
                f" stock {rows[-1]['stock_s']['median']:.3f} s,"
                f" {rows[-1]['stock_by_ours']['median']:.1f} times",
                flush=True,
            )
    return rows


def plot(rows: list[dict[str, Any]]) -> None:
    """Seconds to the first token over seconds of speech."""
    mpl.rcParams["svg.hashsalt"] = "visavis"  # the same picture gives the same file
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    for engine, colour in (("stock", "tab:red"), ("ours", "tab:blue")):
        for camera, line in ((True, "o-"), (False, "s--")):
            chosen = [row for row in rows if row["camera"] == camera]
            axes.plot(
                [row["seconds"] for row in chosen],
                [row[f"{engine}_s"]["median"] for row in chosen],
                line,
                color=colour,
                label=f"{engine}, {'camera and sound' if camera else 'sound alone'}",
            )
    axes.set(
        xlabel="length of the turn, seconds",
        ylabel="end of turn to first token, seconds",
        yscale="log",
        title="Work left at the end of a turn (small, fp32, CPU)",
    )
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(PLOT, metadata={"Date": None})


def main() -> int:
    """Measure, print, plot and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["tokenizer-qwen"])
    tokenizer = qwen_tokenizer(store.path("tokenizer-qwen") / "qwen.tiktoken")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "checkpoint"
        write_random(folder, without_speech(SHAPES["small"]), 0, tokenizer)
        engine = OmniEngine.load(folder, device="cpu", dtype="float32", keeps_inputs=True)
        rows = compare(engine, Reference(folder), rounds)
        engine.close()
    plot(rows)
    report.write("turn_end", {"shape": "small", "rounds": rounds, "turns": rows})
    return 0


if __name__ == "__main__":
    sys.exit(main())
