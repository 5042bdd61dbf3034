"""People made by machine: a dozen speakers out of the program's own voices, for measurements.

Kokoro's three styles are mixed into further ones, a voice played faster or slower than it spoke is
higher or lower as another person's, and espeak-ng has accents.  None of these speakers is a person;
what they stand for is that nothing was fitted to one of them.  What was spoken once is kept in the
program's cache folder.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
import soxr
from numpy.typing import NDArray

from app.folders import Folders
from app.models.manifest import Manifest
from app.models.store import ModelStore
from app.voices import RESOURCES
from omni_core.conversation import Cancel
from omni_core.media import HEARING_RATE, SPEECH_RATE
from omni_core.starter.voice.polish import polish
from omni_core.starter.voice.speaker import Speaker
from omni_core.starter.voice.spoken import spoken
from omni_core.starter.voice.worker import Description, VoiceWorker


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker.

    voice: "joe", "espeak LANGUAGE", or a mix of Kokoro's styles with their parts, as
    "af_heart 0.5 am_michael 0.5".  pace: of speaking, 1 is the voice's own.  pitch: above 1 the
    voice is higher, and sounds like somebody smaller.
    """

    name: str
    voice: str
    pace: float = 1.0
    pitch: float = 1.0


PEOPLE: tuple[Person, ...] = (
    Person("heart", "af_heart 1"),
    Person("michael", "am_michael 1"),
    Person("emma", "bf_emma 1"),
    Person("joe", "joe"),
    Person("anna", "af_heart 0.5 bf_emma 0.5", 0.95, 1.04),
    Person("tom", "am_michael 0.6 bf_emma 0.4", 1.1, 0.97),
    Person("ben", "am_michael 0.7 af_heart 0.3", 0.9, 0.94),
    Person("mia", "af_heart 0.7 am_michael 0.3", 1.05, 1.06),
    Person("joey", "joe", 1.1, 1.09),
    Person("old joe", "joe", 0.9, 0.93),
    Person("robot", "espeak en-us", 0.8),
    Person("scot", "espeak en-gb-scotland", 0.8, 0.95),
)
"""The first four are what the program's own numbers were fitted to; the others came later."""

FAMILIAR = tuple(person.name for person in PEOPLE[:4])
FRESH = tuple(person.name for person in PEOPLE[4:])

_BY_NAME = {person.name: person for person in PEOPLE}


class Cast:
    """Lets them speak; use as a context manager.  The voices start when something is new."""

    def __init__(self, folder: Path | None = None) -> None:
        """folder: where what was spoken is kept; the program's cache if it is not given."""
        self._folder = folder or Folders.from_environment().cache / "cast"
        self._speakers: dict[str, Speaker] = {}

    def __enter__(self) -> Cast:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for speaker in self._speakers.values():
            speaker.close()

    def say(self, name: str, text: str) -> NDArray[np.float32]:
        """`text` spoken by the person called `name`, as loud as speech, no silence at its ends.

        Returns: float32 [n], mono, 16 kHz.
        """
        person = _BY_NAME[name]
        digest = hashlib.sha256(f"{person}|{text}".encode()).hexdigest()[:20]
        kept = self._folder / f"{digest}.npy"
        if kept.is_file():
            return np.load(kept)
        sound = self._speak(person, text)
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(kept, sound)
        return sound

    def _speak(self, person: Person, text: str) -> NDArray[np.float32]:
        # Played faster it is higher, so it is spoken slower by as much.
        raw = self._speaker(person).synthesise(
            spoken(text), voice="it", speed=person.pace / person.pitch, cancel=Cancel()
        )
        if raw is None:
            raise RuntimeError("Nobody cancels what is spoken here.")
        sound = polish(raw.samples, round(raw.rate * person.pitch), pause=0.0, volume=1.0)
        return soxr.resample(sound, SPEECH_RATE, HEARING_RATE).astype(np.float32)

    def _speaker(self, person: Person) -> Speaker:
        if person.voice not in self._speakers:
            worker = VoiceWorker(
                [sys.executable, "-P", "-m", "voice_worker"], {"PYTHONPATH": str(RESOURCES.parent)}
            )
            self._speakers[person.voice] = Speaker(worker, {"it": self._description(person)})
        return self._speakers[person.voice]

    def _description(self, person: Person) -> Description:
        store = ModelStore(Folders.from_environment().models, Manifest.of_program())
        kind, _, rest = person.voice.partition(" ")
        if kind == "espeak":
            return {"engine": "espeak", "language": rest}
        if kind == "joe":
            store.pull(["voice-joe"])
            model = store.path("voice-joe") / store.manifest.pack("voice-joe").files[0].name
            return {"engine": "piper", "model": str(model), "config": f"{model}.json"}
        store.pull(["voice-kokoro"])
        words = person.voice.split()
        styles = np.load(RESOURCES / "voices" / "kokoro.npz")
        mixed = sum(
            styles[style] * float(part) for style, part in zip(words[::2], words[1::2], strict=True)
        )
        file = self._folder / f"{person.voice.replace(' ', '_')}.npz"
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, mixed=np.asarray(mixed, np.float32))
        return {
            "engine": "kokoro",
            "model": str(store.path("voice-kokoro") / "kokoro-v1.0.int8.onnx"),
            "styles": str(file),
            "style": "mixed",
            "language": "en-gb" if words[0].startswith("b") else "en-us",
        }
