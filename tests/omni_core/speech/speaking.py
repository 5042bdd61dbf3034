"""A small synthesis for tests of what is around it, and codes to say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.omni.talking import SpeechOptions
from omni_core.speech.calibration import CHUNKS
from omni_core.speech.ode import EULER
from omni_core.speech.speech_stream import SpeechStream, Synthesis
from omni_core.speech.vocoder import TorchVocoder
from tests.omni_core.speech.networks import like, sizes, stock_dit
from tests.omni_core.speech.vocoders import QUICK, random_vocoder

VOICE = "Somebody"


def speech_of(folder: Path) -> SpeechOptions:
    """A checkpoint's own voice in the quickest way, by torch; nothing is measured."""
    return SpeechOptions(folder.parent / "cache", "euler")


@cache
def synthesis(growth: tuple[int, ...] = CHUNKS) -> Synthesis:
    config = sizes()
    ours = like(stock_dit(config), config)
    vocoder = random_vocoder(QUICK)
    return Synthesis(
        decoder=ours.decoder,
        vocoder=TorchVocoder(vocoder),
        voices={VOICE: ours.voice},
        solver=EULER,
        samples_per_frame=QUICK.samples_per_frame,
        growth=growth,
    )


def stream(speed: float = 1.0, growth: tuple[int, ...] = CHUNKS, seed: int = 5) -> SpeechStream:
    parts = synthesis(growth)
    return parts.stream(VOICE, parts.noise(seed), speed)


def said_at_once(codes: list[int], speed: float = 1.0) -> NDArray[np.float32]:
    """All codes known from the start, on this thread."""
    speech = stream(speed)
    speech.push(codes)
    speech.finish()
    packets = []
    while speech.ready:
        packets.append(speech.next_packet(Cancel()))
    assert speech.ended
    return np.concatenate(packets) if packets else np.zeros(0, np.float32)
