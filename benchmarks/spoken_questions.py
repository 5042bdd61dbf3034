"""Questions as sound: text spoken by one of the program's own voices, as a person's file would be.

A question is written at 24 kHz with the voice's own leading and trailing silence; `trimmed` cuts
the silence after the last voiced sample, for timings that leave endpointing out.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.voices import speaker_of
from omni_core.conversation import Cancel
from omni_core.media import SPEECH_RATE

LEAD_SECONDS = 0.3
SPEEDS = {"espeak": 0.8}
"""espeak-ng's own 175 words a minute run together; 140 are a calm person's pace."""
QUIET = 0.01
"""Below this a sample of a synthetic voice counts as silence."""


def speak(questions: list[str], voice: str, folder: Path) -> list[Path]:
    """Write each question to `folder` as a WAV file; the files in order."""
    store = ModelStore(Folders.from_environment().models, Manifest.of_program())
    speaker = speaker_of(store)
    files = []
    try:
        for number, question in enumerate(questions):
            speed = SPEEDS.get(voice, 1.0)
            sound = speaker.speak(question, voice=voice, speed=speed, volume=1.0, cancel=Cancel())
            lead = np.zeros(round(LEAD_SECONDS * SPEECH_RATE), np.float32)
            path = folder / f"{voice}-{number:02}.wav"
            soundfile.write(path, np.concatenate((lead, sound)), SPEECH_RATE)
            files.append(path)
    finally:
        speaker.close()
    return files


def trimmed(path: Path) -> Path:
    """The same sound ending with its last voiced sample."""
    samples, rate = soundfile.read(path, dtype="float32")
    end = int(np.flatnonzero(np.abs(samples) > QUIET)[-1]) + 1
    shorter = path.with_stem(f"{path.stem}-trimmed")
    soundfile.write(shorter, samples[:end], rate)
    return shorter
