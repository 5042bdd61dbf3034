"""Listening to one conversation: sound goes in as it comes, words are ready when the turn ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.starter.hearing.joining import join
from omni_core.starter.hearing.language import ENGLISH, language_of_speech
from omni_core.starter.hearing.moonshine import Moonshine
from omni_core.starter.hearing.second_opinion import SecondOpinion
from omni_core.starter.hearing.segments import Cutter, Segment
from omni_core.starter.hearing.transcript import Recogniser, Transcript
from omni_core.starter.hearing.vad import SileroVad, VadState
from omni_core.starter.hearing.whisper import WhisperBase

RecogniserName = Literal["moonshine", "whisper"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person said in a turn.

    text: "" when nobody spoke.
    language: ISO 639-1, "en" unless another one was noticed ("und": noticed but not named).
    speech_seconds: how long they spoke, pauses left out.
    last_voiced: when they fell silent, in seconds from the turn's first sample, to 32 ms; None
        when nobody spoke.
    confidence: mean log-probability of a token, <= 0.
    """

    text: str
    language: str
    speech_seconds: float
    last_voiced: float | None
    confidence: float


SILENCE = Heard("", ENGLISH, 0.0, None, 0.0)


@dataclass(frozen=True, slots=True)
class Said:
    """A recognised segment; `start` and `end` in seconds of the turn."""

    transcript: Transcript
    language: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class ListenerState:
    """All that a listener knows of the turn; never altered in place, so it is its own savepoint.

    It holds the sound of the open segment (15 s at most), shared with the listener, not copied.
    """

    vad: VadState
    cutter: Cutter = field(default_factory=Cutter)
    said: tuple[Said, ...] = ()


class Ears:
    """The weights of hearing, loaded once for any number of listeners."""

    def __init__(
        self, vad: SileroVad, recogniser: Recogniser, detector: WhisperBase | None = None
    ) -> None:
        """Hear with `recogniser`; `detector` names other languages (and may be the same)."""
        self.vad = vad
        self._recogniser = recogniser
        self._detector = detector

    @classmethod
    def load(
        cls,
        *,
        vad: Path,
        moonshine: Path | None = None,
        whisper: Path | None = None,
        recogniser: RecogniserName = "moonshine",
        rest_later: bool = False,
    ) -> Ears:
        """Load packs from their folders.

        recogniser: which one writes; its folder must be given.
        whisper: also names other languages and is asked where Moonshine is in doubt; without it
            more is misheard and other languages are noticed less often.
        rest_later: what does not write by itself is loaded at `load_rest`, or when it is needed.
        Raises: EngineError of kind "model"; ValueError if the recogniser's folder is missing.
        """
        later = rest_later and recogniser != "whisper"
        detector = None if whisper is None else WhisperBase(whisper, later=later)
        writer: Recogniser | None = detector
        if recogniser == "moonshine":
            writer = None if moonshine is None else Moonshine(moonshine)
            if writer is not None and detector is not None:
                writer = SecondOpinion(writer, detector)
        if writer is None:
            raise ValueError(f"The folder of the recogniser {recogniser} must be given.")
        return cls(SileroVad(vad), writer, detector)

    def load_rest(self) -> None:
        """Begin to load what was put off, and return at once."""
        if self._detector is not None:
            self._detector.load()

    def quick(self) -> Ears:
        """Ears with these weights that never ask twice, nor which language it is.

        For sounds over a reply, which is decided about at once.  They need no closing.
        """
        writer = self._recogniser
        return Ears(self.vad, writer.quick if isinstance(writer, SecondOpinion) else writer)

    def close(self) -> None:
        """Free the weights; no listener may be used afterwards."""
        self._recogniser.close()
        if self._detector is not None and self._detector is not self._recogniser:
            self._detector.close()

    def write(self, segment: Segment, cancel: Cancel | None) -> Said:
        """Recognise `segment` and its language."""
        transcript = self._recogniser.transcribe(segment.samples, cancel)
        language = language_of_speech(segment.samples, transcript, self._detector, cancel)
        return Said(transcript, language, segment.start, segment.end)


class Listener:
    """Hears one conversation, one turn after the other.  Owned by one thread."""

    def __init__(self, ears: Ears) -> None:
        self._ears = ears
        self._state = ListenerState(SileroVad.begin())
        self._finished: tuple[ListenerState, Heard] | None = None

    def push(self, samples: NDArray[np.float32]) -> None:
        """Hear `samples` (float32 [n], mono, 16 kHz, -1..1), which are copied.

        Words before a pause are recognised at once: such a call takes about a tenth of a second
        with Moonshine, half a second where Whisper writes or gives its second opinion.
        Raises: EngineError; the listener is then as before.
        """
        windows, vad = self._ears.vad.listen(self._state.vad, samples)
        cutter, said = self._state.cutter, self._state.said
        for window in windows:
            cutter, segment = cutter.take(window)
            if segment is not None:
                said = (*said, self._ears.write(segment, None))
        self._state = ListenerState(vad, cutter, said)

    def finish(self, cancel: Cancel | None = None) -> Heard:
        """What was said up to now.  Changes nothing: the turn may go on, or be asked for again.

        After `cancel` it returns within 50 ms with what it has.
        Raises: EngineError.
        """
        state = self._state
        if self._finished is not None and self._finished[0] is state:
            return self._finished[1]
        said = state.said
        tail = state.cutter.close(state.vad.pending)
        if tail is not None:
            said = (*said, self._ears.write(tail, cancel))
        heard = _summary(said)
        if cancel is None or not cancel.is_set:
            self._finished = (state, heard)
        return heard

    def save(self) -> ListenerState:
        """A savepoint of the turn, in constant time."""
        return self._state

    def restore(self, state: ListenerState) -> None:
        """Go back to `state`, in constant time; it may be restored any number of times."""
        self._state = state

    def reset(self) -> None:
        """Begin the next turn; the sound of this one is freed once no savepoint holds it."""
        self._state = ListenerState(SileroVad.begin())
        self._finished = None


def _summary(said: tuple[Said, ...]) -> Heard:
    """The segments of a turn as one; its language is the one spoken longest."""
    if not said:
        return SILENCE
    seconds: dict[str, float] = {}
    for segment in said:
        spoken = seconds.get(segment.language, 0.0)
        seconds[segment.language] = spoken + segment.end - segment.start
    tokens = sum(segment.transcript.tokens for segment in said)
    total = sum(segment.transcript.confidence * segment.transcript.tokens for segment in said)
    return Heard(
        join(segment.transcript.text for segment in said),
        max(seconds, key=lambda language: seconds[language]),
        sum(segment.end - segment.start for segment in said),
        said[-1].end,
        total / tokens if tokens else 0.0,
    )
