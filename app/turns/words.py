"""Comparing what a recogniser wrote: plain words, and how alike two spellings sound."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import groupby

_CURLY_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written with spaces between."""
    return frozenset(listed.split())


def plain_words(text: str) -> tuple[str, ...]:
    """The words of `text`: small letters without accents, no punctuation; "mm-hmm" is two."""
    bare = unicodedata.normalize("NFKD", text.replace(_CURLY_APOSTROPHE, "'"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(_WORD.findall(letters.casefold()))


_SOUNDS = {
    letter: sound
    for letters, sound in {
        "bfpvw": "v",
        "cgjkqx": "k",
        "dt": "t",
        "h": "h",
        "l": "l",
        "mn": "n",
        "r": "r",
        "sz": "s",
    }.items()
    for letter in letters
}
"""Consonants that recognisers take for one another, as one; vowels have none."""

_FRICATIVES = (("th", "v"), ("sh", "s"), ("ph", "v"), ("ch", "k"), ("ck", "k"))


def skeleton(letters: str) -> str:
    """The consonants of a run of small letters, alike ones as one: what of a word is heard surely.

    An invented name is written in a hundred ways ("this of us" for "visavis"), but its consonants
    stay near.
    """
    for written, sound in _FRICATIVES:
        letters = letters.replace(written, sound)
    sounds = [_SOUNDS[letter] for letter in letters if letter in _SOUNDS]
    return "".join(sound for sound, _ in groupby(sounds))


def likeness(one: str, other: str) -> float:
    """How alike two runs of letters are, 0..1; 1 for the same."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
