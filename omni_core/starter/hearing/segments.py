"""Cutting a turn into segments at its pauses, one window of sound at a time.

A segment is recognised as soon as its pause is certain, so that at the end of a turn only the
words since the last pause are left.  All decisions fall on whole windows, so they do not depend
on how the sound was cut into blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omni_core.starter.hearing.vad import WINDOW_SECONDS, Window

_ONSET = 0.5
"""Probability from which a window holds speech: Silero's own threshold."""

_HOLD = 0.35
"""Below this a window is silent; in between, speech goes on if it had begun."""


def _windows(seconds: float) -> int:
    return int(seconds / WINDOW_SECONDS)


_LEAD_IN = _windows(0.1)
"""Silence kept before speech: with more, Moonshine invents a leading word."""

_AFTER = _windows(0.2)
"""Silence kept after speech: soft endings ("clubs") lie there."""

_PAUSE = _windows(0.3) + 1
"""Windows of silence that end a segment, 0.32 s: longer than the stops inside words and the
gaps between the words of one phrase, shorter than the pause between sentences."""

_SHORTEST = _windows(0.13)
"""Speech below this is a click or a cough: the shortest "no" has twice as much."""

_LONGEST = _windows(15.0)
_CUT_FROM = _windows(12.0)
"""Without a pause a segment is cut at its quietest window between these: recognisers degrade on
longer sound."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch of speech to recognise.

    samples: float32 [n], 16 kHz, with a little silence at both ends.
    start, end: seconds from the turn's first sample to the first and after the last speech.
    """

    samples: NDArray[np.float32]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cutter:
    """Where the cutting of a turn stands; never altered in place, so keeping it is a savepoint.

    windows: the open segment, or while nobody speaks the silence kept before the next one.
    heard: windows of the turn so far.  speaking: whether a segment is open.
    voiced: windows of speech in the open segment.  quiet: silent ones since the last of them.
    """

    windows: tuple[Window, ...] = ()
    heard: int = 0
    speaking: bool = False
    voiced: int = 0
    quiet: int = 0

    def take(self, window: Window) -> tuple[Cutter, Segment | None]:
        """The cutter after `window`, and the segment that it closed."""
        windows = (*self.windows, window)
        heard = self.heard + 1
        if not self.speaking:
            if window.speech < _ONSET:
                return Cutter(windows[-_LEAD_IN:], heard), None
            return Cutter(windows, heard, speaking=True, voiced=1), None
        silent = window.speech < _HOLD
        after = Cutter(
            windows,
            heard,
            speaking=True,
            voiced=self.voiced + (window.speech >= _ONSET),
            quiet=self.quiet + 1 if silent else 0,
        )
        if after.quiet >= _PAUSE:
            return Cutter(windows[-_LEAD_IN:], heard), after.close()
        if len(windows) >= _LONGEST:
            return after._cut()
        return after, None

    def close(self, rest: NDArray[np.float32] | None = None) -> Segment | None:
        """The open segment as it stands, or None if nobody has spoken in it.

        rest: samples after the last window, too few for one of their own.
        """
        if self.voiced < _SHORTEST:
            return None
        end = self.heard - self.quiet
        kept = self.windows[: len(self.windows) - max(0, self.quiet - _AFTER)]
        sound = [window.samples for window in kept]
        if rest is not None and self.quiet < _AFTER:
            sound.append(rest)
        return Segment(
            np.concatenate(sound), self._first_voiced() * WINDOW_SECONDS, end * WINDOW_SECONDS
        )

    def _first_voiced(self) -> int:
        before = self.heard - len(self.windows)
        return before + next(i for i, w in enumerate(self.windows) if w.speech >= _ONSET)

    def _cut(self) -> tuple[Cutter, Segment | None]:
        """Close the open segment at its quietest window and go on with the rest."""
        loudness = [float(np.square(w.samples).mean()) for w in self.windows[_CUT_FROM:]]
        place = _CUT_FROM + int(np.argmin(loudness)) + 1
        rest = self.windows[place:]
        head = Cutter(
            self.windows[:place],
            self.heard - len(rest),
            speaking=True,
            voiced=_count_voiced(self.windows[:place]),
        )
        tail = Cutter(
            rest,
            self.heard,
            speaking=True,
            voiced=_count_voiced(rest),
            quiet=min(self.quiet, len(rest)),
        )
        return tail, head.close()


def _count_voiced(windows: tuple[Window, ...]) -> int:
    return sum(window.speech >= _ONSET for window in windows)
