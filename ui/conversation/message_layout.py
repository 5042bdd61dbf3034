"""One message laid out at a width: where its head, its words and its ground are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTextLayout, QTextOption

from app.history.found import found_in
from ui import words
from ui.asking.thumbnails import fitting
from ui.models.pictures import Thumbnail
from ui.models.transcript import Message, Speaker
from ui.theme import tokens
from ui.theme.spans import found_words, never_heard, span
from ui.theme.style import font
from ui.theme.tokens import Palette

PAD_X = 12
PAD_Y = tokens.GRID
ABOVE = tokens.GRID
BELOW = tokens.GRID
HEAD_GAP = tokens.GRID // 2
PICTURE = (128, 96)
"""The most that a picture takes in the list."""
GLIMPSE = (80, 60)
"""The same of one that nobody showed on purpose: the words are what counts."""
PERSON_SHARE = 0.86
"""Of the width: what a person's words may take, so that the sides can be told apart."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """head: the line above, at `head_at`.  ground: behind the words, None for none.

    pictures: each with its place.
    """

    head: str
    head_at: QRectF
    text: QTextLayout
    text_at: QPointF
    ground: QRectF | None
    height: int
    right: bool
    pictures: tuple[tuple[QRectF, Thumbnail], ...] = ()


def lay_out(message: Message, width: int, palette: Palette, asked: str = "") -> LaidOut:
    """Lay `message` out in `width` pixels.

    asked: what a person looked for, which stands out.
    """
    person = message.who is Speaker.PERSON
    notice = message.who is Speaker.PROGRAM
    step = tokens.SMALL if notice else tokens.BODY
    inset = PAD_X if person else 0
    room = width * PERSON_SHARE if person else float(width)
    text = QTextLayout(message.said + message.unheard, font(step))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setTextOption(option)
    text.setFormats(_formats(message, palette, asked))
    widest, bottom = 0.0, 0.0
    text.beginLayout()
    while (line := text.createLine()).isValid():
        line.setLineWidth(room - 2 * inset)
        line.setPosition(QPointF(0, bottom + (step.line - line.height()) / 2))
        bottom += step.line
        widest = max(widest, line.naturalTextWidth())
    text.endLayout()
    head_height = tokens.SMALL.line
    top: float = ABOVE + head_height + HEAD_GAP
    pictures, below = _pictures(message, float(width), top)
    if pictures:
        top = below + (tokens.GRID if text.text() else 0)
    ground = None
    left = 0.0
    if person and text.text():
        left = width - widest - 2 * PAD_X
        ground = QRectF(left, top, widest + 2 * PAD_X, bottom + 2 * PAD_Y)
        text_at = QPointF(left + PAD_X, top + PAD_Y)
        bottom += 2 * PAD_Y
    else:
        text_at = QPointF(0, top)
        bottom = bottom if text.text() else 0.0
    return LaidOut(
        head=_head(message),
        head_at=QRectF(0, ABOVE, width, head_height),
        text=text,
        text_at=text_at,
        ground=ground,
        height=int(top + bottom + BELOW + 0.999),
        right=person,
        pictures=pictures,
    )


def _pictures(
    message: Message, width: float, top: float
) -> tuple[tuple[tuple[QRectF, Thumbnail], ...], float]:
    """Rows of pictures at the right, each in its order, and where they end."""
    rows: list[list[tuple[QSizeF, Thumbnail]]] = []
    free = 0.0
    for small in message.pictures:
        size = fitting(small, *(GLIMPSE if small.glimpse else PICTURE))
        if not rows or free < size.width():
            rows.append([])
            free = width
        rows[-1].append((size, small))
        free -= size.width() + HEAD_GAP
    placed: list[tuple[QRectF, Thumbnail]] = []
    for number, row in enumerate(rows):
        top += HEAD_GAP if number else 0
        left = width - sum(size.width() for size, _ in row) - HEAD_GAP * (len(row) - 1)
        for size, small in row:
            placed.append((QRectF(QPointF(left, top), size), small))
            left += size.width() + HEAD_GAP
        top += max(size.height() for size, _ in row)
    return tuple(placed), top


def _head(message: Message) -> str:
    parts = (words.speaker(message.who), words.clock(message.at), words.delivery(message.delivery))
    return "  ·  ".join(part for part in parts if part)


def _formats(message: Message, palette: Palette, asked: str) -> list[QTextLayout.FormatRange]:
    """Found words stand out; words that were never heard are struck, found or not."""
    text = message.said + message.unheard
    spans: list[QTextLayout.FormatRange] = []
    if message.unheard:
        spans.append(span(text, len(message.said), len(text), never_heard(palette)))
    if asked:
        looks = found_words(palette)
        spans += [span(text, a, b, looks) for a, b in found_in(message.said, asked)]
    return spans
