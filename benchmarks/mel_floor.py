"""Measured: what the floor of the streamed log-mel changes, and which prior changes least.

The reference lifts a clip to 80 dB below its loudest cell.  While a person still talks that cell
is not known, so a block is lifted to 80 dB below the loudest cell so far, or below a prior if
that is louder.  Here turns at many levels are streamed under many priors and compared with the
reference's own extractor, which gets the whole turn at once: cell by cell, and through two
encoders.  One is the official architecture at `small` size with RANDOM weights; the other is
Whisper base with its REAL weights, the kin of the official encoder, which grew from a larger one.

The prior chosen is the one under which the real encoder's states change least where speech is,
over all turns alike.  Exits 1 if that is not the one in omni_core/perception/mel.py.

    python -m benchmarks.mel_floor
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import torch
from numpy.typing import NDArray
from transformers import WhisperFeatureExtractor

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from benchmarks.floor_turns import DATA, LEADS, PEAKS, Samples, Turn, recordings, turn
from omni_core.checkpoint.config import AudioEncoderConfig
from omni_core.checkpoint.shapes import SHAPES
from omni_core.media import HEARING_RATE
from omni_core.perception.audio_encoder import AudioEncoder
from omni_core.perception.mel import LOUDEST_PRIOR, LogMel

PRIORS = (-math.inf, -1.75, -1.5, -1.25, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
"""log10 of mel power.  Speech with a peak of 0 dB reaches 1 to 2.3 here, at -30 dB 3 less."""

ENCODED_PRIORS = PRIORS[:-2]
"""Encoders are slow, and beyond these everything only gets worse."""

BLOCK = 200
CHANGED = 0.01
"""Of a cell: 0.4 dB.  Smaller changes count as none."""

LOUDER = np.float32(0.1 / 4)
"""1 dB, in every cell: the yardstick.  Hardly anybody would hear it."""

SAME = 1e-4
"""Spectrograms no further apart than this are not encoded again."""

SEEDS = (0, 1, 2)
VOICES = (
    "grapefruit.wav",
    "librivox/sense_and_sensibility_01_austen_64kb-0920.wav",
    "languages/italian.flac",
    "two_cities.wav",
)
"""One recording a speaker: what the encoders hear."""

VOICE_LEADS = ("none", "room 3 s", "silence 3 s")
VOICE_LONGEST = 3 * HEARING_RATE
VOICE_PADDED = 6 * HEARING_RATE
"""A turn is filled up with silence to this, as Whisper expects of what is shorter than 30 s."""

STEPS = 1000
"""In a difference of 1, which is 40 dB."""

MOST_STEPS = 4 * STEPS

Mel = NDArray[np.float32]
States = NDArray[np.float32]
Encode = Callable[[Mel], States]
"""Log-mel [bins, frames] to states [n, width], evenly spread over the frames."""


@dataclass
class Changes:
    """Absolute differences of cells, counted in steps so that any number takes little memory."""

    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(MOST_STEPS + 1, np.int64))
    squares: float = 0.0

    def add(self, got: Mel, expected: Mel) -> None:
        """Count two spectrograms' differences."""
        apart = np.abs(got - expected)
        steps = np.minimum(np.rint(apart * STEPS).astype(np.int64), MOST_STEPS)
        self.counts += np.bincount(steps.ravel(), minlength=MOST_STEPS + 1)
        self.squares += float(np.square(apart, dtype=np.float64).sum())

    def summary(self) -> dict[str, float]:
        """Of all cells counted."""
        total = self.counts.sum()
        reached = np.cumsum(self.counts) / total
        shares = {"median": 0.5, "p95": 0.95, "p99": 0.99}
        result = {
            name: float(np.searchsorted(reached, share)) / STEPS for name, share in shares.items()
        }
        result["most"] = float(np.flatnonzero(self.counts).max()) / STEPS
        result["rms"] = math.sqrt(self.squares / total)
        result["changed"] = float(self.counts[round(CHANGED * STEPS) :].sum() / total)
        return result


