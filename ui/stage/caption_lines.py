"""Breaks captions into lines and keeps the newest that fit, so that no word is ever cut off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

MORE = "… "


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn."""

    text: str
    width: float


def lines(text: str, font: QFont, width: float) -> list[Line]:
    """`text` broken at words to `width` pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[Line] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        found.append(Line(text[start : start + length].rstrip(), line.naturalTextWidth()))
    layout.endLayout()
    return found


def newest(text: str, font: QFont, width: float, most: int) -> list[Line]:
    """The last `most` lines of `text`; an ellipsis says that there was more before them."""
    found = lines(text, font, width)
    if len(found) <= most:
        return found
    kept = " ".join(line.text for line in found[len(found) - most :])
    # The ellipsis takes room too: words go from the beginning until all fits.
    while len(found := lines(MORE + kept, font, width)) > most and " " in kept:
        kept = kept.partition(" ")[2]
    return found[:most]


def draw(
    painter: QPainter,
    found: list[Line],
    place: QRectF,
    line_height: float,
    colour: QColor,
    alignment: Qt.AlignmentFlag,
) -> None:
    """Draw the lines from the top of `place` down, in the painter's font."""
    painter.setPen(colour)
    for number, line in enumerate(found):
        top = QPointF(place.left(), place.top() + number * line_height)
        painter.drawText(
            QRectF(top.x(), top.y(), place.width(), line_height),
            alignment | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
            line.text,
        )
