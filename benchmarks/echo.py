"""Claim: the program does not hear itself, whatever the room and the delay.

At least 20 dB of echo go while the canceller converges and 25 dB afterwards, with no false
barge-in, and a person who talks over it is still noticed.  Real recordings of people are played
into simulated rooms (echo at -6 dB, reverberation 0.3 s, noise at -62 dB) and go through the
program's own capture path, with the delay known as after an audio check, and unknown.  A "false
barge-in" is a quarter of a second of the voice detector's certainty while only the speaker speaks;
double talk is what a person says over it.

    python -m benchmarks.echo
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.capture.echo import EchoCanceller
from app.capture.microphone import Microphone
from app.capture.reference import Reference
from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from benchmarks import report
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import WINDOW_SECONDS, SileroVad
from tests.rig.room import Room

RECORDINGS = Path(__file__).parent.parent / "tests" / "data" / "recordings"
RATE = 48_000
PERIOD = RATE // 100
ROOMS = (1, 2, 3, 4)
DELAYS = (0.06, 0.2, 0.4)
FAR_RMS, NEAR_RMS = 0.1, 0.07
FAR_ALONE, ALL = 24, 28
"""Seconds the speaker speaks alone, and in all; between them a person talks over it."""

CONVERGING, STEADY = (1, 3), (3, FAR_ALONE)
"""Seconds, as the facts that this rests on were measured."""

WINDOWS_OF_BARGE_IN = 8
CERTAIN = 0.5


@dataclass(frozen=True)
class Scene:
    """What is played and what is said over it, float32 [n], 48 kHz."""

    far: NDArray[np.float32]
    near: NDArray[np.float32]


def load(path: Path) -> NDArray[np.float32]:
    """A recording as mono, 48 kHz."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(axis=1), rate, RATE).astype(np.float32)


def scene() -> Scene:
    """English, French and Italian from the speaker; a Russian in the room."""
    english = [load(path) for path in sorted((RECORDINGS / "librivox").glob("*.wav"))]
    foreign = [load(RECORDINGS / "languages" / f"{name}.flac") for name in ("french", "italian")]
    far = np.concatenate([*english[:2], *foreign, *english[2:]])
    far = np.tile(far, 2)[: ALL * RATE]
    near = np.zeros_like(far)
    person = load(RECORDINGS / "languages" / "russian.flac")[: (ALL - FAR_ALONE) * RATE]
    near[FAR_ALONE * RATE :][: person.size] = NEAR_RMS * person / person.std()
    return Scene((FAR_RMS * far / far.std()).astype(np.float32), near)


def capture(
    played: NDArray[np.float32], heard: NDArray[np.float32], echo: EchoCanceller, delay: float
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Both through the capture path: raw and clean sound at 16 kHz, seconds of processor time."""
    reference = Reference()
    microphone = Microphone(reference, echo)
    far_ring, near_ring = reference.attach(RATE), microphone.attach(RATE)
    microphone.set_extra_delay(delay)
    raw: list[NDArray[np.float32]] = []
    clean: list[NDArray[np.float32]] = []
    begun = time.process_time()
    for begin in range(0, played.size - PERIOD + 1, PERIOD):
        moment = begin / RATE
        # The far stream's callback comes before its sound by the device's latency.
        ahead = begin + 2 * PERIOD
        far_ring.offer(played[ahead : ahead + PERIOD], moment + 2 * PERIOD / RATE)
        near_ring.offer(heard[begin : begin + PERIOD], moment)
        microphone.step()
        for block in microphone.take():
            raw.append(block.raw)
            clean.append(block.samples)
    return np.concatenate(raw), np.concatenate(clean), time.process_time() - begun


def decibels(samples: NDArray[np.float32]) -> float:
    """RMS against full scale."""
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2) + 1e-12))


def part(samples: NDArray[np.float32], begin: float, end: float) -> NDArray[np.float32]:
    """The samples (16 kHz) between two seconds."""
    return samples[round(begin * HEARING_RATE) : round(end * HEARING_RATE)]


def voiced(vad: SileroVad, samples: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Of each window, whether the detector is certain of speech."""
    windows, _ = vad.listen(vad.begin(), samples)
    return np.array([window.speech > CERTAIN for window in windows])


def barge_ins(certain: NDArray[np.bool_]) -> int:
    """Runs of certainty as long as an interruption."""
    runs = np.diff(np.flatnonzero(np.diff(np.concatenate([[False], certain, [False]]))))[::2]
    return int(np.sum(runs // WINDOWS_OF_BARGE_IN))


def run(
    vad: SileroVad, scene: Scene, seed: int, delay: float, *, hinted: bool, suppress: bool
) -> dict[str, float]:
    """One room, one delay."""
    room = Room(seed, delay=delay)
    path = room.impulse_response(RATE)
    size = 1 << (scene.far.size + path.size).bit_length()
    spectrum = np.fft.rfft(scene.far, size) * np.fft.rfft(path, size)
    echo = np.fft.irfft(spectrum, size)[: scene.far.size].astype(np.float32)
    noise = room.noise(echo.size, np.random.default_rng(seed))
    canceller = EchoCanceller(noise_suppression=suppress)
    raw, clean, took = capture(
        scene.far, echo + noise + scene.near, canceller, delay if hinted else 0.0
    )
    alone_raw, alone_clean = part(raw, 0, FAR_ALONE), part(clean, 0, FAR_ALONE)
    near = soxr.resample(scene.near, RATE, HEARING_RATE).astype(np.float32)
    spoken = voiced(vad, part(near, FAR_ALONE, ALL))
    caught = voiced(vad, part(clean, FAR_ALONE, ALL))
    length = min(spoken.size, caught.size)
    return {
        "erle_converging_db": decibels(part(raw, *CONVERGING)) - decibels(part(clean, *CONVERGING)),
        "erle_steady_db": decibels(part(raw, *STEADY)) - decibels(part(clean, *STEADY)),
        "false_barge_ins": barge_ins(voiced(vad, alone_clean)),
        "false_barge_ins_without_canceller": barge_ins(voiced(vad, alone_raw)),
        "double_talk_level_db": decibels(part(clean, FAR_ALONE, ALL))
        - decibels(part(near, FAR_ALONE, ALL)),
        "double_talk_caught": float(np.mean(caught[:length][spoken[:length]])),
        "barge_in_caught": float(barge_ins(caught) > 0),
        "processor_share": took * RATE / scene.far.size,
    }


def main() -> None:
    """Measure all rooms and delays and write the result."""
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    store.pull(["vad-silero"])
    vad = SileroVad(store.path("vad-silero"))
    played = scene()
    rows: list[dict[str, Any]] = []
    for hinted, suppress in ((True, False), (True, True), (False, False)):
        for delay in DELAYS:
            runs = [
                run(vad, played, seed, delay, hinted=hinted, suppress=suppress) for seed in ROOMS
            ]
            row = {
                "delay_ms": round(1000 * delay),
                "delay_known": hinted,
                "noise_suppression": suppress,
                **{name: report.spread([r[name] for r in runs]) for name in runs[0]},
            }
            rows.append(row)
            print(row)
    report.write(
        "echo",
        {
            "rooms": len(ROOMS),
            "echo_db": Room().echo_db,
            "rt60_seconds": Room().rt60,
            "noise_db": Room().noise_db,
            "converging_seconds": CONVERGING,
            "steady_seconds": STEADY,
            "window_seconds": WINDOW_SECONDS,
            "runs": rows,
        },
    )


if __name__ == "__main__":
    main()
