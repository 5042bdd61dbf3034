"""Claim: where the chunks of a streamed reply meet there is nothing to hear.

    python -m benchmarks.seams

Ten random checkpoints of the published build (narrow) speak 24 blocks by the product's own path,
in chunks of one size each and growing as they do in use, with the reference's solver.  The mel and
the sound are compared with those of the whole reply decoded at once, from the same noise, near the
borders and elsewhere.  Counted as a border: in the mel, where two chunks of the diffusion
transformer meet; in the sound the same places, and where two packets meet.  fp32, CPU.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from benchmarks import report
from omni_core.conversation import Cancel
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.ode import RK4
from omni_core.speech.speech_stream import Synthesis
from omni_core.speech.vocoder import TorchVocoder
from tests.omni_core.speech.networks import (
    CODES_A_BLOCK,
    FRAMES_A_BLOCK,
    like,
    random_codes,
    random_speaker,
    sizes,
    stock_dit,
)
from tests.omni_core.speech.vocoders import PUBLISHED, random_vocoder

BLOCKS = 24
GROWTHS = {**{str(chunk): (chunk,) for chunk in CHUNKS}, "growing": CHUNKS}
GAINS = (0.6, 0.8, 1.0, 1.2, 1.4)
"""Of the weights; at 1 a layer keeps the size of its states."""

CHECKPOINTS = 10
CONFIG = sizes(64, 22, 4, 16, look_back=(0, 20), look_ahead=(10,))
VOICE = "somebody"
HOP = PUBLISHED.samples_per_frame

NEAR = 2
"""Frames on each side of a border that count as at it: 20 ms."""

KINDS = ("largest", "beside", "all", "jump", "click")
MOST_OF_LARGEST = 1.0
"""Limit of the median: the difference is no larger at a border than elsewhere."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """A reply in packets.

    mel: [frames, bins].  wave: [samples].  chunks: the frames where chunks meet.  packets: the
    samples where packets meet.
    """

    mel: Tensor
    wave: Tensor
    chunks: list[int]
    packets: list[int]


def streamed(synthesis: Synthesis, codes: Sequence[int], seed: int) -> Streamed:
    """Say codes that are all known from the start."""
    stream = synthesis.stream(VOICE, synthesis.noise(seed))
    stream.keeps_mel = True
    stream.push(codes)
    stream.finish()
    pieces, chunks, packets = [], [], []
    while stream.ready:
        pieces.append(torch.from_numpy(stream.next_packet(Cancel())))
        chunks.append(stream.cost.blocks * FRAMES_A_BLOCK)
        packets.append(sum(len(piece) for piece in pieces))
    return Streamed(
        torch.from_numpy(stream.mel),
        torch.cat(pieces),
        chunks[:-1],
        [packet for packet in packets[:-1] if packet],
    )


def seam(error: Tensor, whole: Tensor, borders: Sequence[int], frame: int) -> dict[str, float]:
    """The error at the borders by the error elsewhere.

    frame: how many values of the first axis are 10 ms.
    largest: the largest near a border by the largest anywhere else.  The rest by root mean
    squares.  beside: near a border by in the block's length on either side of it.  all: by that
    of the whole reply; chunks of several blocks have most of their error in the last one, which
    was looked ahead from least, so this is above 1 with or without a seam.  jump: how far the
    error moves over a border, by how far it moves from one value to the next near it.  click:
    by how far the sound or mel itself does.
    """
    near = _around(borders, NEAR * frame, len(error))
    beside = _around(borders, FRAMES_A_BLOCK * frame, len(error))
    moves = error.diff(dim=0)
    jumps = rms(moves[[border - 1 for border in borders]])
    return {
        "largest": float(error[near].abs().max() / error[~near].abs().max()),
        "beside": rms(error[near]) / rms(error[beside]),
        "all": rms(error[near]) / rms(error),
        "jump": jumps / rms(moves[near[1:]]),
        "click": jumps / rms(whole.diff(dim=0)),
    }


def rms(values: Tensor) -> float:
    """Root mean square."""
    return float(values.square().mean().sqrt())


def _around(borders: Sequence[int], reach: int, length: int) -> Tensor:
    """Which of `length` values are within `reach` of a border."""
    chosen = torch.zeros(length, dtype=torch.bool)
    for border in borders:
        chosen[max(border - reach, 0) : border + reach] = True
    return chosen


def one_checkpoint(number: int) -> dict[str, Any]:
    """Every way to cut the reply, on one checkpoint."""
    gain = GAINS[number % len(GAINS)]
    ours = like(stock_dit(CONFIG, number, gain), CONFIG, random_speaker(CONFIG, number))
    vocoder = TorchVocoder(random_vocoder(PUBLISHED, number))
    codes = random_codes(BLOCKS * CODES_A_BLOCK, number)
    found: dict[str, Any] = {"gain": gain}
    for name, growth in GROWTHS.items():
        synthesis = Synthesis(ours.decoder, vocoder, {VOICE: ours.voice}, RK4, HOP, growth)
        mel = ours.decoder.whole(codes, ours.voice, synthesis.noise(number), RK4)
        wave = vocoder(mel)
        got = streamed(synthesis, codes, number)
        mel_error, wave_error = got.mel - mel, got.wave - wave
        found[name] = {
            "mel error": rms(mel_error) / rms(mel),
            "wave error": rms(wave_error) / rms(wave),
            "mel": seam(mel_error, mel, got.chunks, 1),
            "wave, chunks": seam(wave_error, wave, [at * HOP for at in got.chunks], HOP),
            "wave, packets": seam(wave_error, wave, got.packets, HOP),
        }
    errors = " ".join(f"{found[name]['wave error']:.1e}" for name in GROWTHS)
    print(f"checkpoint {number}, weights {gain}: errors of the sound {errors}", flush=True)
    return found


def main() -> int:
    """Measure, print the table and write it."""
    checkpoints = [one_checkpoint(number) for number in range(CHECKPOINTS)]
    table: dict[str, Any] = {}
    kept = True
    for name in GROWTHS:
        table[name] = {
            where: {
                kind: statistics.median(found[name][where][kind] for found in checkpoints)
                for kind in KINDS
            }
            for where in ("mel", "wave, chunks", "wave, packets")
        }
        for where, row in table[name].items():
            kept = kept and row["largest"] <= MOST_OF_LARGEST
            told = ", ".join(f"{kind} {value:.3g}" for kind, value in row.items())
            print(f"chunks {name}, {where}: {told}")
    report.write("seams", {"blocks": BLOCKS, "chunks": table, "checkpoints": checkpoints})
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
