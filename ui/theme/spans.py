"""Parts of a laid out text that look otherwise than the rest of it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from ui.theme.style import colour
from ui.theme.tokens import Palette


def span(text: str, first: int, end: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
    """The characters of `text` from `first` to before `end`."""
    made = QTextLayout.FormatRange()
    made.start = _units(text[:first])  # type: ignore[assignment]
    made.length = _units(text[first:end])  # type: ignore[assignment]
    made.format = looks  # type: ignore[assignment]
    return made


def _units(text: str) -> int:
    """Its length as Qt counts, to which an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def found_words(palette: Palette) -> QTextCharFormat:
    """What was looked for: by weight as well as by colour."""
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    strong.setForeground(colour(palette.accent_text))
    return strong


def never_heard(palette: Palette) -> QTextCharFormat:
    """What was written and never sounded: grey and struck."""
    struck = QTextCharFormat()
    struck.setFontStrikeOut(True)
    struck.setForeground(colour(palette.pending))
    return struck
