"""Written text to words that a voice can say."""

from __future__ import annotations


def spoken(text: str) -> str:
    """The words of `text`."""
    return text.strip()
