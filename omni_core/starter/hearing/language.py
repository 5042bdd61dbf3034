"""Noticing that a person speaks or types another language than English.

Speech: on another language the English recogniser is far less sure of itself than on English
(mean log-probability of a token around -1.2 against -0.1).  Only then is Whisper asked which
language it is.  When Whisper itself writes, it says so each time: it is sure of itself in any
language, because it translates.  The thresholds were chosen on 200 real announcements in five
languages: it is worse to refuse an English sentence than to answer a foreign one badly, so short
speech needs more proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from omni_core.conversation import Cancel
from omni_core.media import HEARING_RATE
from omni_core.starter.hearing.transcript import Transcript

ENGLISH = "en"

UNKNOWN = "und"
"""ISO 639-2 for "undetermined": another language, but nothing here can tell which."""

MAYBE_FOREIGN = -0.5
"""Confidence below which speech may be another language; 99 % of real English lies above."""

_SHORT_SECONDS = 2.0
_PROOF = 0.6
_PROOF_WHEN_SHORT = 0.95
"""Probability that makes it another language; one or two words are easily mistaken."""

_ALIEN = -0.95
"""Confidence that no English falls to, short of one drowned in noise: proof enough by itself."""


class LanguageDetector(Protocol):
    """Names the language of speech."""

    def language(
        self, samples: NDArray[np.float32], cancel: Cancel | None = None
    ) -> tuple[str, float] | None:
        """ISO 639-1 code and probability, or None if cancelled."""
        ...


def language_of_speech(
    samples: NDArray[np.float32],
    transcript: Transcript,
    detector: LanguageDetector | None,
    cancel: Cancel | None,
) -> str:
    """The language of `samples` (float32 [n], 16 kHz), written down as `transcript`.

    Returns an ISO 639-1 code, or `UNKNOWN` for another language that could not be told.
    """
    found = transcript.language
    if found is None:
        if transcript.confidence >= MAYBE_FOREIGN:
            return ENGLISH
        found = (UNKNOWN, 0.0) if detector is None else detector.language(samples, cancel)
    if found is None or found[0] == ENGLISH:
        return ENGLISH
    code, probability = found
    short = samples.size < _SHORT_SECONDS * HEARING_RATE
    if probability >= (_PROOF_WHEN_SHORT if short else _PROOF):
        return code
    return UNKNOWN if transcript.confidence < _ALIEN and not short else ENGLISH


_SCRIPTS = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
"""The most spoken language of each script, by the first word of its letters' Unicode names."""

_UKRAINIAN_LETTERS = frozenset("іїєґ")

_COMMON_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        ENGLISH: "a about and are at can do does for from have hello help how i in is it me my of "
        "on please tell that the this to today was what when where which who why will with you",
        "de": "aber auch auf bitte das dein der die dir du ein eine einen es für guten hallo ich "
        "ist kann kannst mein mir nicht oder sie sind spät und uhr uns von wann was wie wir wo",
        "es": "buenos buenas como cómo con cuál cuánto cuándo de del días dónde el en es está "
        "estás favor gracias hola la las los me mi muy para pero por qué que quién son tu una y",
        "fr": "au aux avec bonjour ce cette comment dans de des du elle est et heure il je la le "
        "les merci moi mon ne nous où pas pour pourquoi quand quel quelle qui quoi sont tu un une",
        "it": "buongiorno che chi ciao come con cosa del della di dove e grazie ho il io la le ma "
        "mi mio non per perché qual quale quando quanto questo sei sono tu un una è",
        "nl": "alsjeblieft bent de dit een en goedemorgen heb het hoe ik is je kan kun laat maar "
        "met mij mijn niet ook van voor waar waarom wanneer wat wie zijn",
        "pt": "bom com como de dia do é em está eu isso mas me meu não o obrigado olá onde os para "
        "por qual quando que quem são tudo um uma você",
    }.items()
}
"""Words that most sentences of a language hold one or two of."""

_ENGLISH_OR = 2
"""Common words that a foreign sentence must have more of than of English ones."""


def language_of_text(text: str) -> str:
    """The language a person typed `text` in, as an ISO 639-1 code; English when in doubt."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if not letters:
        return ENGLISH
    scripts = Counter(
        unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in letters
    )
    if scripts["LATIN"] * 2 <= len(letters):
        return _language_of_script(scripts, frozenset(letters))
    words = frozenset(re.findall(r"\w+", text.lower()))
    hits = {code: len(words & common) for code, common in _COMMON_WORDS.items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] >= hits[ENGLISH] + _ENGLISH_OR else ENGLISH


def _language_of_script(scripts: Counter[str], letters: frozenset[str]) -> str:
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:
        return "ja"  # written with Chinese characters as well
    if letters & _UKRAINIAN_LETTERS:
        return "uk"
    known = [script for script, _ in scripts.most_common() if script in _SCRIPTS]
    return _SCRIPTS[known[0]] if known else UNKNOWN
