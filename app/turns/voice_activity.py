"""Does somebody speak?  Silero's probability of each 32 ms, smoothed, with onset and ending.

Two views of the same windows: *voiced* ones count raw, so that the end of speech is known to one
window; the *smoothed* probability rises fast and falls slowly, so that speech over the program's
own voice, of which the echo canceller thins every other window, still counts as one stretch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.turns.events import Voice
from app.turns_settings import TurnsGroup
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.vad import WINDOW_SECONDS, SileroVad, VadState

LARGEST_GAP = 0.1
"""Seconds of missing sound from which on the network begins anew: what follows is elsewhere."""

_HOLD_SHARE = 0.5
"""Of the threshold over a reply, what holds speech there, once begun."""

SILENCE_DB = -100.0
"""Level of digital silence, which has no logarithm."""


class VoiceSensor:
    """Turns the microphone's blocks into judged windows."""

    def __init__(self, vad: SileroVad) -> None:
        self._vad = vad
        self._state: VadState = SileroVad.begin()
        self._next: float | None = None

    def step(self, samples: NDArray[np.float32], start: float) -> list[Voice]:
        """The windows that a block completes.

        samples: float32 [n], mono, 16 kHz.  start: monotonic seconds of the first of them.
        """
        if self._next is not None and abs(start - self._next) > LARGEST_GAP:
            self._state = SileroVad.begin()
        self._next = start + samples.size / HEARING_RATE
        windows, self._state = self._vad.listen(self._state, samples)
        rest = self._state.pending.size / HEARING_RATE
        end = self._next - rest
        return [
            Voice(end - WINDOW_SECONDS * (len(windows) - 1 - place), w.speech, level(w.samples))
            for place, w in enumerate(windows)
        ]


def level(samples: NDArray[np.float32]) -> float:
    """Mean loudness in decibels below full scale, -100..0."""
    power = float(np.square(samples, dtype=np.float64).mean())
    return max(SILENCE_DB, 10.0 * math.log10(power)) if power > 0 else SILENCE_DB


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of speech.

    onset: when its first voiced window began.  last: when its last voiced window ended.
    voiced: seconds of voiced windows.  loudness: the sum of their levels, in decibel seconds.
    """

    onset: float
    last: float
    voiced: float = 0.0
    loudness: float = 0.0

    @property
    def lasting(self) -> float:
        """Seconds from the first voiced window to the end of the last one."""
        return self.last - self.onset


@dataclass(frozen=True, slots=True)
class Activity:
    """What is known of the voice in the microphone; never altered in place.

    heard_until: the end of the newest window.  last_voiced: the end of the last voiced one.
    smoothed: probability, 0..1.  speaking: whether the smoothed probability says so.
    stretch: the present one, from its first voiced window until the smoothed probability has
        fallen again; still there in the moment it ended.
    voiced, loudness: seconds of voiced windows since the beginning, and the sum of their levels
        in decibel seconds.
    began, ended: whether speaking did with this window.
    """

    heard_until: float = -math.inf
    last_voiced: float = -math.inf
    smoothed: float = 0.0
    speaking: bool = False
    stretch: Stretch | None = None
    voiced: float = 0.0
    loudness: float = 0.0
    began: bool = False
    ended: bool = False

    def take(self, window: Voice, rules: TurnsGroup, *, over_reply: bool = False) -> Activity:
        """The activity after `window`; over_reply: the program itself sounds all the while."""
        smoothed = self._smoothed(window.probability, rules)
        onset, hold = rules.voice_onset, min(rules.voice_hold, rules.voice_onset)
        if over_reply:
            onset, hold = rules.voice_over_reply, min(hold, _HOLD_SHARE * rules.voice_over_reply)
        speaking = smoothed >= (hold if self.speaking else onset)
        # A window voiced on its own may turn out to be the beginning of speech.
        kept = self.stretch if self.speaking or self.smoothed >= hold else None
        voiced = window.probability >= (onset if kept is None else hold)
        return Activity(
            heard_until=window.end,
            last_voiced=window.end if voiced else self.last_voiced,
            smoothed=smoothed,
            speaking=speaking,
            stretch=_longer(kept, window) if voiced else kept,
            voiced=self.voiced + voiced * WINDOW_SECONDS,
            loudness=self.loudness + voiced * WINDOW_SECONDS * window.level,
            began=speaking and not self.speaking,
            ended=self.speaking and not speaking,
        )

    def broken_off(self) -> Activity:
        """The activity when what is heard next has nothing to do with what was heard before."""
        return replace(self, smoothed=0.0, speaking=False, stretch=None, began=False, ended=False)

    @property
    def silence(self) -> float:
        """Seconds of sound since the last voiced window; infinite before the first one."""
        return math.inf if self.voiced == 0.0 else self.heard_until - self.last_voiced

    @property
    def goes_on(self) -> bool:
        """Whether somebody speaks, and did in the newest window too."""
        return self.speaking and self.last_voiced == self.heard_until

    def _smoothed(self, probability: float, rules: TurnsGroup) -> float:
        rising = probability > self.smoothed
        constant = rules.voice_attack if rising else rules.voice_release
        share = 1.0 if constant == 0 else -math.expm1(-WINDOW_SECONDS / constant)
        return self.smoothed + share * (probability - self.smoothed)


def _longer(stretch: Stretch | None, window: Voice) -> Stretch:
    if stretch is None:
        stretch = Stretch(window.end - WINDOW_SECONDS, window.end)
    return replace(
        stretch,
        last=window.end,
        voiced=stretch.voiced + WINDOW_SECONDS,
        loudness=stretch.loudness + WINDOW_SECONDS * window.level,
    )
