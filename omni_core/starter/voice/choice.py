"""Which voice speaks when nobody chose one: the most natural that keeps pace on this machine."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import statistics
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from omni_core.conversation import Cancel, EngineError
from omni_core.labels import Label
from omni_core.media import SPEECH_RATE
from omni_core.processor import processor_name
from omni_core.starter.voice.polish import at_speech_rate, voiced
from omni_core.starter.voice.speaker import Speaker

KEEPS_PACE = 0.3
"""Real-time factor below which the natural voice is taken: seconds of work for a second of voice.

The first sound waits for one whole clause of one to two seconds, so 0.3 adds up to 0.6 s to every
answer: more is heard as slowness, and how soon it answers counts more than how it sounds.  While a
clause plays the next one must be made, and the chat model and all else need the machine too."""

FIRST_CLAUSES = (
    "Yes, of course I can.",
    "It is half past nine.",
    "I am not sure about that.",
)
"""What replies begin with, about a second each.  Short on purpose: a network's fixed costs weigh
most on short clauses, and it is the first, short clause that the listener waits for."""

VERSIONS_THAT_MATTER = ("onnxruntime", "kokoro-onnx", "piper-tts")

_FINGERPRINT_BYTES = 1 << 20
"""Read at each end of a model file: enough to tell models apart, quick at every start."""

_log = logging.getLogger(__name__)


def choose_voice(speaker: Speaker, memory: Path | None = None) -> str:
    """The name of Kokoro's first voice if it keeps pace here, else Piper's, else espeak-ng's.

    memory: a small JSON file (made if need be) that keeps what was measured, so that only the
    first start on a machine measures; None measures every time.
    """
    engines = {info.engine: info.name for info in reversed(speaker.infos)}
    natural = engines.get("kokoro")
    if natural is not None and _keeps_pace(speaker, natural, memory):
        return natural
    return engines.get("piper", engines["espeak"])


def _keeps_pace(speaker: Speaker, voice: str, memory: Path | None) -> bool:
    try:
        factor = remembered(speaker, voice, memory)
        if factor is None:
            factor = measure(speaker, voice)
            remember(speaker, voice, factor, memory)
    except EngineError:
        _log.warning("The voice %s can't be used; another one is taken.", Label(voice))
        return False
    return factor < KEEPS_PACE


def measure(speaker: Speaker, voice: str) -> float:
    """The voice's real-time factor: the median over `FIRST_CLAUSES`, silence not counted.

    Takes a few seconds.  Raises: EngineError as `Speaker.speak`.
    """
    cancel = Cancel()
    speaker.warm(voice, cancel)
    factors: list[float] = []
    for words in FIRST_CLAUSES:
        begin = time.perf_counter()
        sound = speaker.synthesise(words, voice=voice, speed=1.0, cancel=cancel)
        seconds = time.perf_counter() - begin
        if sound is None:
            raise EngineError("internal", "Measuring the voice was interrupted.")
        speech = voiced(at_speech_rate(sound.samples, sound.rate)).size / SPEECH_RATE
        if speech == 0.0:
            raise EngineError("model", "This voice makes no sound; please choose another one.")
        factors.append(seconds / speech)
    return statistics.median(factors)


def remembered(speaker: Speaker, voice: str, memory: Path | None) -> float | None:
    """What `measure` gave for this voice's model on this machine; None if it is not known."""
    value = _read(memory).get(_key(speaker, voice))
    return float(value) if isinstance(value, int | float) else None


def remember(speaker: Speaker, voice: str, factor: float, memory: Path | None) -> None:
    """Keep what `measure` gave; without a file, or where it can't be written, nothing is kept."""
    if memory is None:
        return
    known = {**_read(memory), _key(speaker, voice): factor}
    half_written = memory.with_name(f"{memory.name}.{os.getpid()}")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        half_written.write_text(json.dumps(known, indent=1), encoding="utf-8")
        half_written.replace(memory)
    except OSError:
        _log.warning("How fast the voices are could not be kept; it is measured again next time.")


def _read(memory: Path | None) -> dict[str, object]:
    if memory is None:
        return {}
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _key(speaker: Speaker, voice: str) -> str:
    """What a measurement holds for: model, processor, libraries."""
    model = speaker.description(voice).get("model")
    parts = [
        _fingerprint(Path(model)) if model else voice,
        f"{processor_name()} x {os.cpu_count()}",
        *(f"{package} {_version(package)}" for package in VERSIONS_THAT_MATTER),
    ]
    return ", ".join(parts)


def _fingerprint(model: Path) -> str:
    """Name, size and content of a model file, told from its ends.

    Raises: EngineError if it can't be read.
    """
    try:
        with model.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            digest = hashlib.sha256(stream.read(_FINGERPRINT_BYTES))
            stream.seek(max(0, size - _FINGERPRINT_BYTES))
            digest.update(stream.read(_FINGERPRINT_BYTES))
    except OSError as error:
        raise EngineError(
            "model", f"The voice file {model.name} can't be read; please fetch it again."
        ) from error
    return f"{model.name} {size} {digest.hexdigest()[:16]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
