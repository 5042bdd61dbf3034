"""Word error rate, with numbers, titles and hyphens written one way."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

_WRITTEN = {"mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay"}
"""Words that a recogniser may write in either way."""


def words(text: str) -> list[str]:
    """The words of `text`: small letters, no punctuation, numbers as digits."""
    plain = re.sub(r"[^\w\s']", " ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    spelled = " ".join(_WRITTEN.get(word, word) for word in plain.split())
    return alpha2digit(spelled, "en", threshold=0).split()


def errors(reference: str, heard: str) -> tuple[int, int]:
    """Words wrong, missing or too many in `heard`, and how many `reference` has."""
    expected, got = words(reference), words(heard)
    row = list(range(len(got) + 1))
    for i, word in enumerate(expected, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (word != other))
    return row[-1], len(expected)


def rate(pairs: list[tuple[str, str]]) -> float:
    """Word error rate over (reference, heard) pairs, as a share of all reference words."""
    counts = [errors(reference, heard) for reference, heard in pairs]
    return sum(wrong for wrong, _ in counts) / sum(total for _, total in counts)