def at_once(extractor: WhisperFeatureExtractor, samples: Samples) -> Mel:
    """The reference: the whole turn, float32 [bins, frames]."""
    out = extractor(
        samples,
        sampling_rate=HEARING_RATE,
        padding="max_length",
        return_attention_mask=True,
        return_tensors="np",
    )
    return out["input_features"][0][:, : int(out["attention_mask"].sum())]


class Streams:
    """The product's spectrogram under some priors; a sound's frames are computed once.

    They wait in the state for a block that never fills, and are then cut and lifted anew.
    """

    def __init__(self, bins: int, priors: Sequence[float]) -> None:
        self._hold = LogMel(bins, block_frames=10**9)
        self._release = {prior: LogMel(bins, prior, BLOCK) for prior in priors}

    def of(self, samples: Samples) -> Iterator[tuple[float, list[Mel]]]:
        """A prior and the blocks under it."""
        held, _ = self._hold.push(self._hold.start(), samples)
        for prior, mel in self._release.items():
            state, blocks = mel.push(held, np.zeros(0, np.float32))
            tail = mel.finish(state)
            yield prior, blocks if tail is None else [*blocks, tail]


def random_encoders() -> Encode:
    """Of the official build, `small`, with weights that keep states of ordinary size.

    The tokens of all seeds stand beside one another.
    """
    audio, out = SHAPES["small"].audio, SHAPES["small"].text.hidden
    config = AudioEncoderConfig(
        audio.hidden, audio.layers, audio.heads, audio.inner, 128, BLOCK // 2, out
    )
    encoders = [AudioEncoder(config) for _ in SEEDS]
    for seed, encoder in zip(SEEDS, encoders, strict=True):
        generator = torch.Generator().manual_seed(seed)
        for name, weight in encoder.named_parameters():
            weight.requires_grad_(False).normal_(generator=generator)
            if weight.dim() > 1:
                weight /= math.sqrt(math.prod(weight.shape[1:]))
            else:
                weight *= 0.1
                weight += float("norm.weight" in name or name == "ln_post.weight")

    def encode(mel: Mel) -> States:
        blocks = torch.from_numpy(mel).split(BLOCK, dim=1)
        with torch.inference_mode():
            seeds = [torch.cat([one.encode(block) for block in blocks]) for one in encoders]
            return torch.cat(seeds, dim=1).numpy()

    return encode


def whisper_encoder(folder: Path) -> Encode:
    """Whisper base in single precision; rounding to 8 bit would hide small changes."""
    model = ctranslate2.models.Whisper(
        str(folder), device="cpu", compute_type="float32", intra_threads=1
    )

    def encode(mel: Mel) -> States:
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(mel[np.newaxis]))
        return np.array(model.encode(view))[0]

    return encode


def relative(got: States, expected: States) -> float:
    """Root mean square of the difference, by that of what was expected."""
    return float(np.linalg.norm(got - expected) / np.linalg.norm(expected))


def cells(turns: Sequence[Turn]) -> dict[str, Any]:
    """Of every prior the differences in first and later blocks, and the rms a level."""
    extractor, streams = WhisperFeatureExtractor(feature_size=128), Streams(128, PRIORS)
    places = {prior: {"first": Changes(), "later": Changes()} for prior in PRIORS}
    levels = {prior: {peak: Changes() for peak in PEAKS} for prior in PRIORS}
    for one in turns:
        expected = at_once(extractor, one.samples)
        for prior, blocks in streams.of(one.samples):
            for number, block in enumerate(blocks):
                own = expected[:, number * BLOCK : number * BLOCK + block.shape[1]]
                places[prior]["later" if number else "first"].add(block, own)
                levels[prior][one.peak].add(block, own)
    return {
        named(prior): {
            **{f"{place}_blocks": changes.summary() for place, changes in by_place.items()},
            "rms_at_peak_of": {
                str(peak): changes.summary()["rms"] for peak, changes in levels[prior].items()
            },
        }
        for prior, by_place in places.items()
    }


