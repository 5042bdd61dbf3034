"""One reply as the contract tells it: its text as it is written, its sound as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import SpeechDelta, TextDelta
from omni_core.media import SPEECH_RATE
from omni_core.omni.speech_worker import ReplySpeech
from omni_core.omni.spoken_text import Pace, SpokenText
from omni_core.omni.written import Code, CodesDone, Sounds, Written
from omni_core.speech.speech_stream import SpeechStream


class Sounding:
    """Speaks one reply; use it on the reply's own thread.

    pace: how fast the voice speaks, as known after the reply.
    """

    def __init__(
        self,
        speech: ReplySpeech,
        stream: SpeechStream,
        pace: Pace,
        volume: float,
        sounded: Callable[[], None],
        keeps: bool,
    ) -> None:
        """speech: of the `stream`, on its thread.  volume: 0 .. 1.

        sounded: is called whenever there is more sound.  keeps: whether `sounds` is asked for.
        """
        self._speech, self._stream = speech, stream
        self._text = SpokenText(pace)
        self._volume = np.float32(volume)
        self._sounded = sounded
        self._keeps = stream.keeps_mel = keeps
        self._samples = 0
        self._codes = 0
        self._all_samples: int | None = None
        self._wave: list[NDArray[np.float32]] = []

    def of(self, written: Iterable[Written]) -> Iterator[TextDelta | SpeechDelta]:
        """Text and sound of what is written, the sound to its end unless the reply is cancelled.

        Raises: whatever making the sound raised.
        """
        for event in written:
            match event:
                case TextDelta():
                    self._text.write(event.text)
                    yield event
                case Code():
                    self._codes += 1
                    self._speech.push(event.code)
                    if event.alone:
                        yield from self._deltas(self._speech.in_time())
                case CodesDone():
                    self._all_samples = self._stream.samples_of(self._codes)
                    self._speech.finish()
            yield from self._deltas(self._speech.ready())
        yield from self._deltas(self._speech.rest())

    def stop(self) -> None:
        """Whatever became of the reply, the speech thread is done with it when this returns."""
        self._speech.stop()

    @property
    def pace(self) -> Pace:
        """What this reply taught, if it was spoken to its end."""
        whole = self._samples == self._all_samples
        return self._text.pace() if whole else self._text.usual

    def stats(self) -> dict[str, float]:
        """How much sound there was, and what it took: see `SpeechCost`.

        `speech_s`: seconds of sound handed out.  `said_s`: those that the codes stand for, more
        than that where the reply was cancelled.  `first_packet_...`: see `FirstPacket`, if there
        was one.
        """
        cost = asdict(self._stream.cost)
        first = cost.pop("first") or {}
        return {
            **{f"first_packet_{name}": value for name, value in first.items()},
            **cost,
            "speech_s": self._samples / SPEECH_RATE,
            "said_s": self._stream.samples_of(self._codes) / SPEECH_RATE,
        }

    def sounds(self) -> Sounds | None:
        """What was kept, if that was asked for."""
        if not self._keeps:
            return None
        mel = self._stream.mel
        return Sounds(
            mel=mel,
            noise=self._stream.noise_of(mel.shape[0]),
            wave=np.concatenate(self._wave) if self._wave else np.zeros(0, np.float32),
        )

    def _deltas(self, packets: Iterable[NDArray[np.float32]]) -> Iterator[SpeechDelta]:
        for packet in packets:
            self._sounded()
            self._samples += packet.size
            if self._volume != 1.0:
                packet = packet * self._volume
            if self._keeps:
                self._wave.append(packet)
            end = self._text.speak(packet.size, self._all_samples)
            yield SpeechDelta(packet, end, exact=False)
