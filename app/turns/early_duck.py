"""Lowers a reply as soon as something is louder than what is left of its echo.

The voice detector needs two windows of speech, and over the program's own voice the echo canceller
thins a soft beginning, so it is sure of a person a fifth of a second after they began.  A rise of
the sound shows after two hundredths.  It may be a door or a key just as well, so it decides
nothing: no turn begins, nothing is held, and if no voice is found within a word's time the reply
rises again.  A reply that was lowered is also easier to hear through, for the detector too.

What an echo leaves is not known beforehand: a small loudspeaker that distorts leaves far more than
a good one.  So how loud it gets while nobody speaks is remembered, and only what is louder counts.
And as a reply begins, even a good canceller may let a hundredth of it through for a moment, so what
is fainter than that beside all that the microphone hears does not count either.
"""

from __future__ import annotations

import math
from collections import deque

from app.turns.events import Voice
from app.turns.voice_activity import SILENCE_DB
from app.turns_settings import TurnsGroup
from omni_core.starter.hearing.vad import WINDOW_SECONDS

RISING_BLOCKS = 2
"""In a row that must be louder: one alone is a click."""

LET_THROUGH_DB = -18.0
"""Beside the microphone's own sound, what a canceller lets through: 20 to 33 dB less were seen in
the first fifth of a second of replies."""

WAITING_WINDOWS = 6
"""Windows that are looked back on before they count as nobody's: a voice begins softly, and the
detector is late."""

AFTER_VOICE = 0.3
"""Seconds after a voiced window in which what is heard may still be that voice."""

FORGOTTEN_DB = 9.0
"""A second by which the remembered loudness falls: a pause of the reply keeps its syllables in
mind, and a door is forgotten in some seconds."""

MISTAKEN_DB, MOST_MISTAKEN_DB = 3.0, 18.0
"""How much louder it must be after each rise that was no voice, and at most; each that was one
takes as much back.  A reply that dips every few seconds is worse than one that dips late."""

FORGIVEN_DB = 0.1
"""A second by which that falls: whatever was noisy may be gone after three minutes."""

LATEST_SECONDS = 0.2
"""Behind the clock a microphone's block may be; one that is later comes from no device."""

UNKNOWN_DB = -50.0
"""The remembered loudness before anything was heard: of a bad room."""


class EarlyDuck:
    """Owned by the turn thread, which tells it every block of the microphone and every window."""

    def __init__(self, rules: TurnsGroup) -> None:
        self._rules = rules
        self.usual = UNKNOWN_DB
        """How loud it gets while nobody speaks, in decibels below full scale."""
        self._since: float | None = None
        self._rising = 0
        self._mistaken = 0.0
        self._loudest = self._loudest_rise = SILENCE_DB
        self._waiting: deque[float] = deque()
        self._voiced = -math.inf

    @property
    def lowers(self) -> bool:
        """Whether the reply is to be lowered."""
        return self._since is not None

    def hear(self, level: float, raw: float, end: float, *, guards: bool) -> None:
        """Take 10 ms of the microphone.

        level, raw: without the echo and with it, in decibels <= 0.  end: monotonic seconds of its
        last sample.  guards: a reply sounds at its own loudness, and the canceller has found the
        room.
        """
        self._loudest = max(self._loudest, level)
        if not guards:
            if self._since is not None and self._voiced >= self._since:
                self._mistaken = max(0.0, self._mistaken - MISTAKEN_DB)
            self.let_go()
        elif self._since is None:
            least = max(self.usual + self._rules.louder_by + self._mistaken, raw + LET_THROUGH_DB)
            self._rising = self._rising + 1 if level >= least else 0
            if self._rising == RISING_BLOCKS:
                self._since, self._loudest_rise = end, level
        else:
            self._loudest_rise = max(self._loudest_rise, level)
            if end - self._since >= self._rules.noise_patience:
                if self._voiced < self._since:  # it was nobody's voice
                    self.usual = max(self.usual, self._loudest_rise)
                    self._mistaken = min(MOST_MISTAKEN_DB, self._mistaken + MISTAKEN_DB)
                self.let_go()

    def let_go(self) -> None:
        """The reply is to rise again, or others see to it."""
        self._since, self._rising = None, 0

    def tick(self, now: float) -> None:
        """Let go if the microphone brings nothing any more.  now: monotonic seconds."""
        latest = self._rules.noise_patience + LATEST_SECONDS
        if self._since is not None and now - self._since > latest:
            self.let_go()

    def judge(self, window: Voice) -> None:
        """Take the voice detector's word on the blocks since its last one."""
        self._mistaken = max(0.0, self._mistaken - FORGIVEN_DB * WINDOW_SECONDS)
        self._waiting.append(self._loudest)
        self._loudest = SILENCE_DB
        if window.probability >= self._rules.voice_hold:
            self._voiced = window.end
        if window.end - self._voiced <= AFTER_VOICE or self.lowers:
            self._waiting.clear()
        elif len(self._waiting) > WAITING_WINDOWS:
            fallen = self.usual - FORGOTTEN_DB * WINDOW_SECONDS
            self.usual = max(fallen, self._waiting.popleft())
