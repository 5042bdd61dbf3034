"""Parts of a laid out text that look otherwise than the rest of it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from ui.theme.style import colour
from ui.theme.tokens import Palette


def span(first: int, end: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
    """From `first` to before `end`, in Qt's units of the text."""
    made = QTextLayout.FormatRange()
    made.start = first  # type: ignore[assignment]
    made.length = end - first  # type: ignore[assignment]
    made.format = looks  # type: ignore[assignment]
    return made


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
