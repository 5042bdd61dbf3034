"""How much of a reply's text has been spoken, as far as that can be told.

Text enters the Talker at 50 tokens a second, long before it is spoken, and the model gives no
alignment.  So while the speech goes on this is an estimate by a voice's usual pace; once its
length is known, the text is spread over it evenly, and the last piece of sound ends with the
last character.  A cut reply is settled elsewhere, by recognising what was played.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from omni_core.media import SPEECH_RATE

USUAL_PACE = 15.0
"""Latin letters, spaces and signs a second: some 150 words a minute."""

WIDE = 3.5
"""An East Asian character takes as long as so many Latin letters: four to five a second."""

LEARNING = 0.5
"""How much of a reply's own pace goes into what is expected of the next one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a conversation's voice speaks, in letters a second."""

    letters_a_second: float = USUAL_PACE

    def after(self, text: str, samples: int) -> Pace:
        """What is known after a whole reply of so many samples."""
        if not (text and samples):
            return self
        own = letters(text) * SPEECH_RATE / samples
        return Pace(self.letters_a_second + LEARNING * (own - self.letters_a_second))


def letters(text: str) -> float:
    """How long a text takes, counted in Latin letters."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + (WIDE - 1.0) * wide


class SpokenText:
    """One reply: its text as it is written, its sound as it is handed out.

    usual: the pace that was expected of it.
    """

    def __init__(self, pace: Pace) -> None:
        self.usual = pace
        self._text: list[str] = []  # characters, so that adding is cheap
        self._letters = [0.0]  # of the first n characters, n = 0 ..
        self._samples = 0
        self._end = 0

    def write(self, piece: str) -> None:
        """More text."""
        for character in piece:
            self._text.append(character)
            self._letters.append(self._letters[-1] + letters(character))

    def speak(self, samples: int, all_samples: int | None) -> int:
        """More sound was handed out, of `all_samples` of the whole reply once that is known.

        Returns: `SpeechDelta.text_end`: never less than before, never beyond the text.
        """
        self._samples += samples
        if all_samples is None:
            spoken = self._samples / SPEECH_RATE * self.usual.letters_a_second
        elif self._samples >= all_samples:
            spoken = self._letters[-1]
        else:
            spoken = self._letters[-1] * self._samples / all_samples
        while self._end < len(self._text) and self._letters[self._end + 1] <= spoken:
            self._end += 1
        return self._end

    def pace(self) -> Pace:
        """What the whole reply taught."""
        return self.usual.after("".join(self._text), self._samples)
