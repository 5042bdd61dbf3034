"""Measures how the microphone hears the speaker: a chime is played and found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.capture.microphone import NearBlock
from app.playback.events import PlaybackEvent, ReplyPlayed, ReplyStarted
from app.playback.player import Player
from omni_core.conversation import SpeechDelta
from omni_core.media import HEARING_RATE, SPEECH_RATE

CHIME_SECONDS = 0.6
CHIME_BAND = 300.0, 3_500.0
"""Hertz from and to which it glides: what small speakers give and small microphones hear."""

CHIME_LEVEL = 0.25
"""Peak of full scale: as loud as speech."""

QUIET_SECONDS = 0.6
"""Listened to before the chime, for the noise; and after it, for a late echo."""

PATIENCE_SECONDS = 8.0
"""A check without a result by then has a device that does not work."""

LONGEST_DELAY, SHORTEST_DELAY = 0.5, -0.1
"""Seconds between which the echo is sought: what AEC3 can use, and how wrong clocks may be."""

CLEAR = 0.25
"""Likeness of the chime and its echo from which the echo counts as found; chance gives 0.05."""

LOUD_DB, NOISY_DB, DEAD_DB = 3.0, -45.0, -90.0
"""Echo over the chime itself that drives a microphone out of its range; noise that speech across
a room does not stand out from; and what no real microphone is below."""

CHECK_EPOCH = -1
"""The chime is no reply of any conversation."""

Verdict = Literal["good", "separate", "loud", "noisy", "dead"]

ADVICE: dict[Verdict, str] = {
    "good": "Microphone and speaker work well together.",
    "separate": "The microphone does not hear the speaker, as with headphones; that is best.",
    "loud": "The speaker is very loud at the microphone; turn it down or move them apart.",
    "noisy": "The room is noisy; move the microphone closer, or switch noise suppression on.",
    "dead": "The microphone gives no sound; check its switch and the system's privacy settings.",
}


@dataclass(frozen=True, slots=True)
class AudioCheck:
    """What was measured of one pair of devices.

    delay: seconds by which the echo comes later than the devices' clocks say; 0 without an echo.
    return_loss_db: how much fainter the echo is than what is played; None without an echo.
    noise_db: the room, RMS against full scale.
    """

    delay: float
    return_loss_db: float | None
    noise_db: float
    verdict: Verdict

    @property
    def advice(self) -> str:
        """One sentence for a person."""
        return ADVICE[self.verdict]


def chime(rate: int = SPEECH_RATE) -> NDArray[np.float32]:
    """A rising tone, float32 [n], that begins and ends softly."""
    time = np.arange(round(CHIME_SECONDS * rate)) / rate
    low, high = CHIME_BAND
    octaves = np.log(high / low)
    phase = 2 * np.pi * low * CHIME_SECONDS / octaves * np.expm1(octaves * time / CHIME_SECONDS)
    shape = np.sin(np.pi * time / CHIME_SECONDS) ** 0.5
    return (CHIME_LEVEL * shape * np.sin(phase)).astype(np.float32)


def measure(
    quiet: NDArray[np.float32], heard: NDArray[np.float32], sounded_after: float
) -> AudioCheck:
    """Judge what the raw microphone brought (float32 [n], 16 kHz).

    quiet: before the chime.  heard: with the chime, which by the devices' clocks sounded
    `sounded_after` seconds after its first sample.
    """
    noise_db = _db(quiet)
    if noise_db < DEAD_DB and _db(heard) < DEAD_DB:
        return AudioCheck(0.0, None, noise_db, "dead")
    sample = chime(HEARING_RATE)
    first = max(0, round((sounded_after + SHORTEST_DELAY) * HEARING_RATE))
    last = round((sounded_after + LONGEST_DELAY) * HEARING_RATE) + sample.size
    at, likeness = _find(sample, heard[first:last])
    if likeness < CLEAR:
        return AudioCheck(0.0, None, noise_db, "noisy" if noise_db > NOISY_DB else "separate")
    echo = heard[first + at : first + at + sample.size]
    # What is not the room's noise is echo.
    power = max(float(np.mean(echo**2)) - float(np.mean(quiet**2)), 1e-12)
    loss = _db(sample) - 10 * np.log10(power)
    delay = (first + at) / HEARING_RATE - sounded_after
    verdict: Verdict = "good"
    if loss < -LOUD_DB:
        verdict = "loud"
    elif noise_db > NOISY_DB:
        verdict = "noisy"
    return AudioCheck(float(delay), float(loss), noise_db, verdict)


class AudioChecker:
    """Plays the chime and listens, driven by whoever takes blocks and steps the player."""

    def __init__(self, player: Player, now: float) -> None:
        """Begin at `now`; nothing else may be played meanwhile."""
        self._player = player
        self._begun = now
        self._asked = False
        self._moment: float | None = None
        self._ended: float | None = None
        self._blocks: list[NearBlock] = []

    def step(
        self, now: float, blocks: Sequence[NearBlock], events: Sequence[PlaybackEvent]
    ) -> AudioCheck | None:
        """Take what the microphone brought and the player told since the last call.

        Returns: the result once it is there; "dead" if the devices bring none.
        """
        self._blocks += blocks
        for event in events:
            match event:
                case ReplyStarted(epoch=epoch, moment=moment) if epoch == CHECK_EPOCH:
                    self._moment = moment
                case ReplyPlayed(epoch=epoch) if epoch == CHECK_EPOCH:
                    self._ended = now
                case _:
                    pass
        if not self._asked and self._listened() >= QUIET_SECONDS:
            self._asked = True
            self._player.begin(CHECK_EPOCH, now)
            self._player.push(CHECK_EPOCH, SpeechDelta(chime(), 0, exact=True), now)
            self._player.finish(CHECK_EPOCH)
        if self._ended is not None and now >= self._ended + QUIET_SECONDS:
            return self._result()
        if now - self._begun > PATIENCE_SECONDS:
            return AudioCheck(0.0, None, -100.0, "dead")
        return None

    def _listened(self) -> float:
        return self._blocks[-1].time - self._blocks[0].time if self._blocks else 0.0

    def _result(self) -> AudioCheck:
        if self._moment is None:
            return AudioCheck(0.0, None, -100.0, "dead")
        before = [b for b in self._blocks if b.time < self._moment + 2 * SHORTEST_DELAY]
        after = self._blocks[len(before) :]
        if not before or not after:
            return AudioCheck(0.0, None, -100.0, "dead")
        quiet = np.concatenate([block.raw for block in before])
        heard = np.concatenate([block.raw for block in after])
        return measure(quiet, heard, self._moment - after[0].time)


def _find(part: NDArray[np.float32], whole: NDArray[np.float32]) -> tuple[int, float]:
    """Where `part` is in `whole`, and how like it what is there is, 0..1."""
    if whole.size < part.size:
        return 0, 0.0
    size = 1 << (part.size + whole.size - 1).bit_length()
    product = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size))
    scores = np.fft.irfft(product, size)[: whole.size - part.size + 1]
    # The direct path comes first, but a reflection may come with the other sign.
    at = int(np.argmax(np.abs(scores)))
    there = whole[at : at + part.size]
    norms = float(np.linalg.norm(part) * np.linalg.norm(there)) + 1e-12
    return at, abs(float(scores[at])) / norms


def _db(samples: NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2) + 1e-12))