def states(encode: Encode, bins: int, turns: Sequence[Turn]) -> dict[str, Any]:
    """How far an encoder's states move, relative to their size, under every prior."""
    extractor = WhisperFeatureExtractor(feature_size=bins)
    streams = Streams(bins, ENCODED_PRIORS)
    moved: dict[float, list[tuple[Turn, float, float]]] = {p: [] for p in ENCODED_PRIORS}
    louder: list[float] = []
    for one in turns:
        samples = np.pad(one.samples, (0, VOICE_PADDED - one.samples.size))
        reference = at_once(extractor, samples)
        expected = encode(reference)
        begins, ends = (
            round(len(expected) * at / samples.size)
            for at in (LEADS[one.lead][0] * HEARING_RATE, one.samples.size)
        )
        louder.append(relative(encode(reference + LOUDER)[:ends], expected[:ends]))
        mel, got = reference, expected
        for prior, blocks in streams.of(samples):
            joined = np.hstack(blocks)
            if not np.allclose(joined, mel, rtol=0, atol=SAME):
                mel, got = joined, encode(joined)
            speech = relative(got[begins:ends], expected[begins:ends])
            moved[prior].append((one, speech, relative(got[:ends], expected[:ends])))
    return {
        "1 dB louder": float(np.mean(louder)),
        **{named(prior): states_summary(rows) for prior, rows in moved.items()},
    }


def states_summary(rows: Sequence[tuple[Turn, float, float]]) -> dict[str, Any]:
    """Means over turns: where speech is, and from the turn's first token on."""
    speech = [own for _, own, _ in rows]
    return {
        "speech": float(np.mean(speech)),
        "speech_p95": float(np.percentile(speech, 95)),
        "whole_turn": float(np.mean([whole for _, _, whole in rows])),
        "speech_at_peak_of": {
            str(peak): float(np.mean([own for one, own, _ in rows if one.peak == peak]))
            for peak in PEAKS
        },
        "speech_after": {
            lead: float(np.mean([own for one, own, _ in rows if one.lead == lead]))
            for lead in VOICE_LEADS
        },
    }


def named(prior: float) -> str:
    """For JSON, which has no infinity."""
    return "none" if math.isinf(prior) else str(prior)


def main() -> int:
    """Measure, choose, compare with what is set, and write the result."""
    folder = Folders.from_environment().models
    program = ModelStore(folder, Manifest.of_program())
    data = ModelStore(folder, Manifest.load(DATA / "packs.toml"))
    program.pull(["hear-whisper-base"])
    data.pull(["two-cities"])
    torch.set_num_threads(1)
    speech = recordings(data.path("two-cities") / "two_cities.wav")
    turns = [turn(*it, peak, lead) for it in speech.items() for peak in PEAKS for lead in LEADS]
    voiced = [
        turn(name, speech[name][:VOICE_LONGEST], peak, lead)
        for name in VOICES
        for peak in PEAKS
        for lead in VOICE_LEADS
    ]
    real = states(whisper_encoder(program.path("hear-whisper-base")), 80, voiced)
    best = min(ENCODED_PRIORS, key=lambda prior: real[named(prior)]["speech"])
    report.write(
        "mel_floor",
        {
            "chosen": named(best),
            "set": named(LOUDEST_PRIOR),
            "turns": len(turns),
            "turns_encoded": len(voiced),
            "cells": cells(turns),
            "states_of_whisper_base_real_weights": real,
            "states_of_the_official_build_small_random_weights": states(
                random_encoders(), 128, voiced
            ),
        },
    )
    print(f"least change under {named(best)}; set is {named(LOUDEST_PRIOR)}")
    return 0 if best == LOUDEST_PRIOR else 1


if __name__ == "__main__":
    sys.exit(main())
