"""Which words of a cut reply were heard: recognise what was played, align it with the text.

Omni's text runs far ahead of its sound, so how much of it was spoken is an estimate.  When a reply
is cut, the starter recogniser writes down what was really played, and the best alignment of those
words with the beginning of the text says where the person stopped listening.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from app.turns.words import likeness, plain_words
from omni_core.media import HEARING_RATE, SPEECH_RATE
from omni_core.starter.voice.spoken import spoken

LISTENED_SECONDS = 12.0
"""The end of what was played that is recognised: more makes recognisers worse, and the words
before it are certain by the estimate alone."""

_SKIPPED = 1.0
"""Cost of a word that was written but not heard, or heard but not written."""

_ALIKE = 0.34
"""Words less alike than this are as good as unrelated: they cost as much as skipping both."""

_FAR = 0.02
"""Cost of each word that an end lies from the estimate: it decides between equal alignments."""

_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of how far a reply has sounded, in characters of its text.

    surely: to here at least.  at_most: no further.  estimate: the likeliest, between them.
    """

    surely: int
    at_most: int
    estimate: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A spoken word of the text, and the characters after which it is over."""

    letters: str
    end: int


def heard_chars(text: str, recognised: str, reach: Reach, *, from_start: bool = True) -> int:
    """How many characters of `text` were heard.

    recognised: what was written down of the played sound, which is not exact.
    from_start: it holds all that was played, else only its end.
    Returns: an offset within `reach` at the end of a word, or 0, or `reach.surely`; without
        recognised words the last end of a word up to the estimate.
    """
    words = _words(text)
    heard = plain_words(recognised)
    ends = [0, *(word.end for word in words)]
    allowed = [place for place, end in enumerate(ends) if reach.surely <= end <= reach.at_most]
    if not allowed:
        return reach.surely
    if not heard:
        before = [place for place in allowed if ends[place] <= reach.estimate]
        return ends[before[-1] if before else allowed[0]]
    estimate = sum(end <= reach.estimate for end in ends) - 1
    costs = _costs([word.letters for word in words], heard, from_start=from_start)
    best = min(allowed, key=lambda place: costs[place] + _FAR * abs(place - estimate))
    return ends[best]


def _words(text: str) -> list[_Word]:
    """The words of `text` as they are spoken ("10" as "ten"), each with its end in the text."""
    words: list[_Word] = []
    for chunk in _CHUNK.finditer(text):
        said = plain_words(spoken(chunk.group())) or plain_words(chunk.group())
        words += [_Word(letters, chunk.end()) for letters in said]
    return words


def _costs(words: Sequence[str], heard: Sequence[str], *, from_start: bool) -> list[float]:
    """For each number of words: what the best alignment of just these with `heard` costs."""
    row = [_SKIPPED * place for place in range(len(heard) + 1)]
    costs = [row[-1]]
    for place, word in enumerate(words, 1):
        before, row = row, [_SKIPPED * place if from_start else 0.0]
        for column, other in enumerate(heard, 1):
            row.append(
                min(
                    before[column] + _SKIPPED,
                    row[column - 1] + _SKIPPED,
                    before[column - 1] + _mismatch(word, other),
                )
            )
        costs.append(row[-1])
    return costs


def _mismatch(word: str, other: str) -> float:
    if word == other:
        return 0.0
    alike = likeness(word, other)
    return 2 * _SKIPPED if alike < _ALIKE else _SKIPPED * (1.0 - alike)


def words_heard(
    write: Callable[[NDArray[np.float32]], str],
    played: NDArray[np.float32],
    text: str,
    reach: Reach,
) -> int:
    """How many characters of `text` were heard in `played`.

    write: recognises speech (float32 [n], mono, 16 kHz).
    played: float32 [n], mono, 24 kHz: all of the reply that has sounded.
    Raises: what `write` raises.
    """
    most = round(LISTENED_SECONDS * SPEECH_RATE)
    sound = soxr.resample(played[-most:], SPEECH_RATE, HEARING_RATE)
    recognised = write(sound.astype(np.float32))
    return heard_chars(text, recognised, reach, from_start=played.size <= most)


_STEP = SPEECH_RATE // 100
"""10 ms: loudness is looked at so often."""

_LOOKED_BACK = 0.7
"""Seconds before a stop in which the word's start is looked for: hardly a word is longer, and where
words run together the gap before that belongs to another one."""

_GAP = 3
"""Steps of relative quiet that part two words."""

_QUIET = 10 ** (-25 / 20)
"""Against the loudest step nearby: the gaps between words lie below."""

_WITHOUT_GAP = 0.1, 0.45
"""Seconds to go back where no gap is found, least and most: to the faintest moment of a word."""

_SMOOTH = 5
"""Steps over which a moment's loudness is taken: a consonant within a word is shorter."""


def word_start(played: NDArray[np.float32]) -> int:
    """Where the word begins in which `played` stops, as an index of its samples.

    played: float32 [n], mono, 24 kHz: what has sounded up to the stop.
    """
    back = min(played.size, round(_LOOKED_BACK * SPEECH_RATE))
    steps = back // _STEP
    if steps <= _GAP:
        return played.size - back
    tail = played[played.size - steps * _STEP :].reshape(steps, _STEP)
    loudness = np.sqrt(np.square(tail).mean(axis=1))
    quiet = loudness < _QUIET * float(loudness.max())
    for end in range(steps, _GAP - 1, -1):
        if quiet[end - _GAP : end].all():
            return played.size - (steps - end) * _STEP
    least, most = (round(seconds * SPEECH_RATE) // _STEP for seconds in _WITHOUT_GAP)
    if steps <= most:
        return played.size - steps * _STEP
    moments = np.convolve(loudness, np.ones(_SMOOTH) / _SMOOTH, "same")[
        steps - most : steps - least
    ]
    # Of equally faint ones the latest: the least is said twice.
    faintest = moments.size - 1 - int(np.argmin(moments[::-1]))
    return played.size - (most - faintest) * _STEP
