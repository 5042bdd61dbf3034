"""Lowers a reply as soon as something is louder than its echo.

The voice detector needs two windows of speech, and over the program's own voice the echo canceller
thins a soft beginning, so it is sure of a person a fifth of a second after they began.  A rise of
the sound shows sooner, in one of two places: in what the canceller left, or in a band of what the
microphone heard (`app.turns.echo_bands`).  It may be a door or a key just as well, so it decides
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
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.turns.echo_bands import NOTHING_SEEN, EchoBands, Seen
from app.turns.events import Voice
from app.turns.voice_activity import SILENCE_DB, level
from app.turns_settings import TurnsGroup
from omni_core.starter.hearing.vad import WINDOW_SECONDS

RISING_BLOCKS = 2
"""In a row that must be louder: one alone is a click."""

LET_THROUGH_DB = -18.0
"""Beside the microphone's own sound, what a canceller lets through: 20 to 33 dB less were seen in
the first fifth of a second of replies."""

LOOKED_BACK_BLOCKS = 10
"""What it lets through comes some blocks later, while the reply may fall silent already."""

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


@dataclass(frozen=True, slots=True, eq=False)
class _Loudest:
    """The most that some blocks had: what the canceller left, in decibels, and the bands."""

    left: float = SILENCE_DB
    bands: Seen = NOTHING_SEEN

    def joined(self, other: _Loudest) -> _Loudest:
        return _Loudest(max(self.left, other.left), self.bands.joined(other.bands))


class EarlyDuck:
    """Owned by the turn thread, which tells it every block of the microphone and every window."""

    def __init__(self, rules: TurnsGroup) -> None:
        self._rules = rules
        self.usual = UNKNOWN_DB
        """How loud it gets while nobody speaks, in decibels below full scale."""
        self._bands = EchoBands()
        self._since: float | None = None
        self._rising = 0
        self._mistaken = 0.0
        self._left = SILENCE_DB
        self._raw: deque[float] = deque(maxlen=LOOKED_BACK_BLOCKS)
        self._rise = _Loudest()
        self._waiting: deque[_Loudest] = deque()
        self._voiced = -math.inf

    @property
    def lowers(self) -> bool:
        """Whether the reply is to be lowered."""
        return self._since is not None

    def hear(
        self,
        samples: NDArray[np.float32],
        raw: NDArray[np.float32],
        far: NDArray[np.float32] | None,
        end: float,
        *,
        guards: bool,
    ) -> None:
        """Take 10 ms of the microphone (float32 [160], 16 kHz).

        samples, raw: without the echo and with it.  far: what the speaker plays, see
        `EchoBands.hear`; None if that is not known.  end: monotonic seconds of its last sample.
        guards: a reply sounds at its own loudness, and the canceller has found the room.
        """
        left = level(samples)
        beyond = -math.inf if far is None else self._bands.hear(raw, far)
        self._left = max(self._left, left)
        self._raw.append(level(raw))
        if not guards:
            if self._since is not None and self._voiced >= self._since:
                self._mistaken = max(0.0, self._mistaken - MISTAKEN_DB)
            self.let_go()
        elif self._since is None:
            by = self._rules.louder_by + self._mistaken
            risen = left >= max(self.usual + by, max(self._raw) + LET_THROUGH_DB)
            self._rising = self._rising + 1 if risen or beyond >= by else 0
            if self._rising == RISING_BLOCKS:
                self._since = end
        elif end - self._since >= self._rules.noise_patience:
            if self._voiced < self._since:
                self._was_nobody()
            self.let_go()

    def let_go(self) -> None:
        """The reply is to rise again, or others see to it."""
        self._since, self._rising, self._rise = None, 0, _Loudest()

    def tick(self, now: float) -> None:
        """Let go if the microphone brings nothing any more.  now: monotonic seconds."""
        latest = self._rules.noise_patience + LATEST_SECONDS
        if self._since is not None and now - self._since > latest:
            self.let_go()

    def judge(self, window: Voice) -> None:
        """Take the voice detector's word on the blocks since its last one."""
        self._mistaken = max(0.0, self._mistaken - FORGIVEN_DB * WINDOW_SECONDS)
        if window.probability >= self._rules.voice_hold:
            self._voiced = window.end
        heard = self._heard()
        if self.lowers:
            self._rise = self._rise.joined(heard)
        if self.lowers or window.end - self._voiced <= AFTER_VOICE:
            self._waiting.clear()
            return
        self._waiting.append(heard)
        if len(self._waiting) > WAITING_WINDOWS:
            nobodys = self._waiting.popleft()
            self.usual = max(self.usual - FORGOTTEN_DB * WINDOW_SECONDS, nobodys.left)
            self._bands.learn(nobodys.bands)

    def _heard(self) -> _Loudest:
        """What came since this was asked last."""
        heard = _Loudest(self._left, self._bands.window())
        self._left = SILENCE_DB
        return heard

    def _was_nobody(self) -> None:
        """What lowered the reply is as loud as things are here."""
        rise = self._rise.joined(self._heard())
        self.usual = max(self.usual, rise.left)
        self._bands.excuse(rise.bands)
        self._mistaken = min(MOST_MISTAKEN_DB, self._mistaken + MISTAKEN_DB)
